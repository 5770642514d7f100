import { Button, Loader } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconCircleDashed, IconCircleX, IconPlayerSkipForward } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ReachCheckResult, ReachRun } from '#shared/contract/reach.ts';
import { FailureNote } from '../../../ui/failure-note.tsx';
import { Sentence } from '../../../ui/sentence.tsx';
import { useReachActs } from './use-reach-acts.ts';
import classes from './reach.module.css';

const ICONS = {
  ok: IconCheck,
  warning: IconAlertTriangle,
  failed: IconCircleX,
  skipped: IconPlayerSkipForward,
} as const;

/** The way from outside in, one thing after another: what was seen, and what to do where it is not right. */
export function Checks({ run, minutes }: { run: ReachRun | null; minutes: number }) {
  const { t } = useTranslation();
  const { check } = useReachActs();
  return (
    <section className={classes['section']} aria-labelledby="reach-checks">
      <h2 id="reach-checks">{t('reach.checks.title')}</h2>
      {run === null ? (
        <p className={classes['prose']}>{t('reach.checks.none')}</p>
      ) : (
        <>
          <p className={classes['prose']}>
            {t('reach.checks.of')} <code>{run.url}</code>
          </p>
          <p className={classes['verdict']} role="status">
            {run.finished === null ? t('reach.checks.running') : run.sentence}
          </p>
          <ol className={classes['checks']}>
            {run.results.map((result, index) => (
              <CheckRow
                key={result.id}
                result={result}
                isNext={run.finished === null && index === firstOf(run, null)}
                isTold={result.outcome !== 'skipped' || index === firstOf(run, 'skipped')}
              />
            ))}
          </ol>
          {run.finished === null ? null : (
            <Button
              variant="default"
              className={classes['again'] ?? ''}
              loading={check.isPending}
              onClick={() => check.mutate({ address: run.base, minutes })}
            >
              {t('reach.checks.again')}
            </Button>
          )}
          {check.isError ? <FailureNote error={check.error} /> : null}
        </>
      )}
    </section>
  );
}

function firstOf({ results }: ReachRun, wanted: ReachCheckResult['outcome']): number {
  return results.findIndex(({ outcome }) => outcome === wanted);
}

/** @param isTold that the rest is skipped is said once */
function CheckRow({ result, isNext, isTold }: { result: ReachCheckResult; isNext: boolean; isTold: boolean }) {
  const { t } = useTranslation();
  const { outcome, title, seen, fix } = result;
  const Icon = outcome === null ? IconCircleDashed : ICONS[outcome];
  return (
    <li className={classes['check']} data-outcome={outcome ?? 'waiting'}>
      <span className={classes['sign']}>
        {isNext ? <Loader size={14} aria-hidden /> : <Icon size={16} stroke={1.75} aria-hidden />}
        <span className="visually-hidden">{t(`reach.outcome.${outcome ?? 'waiting'}`)}</span>
      </span>
      <div>
        <h3>{title}</h3>
        {seen === '' || !isTold ? null : (
          <p>
            <Sentence text={seen} />
          </p>
        )}
        {fix === null ? null : (
          <p className={classes['fix']}>
            <strong>{t('problem.fix')}</strong> <Sentence text={fix} />
          </p>
        )}
      </div>
    </li>
  );
}
