import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { type Trap, TrapId, type TrapSeverity } from '#shared/contract/traps.ts';
import { rulesQuery, trapsQuery } from '../../api/queries.ts';
import { Evidence } from '../../ui/evidence.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FidelityLabel } from '../../ui/fidelity.tsx';
import { Pane, PaneTitle } from '../../ui/pane.tsx';
import { Problem } from '../../ui/problem.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { Severity } from './severity.tsx';
import classes from './traps.module.css';

/** One trap: what was found, why it matters, what to do, and where it was seen. */
export function TrapPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id } = useParams({ from: '/traps/$id' });
  const { data, isPending, error, refetch } = useQuery(trapsQuery());
  const trap = data?.items.find((one) => one.id === id);
  return (
    <Pane kind={t('traps.kind')} onClose={() => void navigate({ to: '/traps' })}>
      {isPending ? <RowsSkeleton rows={6} /> : null}
      {error === null ? null : <FailureNote error={error} onRetry={() => void refetch()} />}
      {data !== undefined && trap === undefined ? (
        <>
          <PaneTitle>{t('traps.gone.title')}</PaneTitle>
          <p className={classes['prose']}>
            {TrapId.safeParse(id).success ? t('traps.gone.text') : t('traps.gone.unknown', { id })}
          </p>
        </>
      ) : null}
      {trap === undefined ? null : <Detail trap={trap} />}
    </Pane>
  );
}

const AS_FINDING = { solve: 'refused', decide: 'warning', know: 'forgiven' } as const satisfies Record<TrapSeverity, unknown>;

function Detail({ trap }: { trap: Trap }) {
  const { t } = useTranslation();
  const { data } = useQuery(rulesQuery());
  const rule = data?.items.find(({ id }) => id === trap.ruleId);
  return (
    <>
      <PaneTitle below={<Severity severity={trap.severity} />}>
        <Sentence text={trap.title} />
      </PaneTitle>
      <div className={classes['problem']}>
        <Problem
          severity={AS_FINDING[trap.severity]}
          what={trap.what}
          why={trap.why}
          fix={trap.fix}
          clickPath={trap.clickPath}
          basis={
            <>
              <FidelityLabel fidelity={trap.fidelity} />
              {trap.ruleId === null ? null : (
                <Link to="/rules/$id" params={{ id: trap.ruleId }} search={{}}>
                  {rule?.title ?? trap.ruleId}
                </Link>
              )}
            </>
          }
        />
      </div>
      <Evidence evidence={trap.evidence} />
      <p className={classes['effect']}>{t('traps.follows')}</p>
    </>
  );
}
