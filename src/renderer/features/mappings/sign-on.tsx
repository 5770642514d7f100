import { SegmentedControl, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AccountSettings } from '#shared/contract/accounts.ts';
import { client } from '../../api/client.ts';
import { accountSettingsQuery } from '../../api/queries.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { settingsQuery } from './queries.ts';
import classes from './mappings.module.css';

/** Whether people log in through single sign-on decides what is said of user names; it is asked where it matters. */
export function SignOnQuestion() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data } = useQuery(accountSettingsQuery());
  const [chosen, setChosen] = useState<AccountSettings['singleSignOn'] | null>(null);
  const save = useMutation({
    mutationFn: (singleSignOn: AccountSettings['singleSignOn']) => client.accounts.saveSettings({ singleSignOn }),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ['settings'] });
      await queryClient.invalidateQueries({ queryKey: ['mappings'] });
      setChosen(null);
    },
  });
  if (data === undefined) return null;
  const value = chosen ?? data.singleSignOn;
  return (
    <div className={classes['question']}>
      <span>{t('mappings.sso.question')}</span>
      <SegmentedControl
        aria-label={t('mappings.sso.question')}
        value={value}
        onChange={(next) => {
          const singleSignOn = AccountSettings.shape.singleSignOn.parse(next);
          setChosen(singleSignOn);
          save.mutate(singleSignOn);
        }}
        data={(['on', 'off', 'unanswered'] as const).map((one) => ({ value: one, label: t(`mappings.sso.${one}`) }))}
      />
      {value === 'unanswered' ? <span className={classes['quiet']}>{t('mappings.sso.why')}</span> : null}
      {value === 'on' ? <NameId /> : null}
      {save.isError ? <FailureNote error={save.error} /> : null}
    </div>
  );
}

/** The one attribute that the user name must equal; no export holds it. */
function NameId() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data } = useQuery(settingsQuery());
  const [typed, setTyped] = useState<string | null>(null);
  const save = useMutation({
    mutationFn: (nameId: string | null) => client.mappings.saveSettings({ nameId }),
    onSuccess: async (saved) => {
      queryClient.setQueryData(settingsQuery().queryKey, saved);
      setTyped(null);
      await queryClient.invalidateQueries({ queryKey: ['mappings'] });
    },
  });
  if (data === undefined) return null;
  const keep = () => {
    const nameId = typed === null || typed.trim() === '' ? null : typed.trim();
    if (typed !== null && nameId !== data.nameId) save.mutate(nameId);
  };
  return (
    <div className={classes['nameId']}>
      <span aria-hidden>{t('mappings.sso.nameId')}</span>
      <TextInput
        aria-label={t('mappings.sso.nameId')}
        placeholder={t('mappings.sso.usual')}
        maxLength={200}
        value={typed ?? data.nameId ?? ''}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === 'Enter') keep();
        }}
      />
      {save.isError ? <FailureNote error={save.error} /> : null}
    </div>
  );
}
