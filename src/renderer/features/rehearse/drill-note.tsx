import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { drillsQuery } from '../../api/queries.ts';
import classes from './rehearse.module.css';

/** While a drill is on, what it does to a rehearsal is no fault of the mappings. */
export function DrillNote() {
  const { t } = useTranslation();
  const active = useQuery(drillsQuery()).data?.active ?? null;
  if (active === null) return null;
  return <p className={classes['remark']}>{t('rehearse.inDrill', { name: active.plan.name })}</p>;
}
