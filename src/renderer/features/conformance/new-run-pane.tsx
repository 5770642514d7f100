import { Button, Radio, Select, TextInput } from '@mantine/core';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CheckList } from '#shared/contract/conformance.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Pane, PaneTitle } from '../../ui/pane.tsx';
import { useStartRun } from './use-start-run.ts';
import classes from './conformance.module.css';

const TARGETS = ['throwaway', 'sandbox', 'endpoint'] as const;

/** Where to run which checks. An endpoint elsewhere counts as production until its host name is typed. */
export function NewRunPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/conformance' });
  const close = () => void navigate({ to: '/conformance', search });
  const start = useStartRun(close);
  const [kind, setKind] = useState<(typeof TARGETS)[number]>('throwaway');
  const [list, setList] = useState<CheckList | null>(null);
  const [url, setUrl] = useState('');
  const [token, setToken] = useState('');
  const [confirmHost, setConfirmHost] = useState('');
  const remote = kind === 'endpoint' ? remoteHost(url) : null;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    start.mutate({
      target: kind === 'endpoint' ? { kind, url } : { kind },
      ...(list === null ? {} : { list }),
      ...(kind === 'endpoint' ? { token, confirmHost } : {}),
    });
  };
  return (
    <Pane kind={t('nav.conformance')} onClose={close}>
      <PaneTitle>{t('conformance.run')}</PaneTitle>
      <form onSubmit={submit} className={classes['form']}>
        <Radio.Group
          value={kind}
          onChange={(value) => setKind(TARGETS.find((one) => one === value) ?? 'throwaway')}
          label={t('conformance.form.where')}
          classNames={{ label: classes['label'] ?? '' }}
        >
          <div className={classes['choices']}>
            {TARGETS.map((value) => (
              <Radio
                key={value}
                value={value}
                size="xs"
                classNames={{
                  body: classes['choice'] ?? '',
                  label: classes['choiceLabel'] ?? '',
                  description: classes['choiceMeaning'] ?? '',
                }}
                label={t(`conformance.form.${value}`)}
                description={t(`conformance.form.${value}Meaning`)}
              />
            ))}
          </div>
        </Radio.Group>
        {kind === 'endpoint' ? (
          <>
            <TextInput
              label={t('conformance.form.url')}
              placeholder="https://scim.example.com/scim/v2"
              value={url}
              onChange={(event) => setUrl(event.currentTarget.value)}
              required
            />
            <TextInput
              type="password"
              label={t('conformance.form.token')}
              description={t('conformance.form.tokenHint')}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
              autoComplete="off"
              value={token}
              onChange={(event) => setToken(event.currentTarget.value)}
              required
            />
            {remote === null ? null : (
              <div className={classes['guard']}>
                <p>{t('conformance.form.guard', { host: remote })}</p>
                <TextInput
                  label={t('conformance.form.confirm', { host: remote })}
                  value={confirmHost}
                  onChange={(event) => setConfirmHost(event.currentTarget.value)}
                />
              </div>
            )}
          </>
        ) : null}
        <Select
          label={t('conformance.form.list')}
          value={list ?? 'all'}
          onChange={(value) => setList(CheckList.options.find((one) => one === value) ?? null)}
          data={[
            { value: 'all', label: t('conformance.list.all') },
            ...CheckList.options.map((value) => ({ value, label: t(`conformance.list.${value}`) })),
          ]}
        />
        <Button
          type="submit"
          loading={start.isPending}
          disabled={remote !== null && confirmHost.trim().toLowerCase() !== remote}
          className={classes['submit'] ?? ''}
        >
          {t('conformance.run')}
        </Button>
        {start.isError ? <FailureNote error={start.error} /> : null}
      </form>
    </Pane>
  );
}

/** The host of an address that is not on this machine; null when it is, or is none yet. The service decides by the same rule. */
function remoteHost(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { hostname } = new URL(text);
  const isHere =
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || hostname.startsWith('127.');
  return hostname === '' || isHere ? null : hostname;
}
