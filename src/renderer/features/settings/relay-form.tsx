import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RelaySecurity, type RelaySettings, type RelayView } from '#shared/contract/mails.ts';
import { client } from '../../api/client.ts';
import { relayQuery } from '../../api/queries.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Choice } from './choice.tsx';
import { TestMail } from './test-mail.tsx';
import classes from './settings.module.css';

/** The ports that go with each way of encryption (RFC 8314 §3.3, RFC 5321). */
const PORTS: Readonly<Record<RelaySecurity, number>> = { starttls: 587, tls: 465, none: 25 };

/** The mail server: nothing goes out before it is switched on and saved. */
export function RelayForm({ saved }: { saved: RelayView }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [draft, setDraft] = useState<RelaySettings>(saved);
  /** null: as it is */
  const [password, setPassword] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (settings: RelaySettings) => client.mails.saveRelay({ ...settings, ...(password === null ? {} : { password }) }),
    onSuccess: (view) => {
      queryClient.setQueryData(relayQuery().queryKey, view);
      setDraft(view);
      setPassword(null);
    },
  });
  const change = (values: Partial<RelaySettings>) => setDraft({ ...draft, ...values });
  const isChanged = password !== null || FIELDS.some((field) => draft[field] !== saved[field]);
  const choose = (value: 'keep' | 'send') => {
    const next = { ...draft, enabled: value === 'send' };
    setDraft(next);
    // Off holds at once; on holds once the server is known.
    if (value === 'keep' && saved.enabled) save.mutate({ ...saved, enabled: false });
  };
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    save.mutate(draft);
  };
  return (
    <>
      <Choice
        label={t('settings.relay.title')}
        value={draft.enabled ? 'send' : 'keep'}
        options={[
          { value: 'keep', label: t('settings.relay.keep.label'), meaning: t('settings.relay.keep.meaning') },
          { value: 'send', label: t('settings.relay.send.label'), meaning: t('settings.relay.send.meaning') },
        ]}
        onChange={choose}
      />
      {draft.enabled || saved.host !== '' ? (
        <form onSubmit={submit} className={classes['form']}>
          <Server draft={draft} onChange={change} />
          <LogInFields
            draft={draft}
            onChange={change}
            password={password}
            hasPassword={saved.hasPassword}
            onPassword={setPassword}
          />
          <Addresses draft={draft} onChange={change} />
          <div className={classes['formButtons']}>
            <Button type="submit" disabled={!isChanged} loading={save.isPending}>
              {t('settings.relay.save')}
            </Button>
            {save.isSuccess && !isChanged ? (
              <span role="status" className={classes['done']}>
                {t('settings.relay.saved')}
              </span>
            ) : null}
          </div>
        </form>
      ) : null}
      {save.isError ? <FailureNote error={save.error} /> : null}
      {saved.host === '' || saved.from === '' ? null : <TestMail blocked={isChanged} />}
    </>
  );
}

const FIELDS = ['enabled', 'host', 'port', 'security', 'user', 'from', 'redirectTo'] as const;

interface Part {
  readonly draft: RelaySettings;
  readonly onChange: (values: Partial<RelaySettings>) => void;
}

function Server({ draft, onChange }: Part) {
  const { t } = useTranslation();
  const chooseSecurity = (chosen: string | null) => {
    const security = RelaySecurity.safeParse(chosen);
    if (!security.success) return;
    // A port of one's own stays.
    const isUsual = Object.values(PORTS).includes(draft.port);
    onChange({ security: security.data, ...(isUsual ? { port: PORTS[security.data] } : {}) });
  };
  return (
    <>
      <TextInput
        className={classes['formWide'] ?? ''}
        label={t('settings.relay.host')}
        placeholder="smtp.contoso.example"
        required
        withAsterisk={false}
        maxLength={255}
        spellCheck={false}
        value={draft.host}
        onChange={(event) => onChange({ host: event.currentTarget.value })}
      />
      <Select
        label={t('settings.relay.security')}
        data={RelaySecurity.options.map((value) => ({ value, label: t(`settings.relay.securityIs.${value}`) }))}
        value={draft.security}
        allowDeselect={false}
        onChange={chooseSecurity}
      />
      <TextInput
        label={t('settings.relay.port')}
        inputMode="numeric"
        pattern="[1-9][0-9]{0,4}"
        required
        withAsterisk={false}
        maxLength={5}
        value={draft.port === 0 ? '' : String(draft.port)}
        onChange={(event) => onChange({ port: Number(event.currentTarget.value.replaceAll(/\D/g, '')) })}
      />
    </>
  );
}

function LogInFields({
  draft,
  onChange,
  password,
  hasPassword,
  onPassword,
}: Part & { password: string | null; hasPassword: boolean; onPassword: (password: string | null) => void }) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('settings.relay.user')}
        description={t('settings.relay.userHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={255}
        spellCheck={false}
        autoComplete="off"
        value={draft.user}
        onChange={(event) => onChange({ user: event.currentTarget.value })}
      />
      <TextInput
        label={t('settings.relay.password')}
        description={t('settings.relay.passwordHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        type="password"
        autoComplete="new-password"
        maxLength={1000}
        placeholder={hasPassword ? t('settings.relay.passwordKept') : ''}
        value={password ?? ''}
        onChange={(event) => onPassword(event.currentTarget.value === '' ? null : event.currentTarget.value)}
      />
    </>
  );
}

function Addresses({ draft, onChange }: Part) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        label={t('settings.relay.from')}
        description={t('settings.relay.fromHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        type="email"
        required
        withAsterisk={false}
        maxLength={320}
        value={draft.from}
        onChange={(event) => onChange({ from: event.currentTarget.value })}
      />
      <TextInput
        label={t('settings.relay.redirectTo')}
        description={t('settings.relay.redirectToHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        type="email"
        maxLength={320}
        value={draft.redirectTo}
        onChange={(event) => onChange({ redirectTo: event.currentTarget.value })}
      />
    </>
  );
}
