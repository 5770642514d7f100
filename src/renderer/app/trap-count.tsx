import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { trapsQuery } from '../api/queries.ts';
import classes from './navigation.module.css';

/** How many traps are left beside the way to them; what is only worth knowing does not count. */
export function TrapCount({ folded }: { folded: boolean }) {
  const { t } = useTranslation();
  const { data } = useQuery(trapsQuery());
  const open = data?.items.filter(({ severity }) => severity !== 'know') ?? [];
  if (open.length === 0) return null;
  const grave = open.some(({ severity }) => severity === 'solve');
  return (
    <span className={classes['badge']} data-grave={grave || undefined} data-folded={folded || undefined}>
      <span aria-hidden>{folded ? '' : open.length}</span>
      <span className="visually-hidden">{t('traps.badge', { count: open.length })}</span>
    </span>
  );
}
