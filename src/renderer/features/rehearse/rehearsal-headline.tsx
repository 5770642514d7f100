import { useTranslation } from 'react-i18next';
import type { RehearsalDetail } from '#shared/contract/rehearsals.ts';
import { Sentence } from '../../ui/sentence.tsx';
import classes from './rehearse.module.css';

/** The result first, in one sentence; while it runs, what is under way. */
export function RehearsalHeadline({ run }: { run: RehearsalDetail }) {
  const { t } = useTranslation();
  const { now, state, counts } = run;
  const share = now?.of === null || now?.of === undefined || now.of === 0 ? 0 : (100 * (now.done ?? 0)) / now.of;
  const attention = counts.failed > 0 || state === 'broken';
  return (
    <section className={classes['headline']} aria-label={t('rehearse.standing')} aria-live="polite">
      <div className={classes['progress']} data-over={state !== 'running' || undefined} aria-hidden>
        <span style={{ width: `${state === 'running' ? share : 100}%` }} />
      </div>
      <p className={classes['verdict']} data-attention={attention || undefined}>
        {run.result}
      </p>
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
    </section>
  );
}
