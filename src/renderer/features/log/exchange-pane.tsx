import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Change, ExchangeDetail } from '#shared/contract/exchanges.ts';
import type { Severity } from '#shared/contract/findings.ts';
import { curlOf } from '#shared/curl/curl.ts';
import { Failure } from '../../api/failure.ts';
import { exchangeQuery, statusQuery, undoneQuery } from '../../api/queries.ts';
import { Ago } from '../../ui/ago.tsx';
import { ChangeView } from '../../ui/changes.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FindingView } from '../../ui/finding-view.tsx';
import { useHotkey } from '../../ui/hotkey.ts';
import { Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { asSentence, saysTheSame } from '../../ui/prose.ts';
import { formatDuration } from '../../ui/quantities.ts';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { Undo, canBeUndone } from '../../ui/undo.tsx';
import { VerdictChip } from '../../ui/verdict.tsx';
import { Marks, PinButton } from './exchange-marks.tsx';
import { ProviderEvents } from './provider-events.tsx';
import { RequestPart, ResponsePart } from './wire.tsx';
import classes from './log.module.css';

/** One exchange: the sentence, the verdict, what changed, why and what to do; then the evidence. */
export function ExchangePane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id } = useParams({ from: '/log/$id' });
  const number = Number(id);
  const valid = Number.isSafeInteger(number) && number > 0;
  const exchange = useQuery({ ...exchangeQuery(number), enabled: valid });
  const { data: status } = useQuery(statusQuery());
  const close = () => void navigate({ to: '/log', search: (previous) => previous });
  const resend = () => void navigate({ to: '/log/$id/resend', params: { id }, search: (previous) => previous });
  const replay = () => void navigate({ to: '/log/runs/new', search: { ids: [number] } });
  useHotkey('r', resend);
  return (
    <Pane
      kind={t('log.exchange', { id })}
      actions={
        exchange.data === undefined || status === undefined ? null : (
          <>
            <Button variant="default" onClick={resend}>
              {t('resend.action')}
            </Button>
            <Button variant="default" onClick={replay}>
              {t('replay.fromLog')}
            </Button>
            <PinButton exchange={exchange.data} />
            <CopyButton
              text={curlOf(
                { ...exchange.data, headers: exchange.data.requestHeaders, body: exchange.data.requestBody },
                status.tenantUrl,
              )}
              label={t('log.copyCurl')}
              hotkey="c"
            />
          </>
        )
      }
      onClose={close}
    >
      {valid ? null : <FailureNote error={new Failure('not_found', t('log.noSuchExchange', { id }))} />}
      {valid && exchange.isPending ? <RowsSkeleton rows={8} /> : null}
      {exchange.isError ? <FailureNote error={exchange.error} onRetry={() => void exchange.refetch()} /> : null}
      {exchange.data === undefined ? null : <Detail key={exchange.data.id} exchange={exchange.data} />}
    </Pane>
  );
}

const WEIGHT = { refused: 2, warning: 1, forgiven: 0 } as const satisfies Record<Severity, number>;

function Detail({ exchange }: { exchange: ExchangeDetail }) {
  const { t } = useTranslation();
  const findings = exchange.findings.toSorted((a, b) => WEIGHT[b.severity] - WEIGHT[a.severity]);
  const forgiven = exchange.forgiven.filter((text) => !findings.some(({ what }) => saysTheSame(what, text)));
  return (
    <>
      <PaneTitle
        below={
          <>
            <VerdictChip verdict={exchange.verdict} status={exchange.status} />
            <span>{exchange.client}</span>
            <Ago at={exchange.at} />
            <span>{formatDuration(exchange.durationMs)}</span>
            {exchange.tokenId === null ? null : (
              <Link to="/tokens/$id" params={{ id: exchange.tokenId }}>
                {exchange.tokenName === null || exchange.tokenName === ''
                  ? t('log.token')
                  : t('log.tokenNamed', { name: exchange.tokenName })}
              </Link>
            )}
            <ResourceLink exchange={exchange} />
            <RunLink exchange={exchange} />
            {exchange.sessionId === null ? null : (
              <Link to="/log" search={{ query: `session:${exchange.sessionId}` }}>
                {t('log.itsSession')}
              </Link>
            )}
          </>
        }
      >
        <Sentence text={exchange.sentence} />
      </PaneTitle>
      <Marks exchange={exchange} />
      <ProviderEvents exchangeId={exchange.id} />
      {exchange.changes.length === 0 ? null : <Changes changes={exchange.changes} />}
      {findings.length === 0 ? null : (
        <Section title={t('log.findings')}>
          {findings.map((finding) => (
            <FindingView
              key={`${finding.code} ${finding.attribute ?? ''} ${finding.what}`}
              finding={finding}
              // What was forgiven needs nobody's attention unless it is all there is.
              folded={finding.severity === 'forgiven' && findings.length > 1}
              extra={finding.code === 'refused-on-purpose' ? <RunLink exchange={exchange} /> : undefined}
            />
          ))}
        </Section>
      )}
      {forgiven.length === 0 ? null : (
        <Section title={t('log.forgiven')}>
          <Lines texts={forgiven} />
        </Section>
      )}
      <RequestPart exchange={exchange} />
      <ResponsePart exchange={exchange} />
      {exchange.evidence.length === 0 ? null : (
        <Section title={t('log.evidence', { client: exchange.client })}>
          <Lines texts={exchange.evidence} />
        </Section>
      )}
    </>
  );
}

/** The rehearsal or replay that sent it. */
function RunLink({ exchange: { runId, madeBy } }: { exchange: ExchangeDetail }) {
  const { t } = useTranslation();
  if (runId === null) return null;
  return madeBy === 'replay' ? (
    <Link to="/log/runs/$id" params={{ id: String(runId) }}>
      {t('log.itsRun.replay', { id: runId })}
    </Link>
  ) : (
    <Link to="/rehearse/$id" params={{ id: String(runId) }}>
      {t('log.itsRun.rehearsal', { id: runId })}
    </Link>
  );
}

function ResourceLink({ exchange }: { exchange: ExchangeDetail }) {
  const { resourceId, resourceType } = exchange;
  if (resourceId === null || (resourceType !== 'User' && resourceType !== 'Group')) return null;
  return (
    <Link
      to={resourceType === 'Group' ? '/directory/groups/$id' : '/directory/users/$id'}
      params={{ id: resourceId }}
      search={{}}
    >
      {exchange.resourceName ?? resourceId}
    </Link>
  );
}

const CHANGES_SHOWN = 5;

function Changes({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation();
  const [all, setAll] = useState(false);
  const shown = all ? changes : changes.slice(0, CHANGES_SHOWN);
  return (
    <Section title={t('log.changed')}>
      {shown.map((change) => (
        <div key={change.id}>
          {changes.length === 1 ? null : <h4 className={classes['changed']}>{change.resourceName}</h4>}
          <ChangeView change={change} />
        </div>
      ))}
      {shown.length === changes.length ? null : (
        <button type="button" className={classes['more']} onClick={() => setAll(true)}>
          {t('log.moreChanges', { count: changes.length - shown.length })}
        </button>
      )}
      <UndoRequest changes={changes.filter(canBeUndone)} />
    </Section>
  );
}

/** All that the request changed counts as undone once each of its changes is. */
function UndoRequest({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation();
  const undone = useQuery({ ...undoneQuery(changes.map(({ id }) => id)), enabled: changes.length > 0 });
  const [first] = changes;
  if (first === undefined) return null;
  const items = undone.data?.items ?? [];
  const [firstUndone] = items;
  // One act is redone as one; changes that were undone one by one are redone where that was.
  const isUndone = items.length === changes.length && items.every(({ at }) => at === firstUndone?.at);
  return (
    <Undo
      changeId={first.id}
      together
      undone={isUndone ? (firstUndone ?? null) : null}
      labels={{ undo: t('undo.request'), redo: t('undo.redoRequest') }}
    />
  );
}

function Lines({ texts }: { texts: readonly string[] }) {
  return (
    <ul className={classes['lines']}>
      {texts.map((text) => (
        <li key={text}>
          <Sentence text={asSentence(text)} />
        </li>
      ))}
    </ul>
  );
}
