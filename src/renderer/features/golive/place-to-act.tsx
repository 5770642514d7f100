import { Link, linkOptions } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CheckId } from '#shared/contract/golive.ts';
import classes from './golive.module.css';

const PLACES = {
  'connection-tested': { name: 'nav.connect', link: linkOptions({ to: '/connect' }) },
  'required-mappings': { name: 'palette.sent', link: linkOptions({ to: '/mappings/sent' }) },
  'group-rights': { name: 'directory.groups.title', link: linkOptions({ to: '/directory/groups' }) },
  'last-cycle-clean': { name: 'palette.refusals', link: linkOptions({ to: '/log', search: { verdicts: ['refused'] } }) },
  'traps-solved': { name: 'nav.traps', link: linkOptions({ to: '/traps' }) },
  'least-rights': { name: 'nav.tokens', link: linkOptions({ to: '/tokens' }) },
  'log-in-works': { name: 'nav.settings', link: linkOptions({ to: '/settings' }) },
  'rules-as-documented': { name: 'nav.rules', link: linkOptions({ to: '/rules', search: { show: 'changed' } }) },
} as const;

/** A way to the screen of this console on which a check can be brought on; what only the identity provider can do has none. */
export function PlaceToAct({ id }: { id: CheckId }) {
  const { t } = useTranslation();
  if (!hasPlace(id)) return null;
  const { name, link } = PLACES[id];
  return (
    <p className={classes['prose']}>
      <Link {...link}>{t('golive.openScreen', { screen: t(name) })}</Link>
    </p>
  );
}

function hasPlace(id: CheckId): id is keyof typeof PLACES {
  return id in PLACES;
}
