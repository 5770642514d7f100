import { SegmentedControl } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExchangeDetail } from '#shared/contract/exchanges.ts';
import { CodeView } from '../../ui/code-view.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { prettyJson } from '../../ui/json-text.ts';
import { Section } from '../../ui/pane.tsx';
import { formatBytes } from '../../ui/quantities.ts';
import classes from './log.module.css';

/** What was asked, as it came over the wire. */
export function RequestPart({ exchange }: { exchange: ExchangeDetail }) {
  const { t } = useTranslation();
  return (
    <Part
      title={t('log.request')}
      line={`${exchange.method} ${exchange.url}`}
      size={exchange.requestBytes}
      headers={exchange.requestHeaders}
      body={exchange.requestBody}
      noBody={t('log.noRequestBody')}
      cut={
        exchange.requestBody !== null && exchange.requestBytes > 2 * exchange.requestBody.length + 1000 ? t('log.bodyCut') : null
      }
    />
  );
}

/** What was answered. */
export function ResponsePart({ exchange }: { exchange: ExchangeDetail }) {
  const { t } = useTranslation();
  return (
    <Part
      title={t('log.response')}
      line={exchange.status === 0 ? t('log.noAnswer') : `${exchange.status} ${REASONS[exchange.status] ?? ''}`}
      size={null}
      headers={exchange.responseHeaders}
      body={exchange.responseBody}
      noBody={t('log.noResponseBody')}
      cut={null}
    />
  );
}

const REASONS: Readonly<Record<number, string>> = {
  200: 'OK',
  201: 'Created',
  204: 'No Content',
  304: 'Not Modified',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  501: 'Not Implemented',
};

function Part({
  title,
  line,
  size,
  headers,
  body,
  noBody,
  cut,
}: {
  title: string;
  line: string;
  size: number | null;
  headers: ExchangeDetail['requestHeaders'];
  body: string | null;
  noBody: string;
  cut: ReactNode;
}) {
  const { t } = useTranslation();
  const [form, setForm] = useState('formatted');
  const hasBody = body !== null && body !== '';
  const pretty = hasBody ? prettyJson(body) : '';
  return (
    <Section
      title={title}
      actions={
        hasBody ? (
          <>
            {pretty === body ? null : (
              <SegmentedControl
                aria-label={t('log.bodyForm')}
                value={form}
                onChange={setForm}
                data={[
                  { value: 'formatted', label: t('log.formatted') },
                  { value: 'raw', label: t('log.raw') },
                ]}
              />
            )}
            <CopyButton text={body} label={t('log.copyBody', { part: title })} />
          </>
        ) : undefined
      }
    >
      <p className={classes['wireLine']}>
        <code>{line}</code>
        {size === null || size === 0 ? null : <span className={classes['quiet']}>{formatBytes(size)}</span>}
      </p>
      {headers.length === 0 ? null : (
        <details className={classes['headers']}>
          <summary>{t('log.headers', { count: headers.length })}</summary>
          <dl>
            {headers.map(({ name, value }, index) => (
              // A header may come twice, so its place tells it apart.
              <div key={index}>
                <dt>
                  <code>{name}</code>
                </dt>
                <dd>
                  <code>{value}</code>
                </dd>
              </div>
            ))}
          </dl>
        </details>
      )}
      {hasBody ? <CodeView text={form === 'raw' ? body : pretty} label={title} /> : <p className={classes['quiet']}>{noBody}</p>}
      {cut === null ? null : <p className={classes['quiet']}>{cut}</p>}
    </Section>
  );
}
