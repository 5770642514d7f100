import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RehearsalExchange, RehearsalStep } from '#shared/contract/rehearsals.ts';
import { Failure } from '../../api/failure.ts';
import { exchangeQuery } from '../../api/queries.ts';
import { readableAddress } from '../../ui/address.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FindingView } from '../../ui/finding-view.tsx';
import { Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { formatDuration } from '../../ui/quantities.ts';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { OutcomeChip } from './outcome.tsx';
import { optionsQuery, rehearsalQuery } from './queries.ts';
import classes from './rehearse.module.css';

/** One step: what was done, what was expected, what came of it, and the requests of the identity provider. */
export function StepPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kept = useSearch({ from: '/rehearse/$id' });
  const { id, seq } = useParams({ from: '/rehearse/$id/$seq' });
  const run = useQuery(rehearsalQuery(Number(id)));
  const step = run.data?.steps.find((one) => String(one.seq) === seq);
  return (
    <Pane
      kind={t('rehearse.step', { id, seq })}
      onClose={() => void navigate({ to: '/rehearse/$id', params: { id }, search: kept })}
    >
      {run.isPending ? <RowsSkeleton rows={8} /> : null}
      {run.data !== undefined && step === undefined ? (
        <FailureNote error={new Failure('not_found', t('rehearse.unknownStep', { id, seq }))} />
      ) : null}
      {step === undefined ? null : <Detail step={step} isHere={run.data?.target.kind === 'sandbox'} />}
    </Pane>
  );
}

function Detail({ step, isHere }: { step: RehearsalStep; isHere: boolean }) {
  const { t } = useTranslation();
  const options = useQuery(optionsQuery());
  const story = options.data?.stories.find(({ name }) => name === step.story);
  return (
    <>
      <PaneTitle
        below={
          <>
            <OutcomeChip outcome={step.outcome} />
            <span>{story?.title}</span>
            <span>{formatDuration(step.durationMs)}</span>
          </>
        }
      >
        {step.sentence}
      </PaneTitle>
      <dl className={classes['facts']}>
        <dt>{t('rehearse.expected')}</dt>
        <dd>
          <Sentence text={step.expectation} />
        </dd>
        <dt>{t('rehearse.happened')}</dt>
        <dd data-outcome={step.outcome}>
          <Sentence text={step.told} />
        </dd>
      </dl>
      <Cause step={step} />
      {step.drilled === 0 ? null : <p className={classes['remark']}>{t('rehearse.drilled', { count: step.drilled })}</p>}
      <Section title={t('rehearse.requests', { count: step.exchangeCount })}>
        {step.exchangeCount === 0 ? <p className={classes['quiet']}>{t('rehearse.noRequests')}</p> : null}
        {step.exchanges.length < step.exchangeCount ? (
          <p className={classes['quiet']}>{t('rehearse.someRequests', { count: step.exchanges.length })}</p>
        ) : null}
        {isHere || step.exchangeCount === 0 ? null : <p className={classes['quiet']}>{t('rehearse.elsewhere')}</p>}
        <ul className={classes['exchanges']}>
          {step.exchanges.map((exchange, index) => (
            // The same request may come twice; its place tells it apart.
            <li key={index}>
              <Exchange exchange={exchange} />
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

/** What the first request that failed a step was refused for, with the rule and the fix, so that nobody has to look for it among a hundred. */
function Cause({ step }: { step: RehearsalStep }) {
  const { t } = useTranslation();
  const id = step.outcome === 'failed' ? (step.exchanges.find(({ status }) => status >= 400)?.id ?? null) : null;
  const refused = useQuery({ ...exchangeQuery(id ?? 0), enabled: id !== null });
  if (id === null || refused.data?.id !== id) return null;
  const findings = refused.data.findings.filter(({ severity }) => severity === 'refused');
  if (findings.length === 0) return null;
  return (
    <Section title={t('rehearse.cause')}>
      {findings.map((finding) => (
        <FindingView key={`${finding.code} ${finding.attribute ?? ''} ${finding.what}`} finding={finding} />
      ))}
      <p className={classes['opens']}>
        <Link to="/log/$id" params={{ id: String(id) }} search={{}}>
          {t('rehearse.openRefused')}
        </Link>
      </p>
    </Section>
  );
}

function Exchange({ exchange }: { exchange: RehearsalExchange }) {
  const { id, method, path, status } = exchange;
  const line = (
    <>
      <span className={classes['status']} data-refused={status >= 400 || undefined}>
        {status}
      </span>
      <span className={classes['method']}>{method}</span>
      <code className={classes['path']}>{readableAddress(path)}</code>
    </>
  );
  if (id === null) return <span className={classes['exchange']}>{line}</span>;
  return (
    <Link to="/log/$id" params={{ id: String(id) }} search={{}} className={classes['exchange']}>
      {line}
    </Link>
  );
}
