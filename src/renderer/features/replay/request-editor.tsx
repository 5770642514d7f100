import { Button, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type SubmitEvent, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExchangeDetail } from '#shared/contract/exchanges.ts';
import { METHODS } from '#shared/scim/methods.ts';
import { client } from '../../api/client.ts';
import { CodeView, JsonField } from '../../ui/code-view.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { prettyJson } from '../../ui/json-text.ts';
import { Section } from '../../ui/pane.tsx';
import { Answers } from './answers.tsx';
import { type Draft, requestOf } from './draft.ts';
import classes from './replay.module.css';

/** A request to edit and to send to this sandbox, and its answer below. */
export function RequestEditor(props: {
  draft: Draft;
  onDraft: (part: Partial<Draft>) => void;
  onReset: () => void;
  resetLabel: string;
  /** the exchange that the answer is compared with; null: the request is a new one */
  original: ExchangeDetail | null;
}) {
  const { draft, onDraft, onReset, resetLabel, original } = props;
  const { t } = useTranslation();
  const ids = useId();
  const [brokenLine, setBrokenLine] = useState<number | null>(null);
  const send = useMutation({ mutationFn: () => client.replay.resend(requestOf(draft)) });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    send.mutate();
  };
  const hasSecret = draft.body.includes('••••');
  return (
    <>
      <form className={classes['editor']} onSubmit={submit}>
        <div className={classes['target']}>
          <Select
            aria-label={t('resend.method')}
            data={[...METHODS]}
            value={draft.method}
            onChange={(method) => onDraft({ method: METHODS.find((each) => each === method) ?? 'GET' })}
          />
          <TextInput
            aria-label={t('resend.path')}
            value={draft.path}
            onChange={(event) => onDraft({ path: event.currentTarget.value })}
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
          onChange={(event) => onDraft({ headers: event.currentTarget.value })}
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
          onChange={(body) => onDraft({ body })}
          onProblem={setBrokenLine}
        />
        {hasSecret ? <p className={classes['caution']}>{t('resend.secret')}</p> : null}
        {send.isError ? <FailureNote error={send.error} /> : null}
        <div className={classes['buttons']}>
          <Button type="submit" loading={send.isPending}>
            {t('resend.send')}
          </Button>
          <Button variant="subtle" color="gray" onClick={onReset}>
            {resetLabel}
          </Button>
        </div>
        <p className={classes['quiet']}>{t('resend.meaning')}</p>
      </form>
      {send.data === undefined ? null : (
        <Section title={t(original === null ? 'compose.answer' : 'resend.answer')}>
          <ScrolledTo key={send.data.exchangeId} />
          <p className={classes['line']}>
            <code>{original === null ? send.data.status : `${original.status} → ${send.data.status}`}</code>{' '}
            <Link to="/log/$id" params={{ id: String(send.data.exchangeId) }} search={(previous) => previous}>
              {t('resend.open', { id: send.data.exchangeId })}
            </Link>
          </p>
          <AnswerBody original={original} now={send.data.body ?? ''} />
        </Section>
      )}
    </>
  );
}

function AnswerBody({ original, now }: { original: ExchangeDetail | null; now: string }) {
  const { t } = useTranslation();
  if (original !== null) return <Answers before={original.responseBody ?? ''} now={now} />;
  if (now === '') return <p className={classes['quiet']}>{t('compose.noBody')}</p>;
  return <CodeView text={prettyJson(now)} label={t('compose.answer')} />;
}

/** The answer is what was asked for, so it comes into view. */
function ScrolledTo() {
  const place = useRef<HTMLSpanElement>(null);
  // In braces: newer browsers answer with a promise, which React would take for the clean-up.
  useEffect(() => {
    place.current?.scrollIntoView({ block: 'center' });
  }, []);
  return <span ref={place} />;
}
