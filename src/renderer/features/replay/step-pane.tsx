import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RunStepDetail } from '#shared/contract/replay.ts';
import { Failure } from '../../api/failure.ts';
import { CodeView, DiffView } from '../../ui/code-view.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { prettyJson } from '../../ui/json-text.ts';
import { Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { formatDuration } from '../../ui/quantities.ts';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { VerdictChip } from '../../ui/verdict.tsx';
import { Answers } from './answers.tsx';
import { DifferenceTable } from './difference-table.tsx';
import { stepQuery } from './queries.ts';
import classes from './replay.module.css';

/** One exchange of a run: how it came out, where it differs, and both answers laid over each other. */
export function StepPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kept = useSearch({ from: '/log/runs/$id' });
  const { id, seq } = useParams({ from: '/log/runs/$id/$seq' });
  const valid = [id, seq].every((text) => /^[1-9]\d{0,14}$/.test(text));
  const step = useQuery({ ...stepQuery(Number(id), Number(seq)), enabled: valid });
  return (
    <Pane
      kind={t('replay.step', { id, seq })}
      onClose={() => void navigate({ to: '/log/runs/$id', params: { id }, search: kept })}
    >
      {valid ? null : <FailureNote error={new Failure('not_found', t('replay.unknownStep', { id, seq }))} />}
      {valid && step.isPending ? <RowsSkeleton rows={8} /> : null}
      {step.isError ? <FailureNote error={step.error} onRetry={() => void step.refetch()} /> : null}
      {step.data === undefined ? null : <Detail key={step.data.seq} step={step.data} />}
    </Pane>
  );
}

function Detail({ step }: { step: RunStepDetail }) {
  const { t } = useTranslation();
  const before = step.original?.response.body ?? '';
  const now = step.answer?.body ?? '';
  return (
    <>
      <PaneTitle
        below={
          <>
            <span className={classes['outcome']} data-outcome={step.outcome}>
              {t(`replay.outcome.${step.outcome}`)}
            </span>
            <span>
              {step.originalStatus} → {step.status ?? '–'}
            </span>
            {step.verdict === null || step.verdict === step.originalVerdict ? null : (
              <span className={classes['verdictNow']}>
                {t('replay.verdictNow')} <VerdictChip verdict={step.verdict} />
              </span>
            )}
            {step.durationMs === null ? null : <span>{formatDuration(step.durationMs)}</span>}
            {step.exchangeId === null ? null : (
              <Link to="/log/$id" params={{ id: String(step.exchangeId) }} search={{}}>
                {t('replay.openOriginal')}
              </Link>
            )}
          </>
        }
      >
        <Sentence text={step.sentence} />
      </PaneTitle>
      {step.told === null || step.told === step.sentence ? null : (
        <p className={classes['told']}>
          {t('replay.nowTold')} <Sentence text={step.told} />
        </p>
      )}
      {step.reason === null ? null : <p className={classes['told']}>{step.reason}</p>}
      {step.differences.length === 0 ? null : (
        <Section title={t('replay.where')}>
          <DifferenceTable differences={step.differences} />
        </Section>
      )}
      {step.answer === null ? null : (
        <Section title={t('replay.answers')}>
          <Answers before={before} now={now} />
        </Section>
      )}
      <Requests step={step} />
    </>
  );
}

function Requests({ step }: { step: RunStepDetail }) {
  const { t } = useTranslation();
  if (step.original === null) {
    return (
      <Section title={t('replay.requests')}>
        <p className={classes['quiet']}>{t('replay.originalGone')}</p>
      </Section>
    );
  }
  const before = step.original.request;
  const { sent } = step;
  const isAlike = sent === null || (sent.line === before.line && (sent.body ?? '') === (before.body ?? ''));
  return (
    <Section title={isAlike ? t('replay.request') : t('replay.requests')}>
      <p className={classes['line']}>
        <code>{sent?.line ?? before.line}</code>
      </p>
      {before.body === null ? (
        <p className={classes['quiet']}>{t('log.noRequestBody')}</p>
      ) : isAlike ? (
        <CodeView text={prettyJson(before.body)} label={t('replay.request')} />
      ) : (
        <DiffView before={prettyJson(before.body)} after={prettyJson(sent.body ?? '')} label={t('replay.requests')} />
      )}
    </Section>
  );
}
