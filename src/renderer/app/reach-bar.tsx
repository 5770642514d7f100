import { Link } from '@tanstack/react-router';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { client } from '../api/client.ts';
import { reachQuery } from '../api/queries.ts';
import { momentText, useNow } from '../ui/time.ts';
import classes from './layout.module.css';

/** Above every screen while the service can be reached from outside, so that nobody forgets an open door. */
export function ReachBar() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const now = useNow();
  const { data } = useQuery(reachQuery());
  const take = (state: NonNullable<typeof data>) => queryClient.setQueryData(['reach'], state);
  const stop = useMutation({ mutationFn: () => client.reach.stop({}), onSuccess: take });
  const extend = useMutation({ mutationFn: () => client.reach.extend({}), onSuccess: take });
  const exposure = data?.exposure ?? null;
  if (exposure === null) return null;
  return (
    <aside className={classes['drill']} aria-label={t('reach.bar')}>
      <span className={classes['drillText']}>
        <Link to="/connect/reach">{t('reach.barText', { moment: momentText(exposure.until, now) })}</Link>
        <span className={classes['barDetail']} title={exposure.url}>
          {stop.isError || extend.isError ? t('reach.notDone') : exposure.url}
        </span>
      </span>
      <span className={classes['barActs']}>
        <button type="button" className={classes['drillStop']} disabled={extend.isPending} onClick={() => extend.mutate()}>
          {t('reach.extend')}
        </button>
        <button type="button" className={classes['drillStop']} disabled={stop.isPending} onClick={() => stop.mutate()}>
          {exposure.by === 'tunnel' ? t('reach.stop') : t('reach.end')}
        </button>
      </span>
    </aside>
  );
}
