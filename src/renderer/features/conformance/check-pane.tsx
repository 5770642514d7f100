import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CheckDetail, CheckExchange } from '#shared/contract/conformance.ts';
import { CodeView } from '../../ui/code-view.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { prettyJson } from '../../ui/json-text.ts';
import { Facts, Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { Problem } from '../../ui/problem.tsx';
import { formatDuration } from '../../ui/quantities.ts';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { OutcomeChip } from './outcome.tsx';
import { checkQuery } from './queries.ts';
import classes from './conformance.module.css';

/** One check: what came of it, who is right, what to do; then everything that was sent. */
export function CheckPane() {
  const navigate = useNavigate();
  const { id } = useParams({ from: '/conformance/check/$id' });
  const search = useSearch({ from: '/conformance' });
  const check = useQuery(checkQuery(id));
  return (
    <Pane kind={<code>{id}</code>} onClose={() => void navigate({ to: '/conformance', search })}>
      {check.isPending ? <RowsSkeleton rows={6} /> : null}
      {check.isError ? <FailureNote error={check.error} onRetry={() => void check.refetch()} /> : null}
      {check.data === undefined ? null : <Detail key={check.data.id} check={check.data} />}
    </Pane>
  );
}

function Detail({ check }: { check: CheckDetail }) {
  const { t } = useTranslation();
  const { outcome, what } = check;
  const isProblem = outcome === 'fail' || outcome === 'warning';
  return (
    <>
      <PaneTitle
        below={
          <>
            <OutcomeChip outcome={outcome} />
            <span>{t(`conformance.group.${check.group}`)}</span>
            {outcome === 'not-run' ? null : <span>{formatDuration(check.durationMs)}</span>}
          </>
        }
      >
        {check.title}
      </PaneTitle>
      {isProblem && what !== null ? (
        <Section title={t('conformance.seen')}>
          <Problem severity={outcome === 'fail' ? 'refused' : 'warning'} what={what} why={check.whoIsRight} fix={check.fix} />
        </Section>
      ) : (
        <p className={classes['prose']}>{what ?? t(`conformance.meaning.${outcome === 'pass' ? 'pass' : 'not-run'}`)}</p>
      )}
      <Section title={t('conformance.basis')}>
        <Facts
          items={[
            { name: t('conformance.column.source'), value: check.source },
            ...(isProblem ? [] : [{ name: t('conformance.expected'), value: check.fix }]),
          ]}
        />
      </Section>
      {check.exchanges.map((exchange, index) => (
        // Exchanges of a check have no name of their own; their place tells them apart.
        <Exchange key={index} exchange={exchange} isOpen={index === check.exchanges.length - 1} />
      ))}
    </>
  );
}

function Exchange({ exchange, isOpen }: { exchange: CheckExchange; isOpen: boolean }) {
  const { t } = useTranslation();
  const { method, path, status, requestBody, responseBody } = exchange;
  return (
    <details className={classes['exchange']} open={isOpen}>
      <summary>
        <code>
          {method} {path}
        </code>
        <span className={classes['quiet']}>
          {status === null ? t('conformance.noAnswer') : status} · {formatDuration(exchange.durationMs)}
        </span>
      </summary>
      <Part title={t('log.request')} headers={exchange.requestHeaders} body={requestBody} none={t('log.noRequestBody')} />
      <Part title={t('log.response')} headers={exchange.responseHeaders} body={responseBody} none={t('log.noResponseBody')} />
    </details>
  );
}

function Part({
  title,
  headers,
  body,
  none,
}: {
  title: string;
  headers: CheckExchange['requestHeaders'];
  body: string | null;
  none: string;
}) {
  return (
    <>
      <h4 className={classes['part']}>{title}</h4>
      {headers.length === 0 ? null : (
        <pre className={classes['headers']}>{headers.map(({ name, value }) => `${name}: ${value}`).join('\n')}</pre>
      )}
      {body === null || body === '' ? (
        <p className={classes['quiet']}>{none}</p>
      ) : (
        <CodeView text={prettyJson(body)} label={title} />
      )}
    </>
  );
}
