import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExchangeDetail } from '#shared/contract/exchanges.ts';
import { client } from '../../api/client.ts';
import { Failure } from '../../api/failure.ts';
import { exchangeQuery } from '../../api/queries.ts';
import { JsonField } from '../../ui/code-view.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { Answers } from './answers.tsx';
import { type Draft, draftOf, requestOf } from './draft.ts';
import classes from './replay.module.css';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** One exchange to change and to send again to this sandbox; its answer stands over the original one. */
export function ResendPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { id } = useParams({ from: '/log/$id/resend' });
  const number = Number(id);
  const valid = Number.isSafeInteger(number) && number > 0;
  const exchange = useQuery({ ...exchangeQuery(number), enabled: valid });
  return (
    <Pane
      kind={t('resend.kind', { id })}
      onClose={() => void navigate({ to: '/log/$id', params: { id }, search: (previous) => previous })}
    >
      {valid ? null : <FailureNote error={new Failure('not_found', t('log.noSuchExchange', { id }))} />}
      {valid && exchange.isPending ? <RowsSkeleton rows={8} /> : null}
      {exchange.isError ? <FailureNote error={exchange.error} onRetry={() => void exchange.refetch()} /> : null}
      {exchange.data === undefined ? null : <Editor key={exchange.data.id} exchange={exchange.data} />}
    </Pane>
  );
}

function Editor({ exchange }: { exchange: ExchangeDetail }) {
  const { t } = useTranslation();
  const ids = useId();
  const [draft, setDraft] = useState<Draft>(() => draftOf(exchange));
  const [brokenLine, setBrokenLine] = useState<number | null>(null);
  const send = useMutation({ mutationFn: () => client.replay.resend(requestOf(draft)) });
  const change = (part: Partial<Draft>) => setDraft((previous) => ({ ...previous, ...part }));
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send.mutate();
  };
  const hasSecret = draft.body.includes('••••');
  return (
    <>
      <PaneTitle>
        <Sentence text={exchange.sentence} />
      </PaneTitle>
      <form className={classes['editor']} onSubmit={submit}>
        <div className={classes['target']}>
          <Select
            aria-label={t('resend.method')}
            data={[...METHODS]}
            value={draft.method}
            onChange={(method) => change({ method: METHODS.find((each) => each === method) ?? 'GET' })}
          />
          <TextInput
            aria-label={t('resend.path')}
            value={draft.path}
            onChange={(event) => change({ path: event.currentTarget.value })}
          />
        </div>
        <label className={classes['label']} htmlFor={`${ids}headers`}>
          {t('resend.headers')}
        </label>
        <textarea
          id={`${ids}headers`}
          className={classes['code']}
          rows={Math.min(8, draft.headers.split('\n').length)}
          spellCheck={false}
          value={draft.headers}
          onChange={(event) => change({ headers: event.currentTarget.value })}
        />
        <p className={classes['label']}>
          {t('resend.body')}
          {brokenLine === null ? null : (
            <span className={classes['caution']} role="status">
              {' · '}
              {t('resend.notJson', { line: brokenLine })}
            </span>
          )}
        </p>
        <JsonField
          value={draft.body}
          label={t('resend.body')}
          problemWords={(line) => t('resend.notJson', { line })}
          onChange={(body) => change({ body })}
          onProblem={setBrokenLine}
        />
        {hasSecret ? <p className={classes['caution']}>{t('resend.secret')}</p> : null}
        {send.isError ? <FailureNote error={send.error} /> : null}
        <div className={classes['buttons']}>
          <Button type="submit" loading={send.isPending}>
            {t('resend.send')}
          </Button>
          <Button variant="subtle" color="gray" onClick={() => setDraft(draftOf(exchange))}>
            {t('resend.reset')}
          </Button>
        </div>
        <p className={classes['quiet']}>{t('resend.meaning')}</p>
      </form>
      {send.data === undefined ? null : (
        <Section title={t('resend.answer')}>
          <ScrolledTo key={send.data.exchangeId} />
          <p className={classes['line']}>
            <code>
              {exchange.status} → {send.data.status}
            </code>{' '}
            <Link to="/log/$id" params={{ id: String(send.data.exchangeId) }} search={(previous) => previous}>
              {t('resend.open', { id: send.data.exchangeId })}
            </Link>
          </p>
          <Answers before={exchange.responseBody ?? ''} now={send.data.body ?? ''} />
        </Section>
      )}
    </>
  );
}

/** The answer is what was asked for, so it comes into view. */
function ScrolledTo() {
  const place = useRef<HTMLSpanElement>(null);
  useEffect(() => place.current?.scrollIntoView({ block: 'center' }), []);
  return <span ref={place} />;
}
