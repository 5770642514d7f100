import { useTranslation } from 'react-i18next';
import type { RehearsalDetail } from '#shared/contract/rehearsals.ts';
import { RunStanding } from '../../ui/run-parts.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { NextSteps } from './next-steps.tsx';
import classes from './rehearse.module.css';

/** The result first, in one sentence; while it runs, what is under way. */
export function RehearsalHeadline({ run }: { run: RehearsalDetail }) {
  const { t } = useTranslation();
  const { now, state, counts } = run;
  const isOver = state !== 'running';
  return (
    <RunStanding
      label={t('rehearse.standing')}
      progress={{
        label: t('rehearse.progressBar'),
        done: isOver ? 1 : (now?.done ?? 0),
        of: isOver ? 1 : (now?.of ?? 0),
        isOver,
      }}
      verdict={run.result}
      attention={counts.failed > 0 || state === 'broken'}
    >
      <p className={classes['quiet']}>
        {now === null ? (
          t('rehearse.setUp', {
            count: run.people,
            groups: run.groups,
            mapping: run.mapping,
            target: run.target.kind === 'sandbox' ? t('rehearse.thisSandbox') : run.target.url,
          })
        ) : (
          <>
            {now.sentence}
            {now.of === null || now.of < 2 ? null : ` ${t('rehearse.progress', { done: now.done ?? 0, of: now.of })}`}
          </>
        )}
      </p>
      {run.remarks.map((remark) => (
        <p key={remark} className={classes['remark']}>
          <Sentence text={remark} />
        </p>
      ))}
      <NextSteps run={run} />
    </RunStanding>
  );
}
