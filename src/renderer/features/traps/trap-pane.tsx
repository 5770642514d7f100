import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Trap, type TrapEvidence, TrapId, type TrapSeverity } from '#shared/contract/traps.ts';
import { rulesQuery, trapsQuery } from '../../api/queries.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FidelityLabel } from '../../ui/fidelity.tsx';
import { Pane, PaneTitle, Section } from '../../ui/pane.tsx';
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

function Evidence({ evidence: { users, groups, exchanges, mappings } }: { evidence: TrapEvidence }) {
  const { t } = useTranslation();
  return (
    <>
      <Part title={t('traps.counted.users', { count: users.total })} shown={users.items.length} total={users.total}>
        {users.items.map(({ id, name }) => (
          <li key={id}>
            <Link to="/directory/users/$id" params={{ id }}>
              {name}
            </Link>
          </li>
        ))}
      </Part>
      <Part title={t('traps.counted.groups', { count: groups.total })} shown={groups.items.length} total={groups.total}>
        {groups.items.map(({ id, name }) => (
          <li key={id}>
            <Link to="/directory/groups/$id" params={{ id }}>
              {name}
            </Link>
          </li>
        ))}
      </Part>
      <Part title={t('traps.counted.exchanges', { count: exchanges.total })} shown={exchanges.ids.length} total={exchanges.total}>
        {exchanges.ids.map((id) => (
          <li key={id}>
            <Link to="/log/$id" params={{ id: String(id) }}>
              {t('log.exchange', { id })}
            </Link>
          </li>
        ))}
      </Part>
      <Part title={t('traps.mappings')} shown={mappings.length} total={mappings.length}>
        {mappings.map((attribute) => (
          <li key={attribute}>
            <code>{attribute}</code>
          </li>
        ))}
      </Part>
    </>
  );
}

function Part({ title, shown, total, children }: { title: string; shown: number; total: number; children: ReactNode }) {
  const { t } = useTranslation();
  if (total === 0) return null;
  return (
    <Section title={title}>
      <ul className={classes['evidence']}>{children}</ul>
      {total > shown ? <p className={classes['quiet']}>{t('directory.moreMembers', { count: total - shown })}</p> : null}
    </Section>
  );
}
