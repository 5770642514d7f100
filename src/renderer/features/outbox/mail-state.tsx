import { IconAlertTriangle, IconCheck, IconClock, IconLink, IconLinkOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MailSummary } from '#shared/contract/mails.ts';
import classes from './outbox.module.css';

const LINKS = { pending: IconLink, used: IconCheck, dead: IconLinkOff } as const;

/** Does the link of a mail still open anything? */
export function LinkState({ link }: { link: MailSummary['link'] }) {
  const { t } = useTranslation();
  if (link === null) return <span className={classes['quiet']}>–</span>;
  const Icon = LINKS[link];
  return (
    <span className={classes['sign']} data-link={link}>
      <Icon size={15} stroke={1.75} aria-hidden />
      {t(`outbox.link.${link}`)}
    </span>
  );
}

/** Where a mail went. Only one that should have gone out and did not is coloured. */
export function RelayMark({ relay }: { relay: MailSummary['relay'] }) {
  const { t } = useTranslation();
  return (
    <span className={classes['sign']} data-relay={relay}>
      {relay === 'failed' ? <IconAlertTriangle size={15} stroke={1.75} aria-hidden /> : null}
      {relay === 'waiting' ? <IconClock size={15} stroke={1.75} aria-hidden /> : null}
      {t(`outbox.relay.${relay}`)}
    </span>
  );
}

/** Why a mail was written, in a word or two. */
export function useWhy(): (mail: MailSummary) => string {
  const { t } = useTranslation();
  return (mail) => {
    if (mail.kind === 'test') return t('outbox.why.test');
    return mail.exchangeId === null ? t('outbox.why.console') : t('outbox.why.provisioned');
  };
}
