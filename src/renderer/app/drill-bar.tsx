import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { drillsQuery } from '../api/queries.ts';
import { clockTime } from '../ui/time.ts';
import classes from './layout.module.css';

/** Above every screen while a drill is on, so that nobody takes its faults for the endpoint's own. */
export function DrillBar() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data } = useQuery(drillsQuery());
  const stop = useMutation({
    mutationFn: () => client.drills.stop({}),
    onSuccess: (state) => queryClient.setQueryData(['drills'], state),
  });
  const active = data?.active ?? null;
  if (active === null) return null;
  return (
    <aside className={classes['drill']} aria-label={t('drills.bar')}>
      <span className={classes['drillText']}>
        <Link to="/drills">{t('drills.barText', { name: active.plan.name })}</Link>
        <span className={classes['drillCount']}>{t('drills.touched', { count: active.touched })}</span>
        {active.endsAt === null ? null : <span>{t('drills.until', { clock: clockTime(active.endsAt) })}</span>}
        {stop.isError ? <span>{t('drills.notStopped')}</span> : null}
      </span>
      <button type="button" className={classes['drillStop']} disabled={stop.isPending} onClick={() => stop.mutate()}>
        {t('drills.stop')}
      </button>
    </aside>
  );
}
