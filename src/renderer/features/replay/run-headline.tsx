import { useTranslation } from 'react-i18next';
import type { RunSummary } from '#shared/contract/replay.ts';
import { RunStanding } from '../../ui/run-parts.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { needsAttention, useOutcomeWords } from './outcome.tsx';
import classes from './replay.module.css';

/** How a run stands, in two sentences: where it went and how it came out; and what the rules of the target would refuse. */
export function RunHeadline({ run }: { run: RunSummary }) {
  const { t } = useTranslation();
  const words = useOutcomeWords();
  const { total, counts, refusedBefore, refusedNow } = run;
  const done = total - counts.waiting;
  const sent = counts.same + counts.differs;
  const isOver = run.state === 'finished' || run.state === 'stopped';
  return (
    <RunStanding
      label={t('replay.standing')}
      progress={{ label: t('replay.progress'), done, of: total, isOver }}
      verdict={run.state === 'ready' ? t('replay.notStarted', { count: total, target: run.targetName }) : words(run)}
      attention={needsAttention(run)}
    >
      {run.state === 'ready' ? null : (
        <p className={classes['quiet']}>
          <Sentence text={t(`replay.sentTo.${run.state}`, { count: total, done, target: run.targetName })} />{' '}
          {sent === 0
            ? null
            : refusedNow === refusedBefore
              ? t('replay.refusedSame', { count: refusedNow, total: sent })
              : t('replay.refusedOther', { before: refusedBefore, count: refusedNow, total: sent })}
        </p>
      )}
      {run.problem === null ? null : (
        <p className={classes['refused']} role="alert">
          {run.problem}
        </p>
      )}
    </RunStanding>
  );
}
