import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { ReachState } from '#shared/contract/reach.ts';
import { reachQuery, statusQuery } from '../../../api/queries.ts';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { RowsSkeleton } from '../../../ui/skeleton.tsx';
import { ConnectHeader } from '../connect-header.tsx';
import { Alternatives } from './alternatives.tsx';
import { CallingPages } from './calling-pages.tsx';
import { Checks } from './checks.tsx';
import { OwnAddress } from './own-address.tsx';
import { Programs } from './programs.tsx';
import { Standing } from './standing.tsx';
import { TenantUrl } from './tenant-url.tsx';
import connect from '../connect.module.css';
import classes from './reach.module.css';

/** How an identity provider in the cloud gets to this machine: a way in, whether it is a good one, and until when. */
export function ReachScreen() {
  const reach = useQuery(reachQuery());
  return (
    <>
      <ConnectHeader />
      <div className={connect['scroll']}>
        <div className={connect['content']}>
          {reach.isPending ? <RowsSkeleton rows={6} /> : null}
          {reach.isError && reach.data === undefined ? (
            <FailureNote error={reach.error} onRetry={() => void reach.refetch()} />
          ) : null}
          {reach.data === undefined ? null : <Content state={reach.data} />}
        </div>
      </div>
    </>
  );
}

function Content({ state }: { state: ReachState }) {
  const { t } = useTranslation();
  const status = useQuery(statusQuery());
  return (
    <>
      <Standing state={state} />
      <section className={classes['section']} aria-labelledby="reach-way">
        <h2 id="reach-way">{t('reach.way.title')}</h2>
        <p className={classes['prose']}>{t('reach.way.text')}</p>
        <Programs state={state} />
        <OwnAddress state={state} />
        <Alternatives />
      </section>
      <Checks run={state.run} minutes={state.settings.minutes} />
      <TenantUrl exposure={state.exposure} tenantUrl={status.data?.tenantUrl ?? null} />
      <CallingPages settings={state.settings} />
    </>
  );
}
