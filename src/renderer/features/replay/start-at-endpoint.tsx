import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplayPreview, RunSummary } from '#shared/contract/replay.ts';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { takeRun } from './queries.ts';
import classes from './replay.module.css';

/**
 * What another endpoint wants before anything is sent there: the token; and when it is not on this machine, a look at what would
 * happen, its host name typed, and a word on deletes.
 */
export function StartAtEndpoint({ run, url }: { run: RunSummary; url: string }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const host = new URL(url).hostname;
  const [token, setToken] = useState('');
  const [confirmHost, setConfirmHost] = useState('');
  const [deletes, setDeletes] = useState(false);
  const [resendInDoubt, setResendInDoubt] = useState(false);
  const preview = useMutation({ mutationFn: () => client.replay.preview({ id: run.id, token }) });
  const start = useMutation({
    mutationFn: () => client.replay.start({ id: run.id, token, confirmHost, deletes, resendInDoubt }),
    onSuccess: (next) => takeRun(queryClient, next),
  });
  const mustLook = run.isRemote && preview.data === undefined;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (mustLook) preview.mutate();
    else start.mutate();
  };
  return (
    <form className={classes['start']} onSubmit={submit} data-remote={run.isRemote || undefined}>
      {run.isRemote ? <p>{t('replay.remote.warning', { host })}</p> : null}
      <TextInput
        type="password"
        autoComplete="off"
        label={t('replay.token.label')}
        description={t('replay.token.hint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={token}
        onChange={(event) => setToken(event.currentTarget.value)}
        required
        withAsterisk={false}
      />
      {preview.data === undefined ? null : <Preview preview={preview.data} />}
      {run.isRemote && preview.data !== undefined ? (
        <>
          {preview.data.counts.deletes === 0 ? null : (
            <Check
              checked={deletes}
              onChange={setDeletes}
              label={t('replay.remote.deletes', { count: preview.data.counts.deletes })}
            />
          )}
          <TextInput
            label={t('replay.remote.confirm', { host })}
            value={confirmHost}
            autoComplete="off"
            onChange={(event) => setConfirmHost(event.currentTarget.value)}
          />
        </>
      ) : null}
      {run.counts.inDoubt === 0 ? null : (
        <Check
          checked={resendInDoubt}
          onChange={setResendInDoubt}
          label={t('replay.resendInDoubt', { count: run.counts.inDoubt })}
        />
      )}
      {preview.isError ? <FailureNote error={preview.error} /> : null}
      {start.isError ? <FailureNote error={start.error} /> : null}
      <div className={classes['buttons']}>
        {mustLook ? (
          <Button type="submit" loading={preview.isPending}>
            {t('replay.remote.preview', { host })}
          </Button>
        ) : (
          <Button type="submit" loading={start.isPending} disabled={run.isRemote && confirmHost.trim().toLowerCase() !== host}>
            {t('replay.start', { count: run.counts.waiting })}
          </Button>
        )}
        {run.isRemote || preview.data !== undefined ? null : (
          <Button variant="default" loading={preview.isPending} onClick={() => preview.mutate()} disabled={token === ''}>
            {t('replay.remote.preview', { host })}
          </Button>
        )}
      </div>
    </form>
  );
}

function Check({ checked, onChange, label }: { checked: boolean; onChange: (checked: boolean) => void; label: string }) {
  return (
    <label className={classes['choice']}>
      <input type="checkbox" checked={checked} onChange={(event) => onChange(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

const KINDS = ['creates', 'changes', 'deletes', 'refusals'] as const;

/** What would come of it, as far as reading tells. */
function Preview({ preview }: { preview: ReplayPreview }) {
  const { t } = useTranslation();
  return (
    <div className={classes['preview']}>
      {KINDS.map((kind) =>
        preview.counts[kind] === 0 ? (
          <p key={kind} className={classes['quiet']}>
            {t(`replay.preview.${kind}`, { count: 0 })}
          </p>
        ) : (
          <details key={kind}>
            <summary>{t(`replay.preview.${kind}`, { count: preview.counts[kind] })}</summary>
            <ul>
              {preview[kind].map((name, index) => (
                // A name may come twice; its place tells it apart.
                <li key={index}>{name}</li>
              ))}
            </ul>
          </details>
        ),
      )}
      <p className={classes['quiet']}>
        {t('replay.preview.rest', { count: preview.counts.reads, cannot: preview.counts.cannot })}
        {preview.isPartial ? ` ${t('replay.preview.partial')}` : ''}
      </p>
    </div>
  );
}
