import { Autocomplete, Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SandboxName } from '#shared/contract/sandboxes.ts';
import { client } from '../../api/client.ts';
import { sandboxesQuery } from '../../api/queries.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Pane, PaneTitle } from '../../ui/pane.tsx';
import { BeginFields } from './begin-fields.tsx';
import { type Beginning, FIRST_BEGINNING, copiedSlug, inputOf } from './beginning.ts';
import { PROVIDERS } from './providers.ts';
import classes from './sandboxes.module.css';

type Profile = 'meisterplan' | 'rfc7643';
const PROFILES: readonly Profile[] = ['meisterplan', 'rfc7643'];
const isProfile = (value: string | null): value is Profile => PROFILES.some((one) => one === value);

/** Makes a sandbox: a name, which identity provider it is for, and what it begins with. */
export function NewSandboxPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const sandboxes = useQuery(sandboxesQuery());
  const [name, setName] = useState('');
  const [idp, setIdp] = useState('');
  const [profile, setProfile] = useState<Profile>('meisterplan');
  const [beginning, setBeginning] = useState(FIRST_BEGINNING);
  const set = (change: Partial<Beginning>) => setBeginning((before) => ({ ...before, ...change }));
  const input = inputOf(beginning);
  const [touched, setTouched] = useState(false);
  const problem = SandboxName.safeParse(name).error?.issues[0]?.message;
  const create = useMutation({
    mutationFn: () => client.sandboxes.create({ name, idp, profile, ...input }),
    onSuccess: async ({ slug }) => {
      await queryClient.invalidateQueries({ queryKey: ['sandboxes'] });
      await navigate({ to: '/sandboxes/$slug', params: { slug } });
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    setTouched(true);
    if (problem === undefined && input !== null) create.mutate();
  };
  return (
    <Pane kind={t('sandboxes.kind')} onClose={() => void navigate({ to: '/sandboxes' })}>
      <PaneTitle>{t('sandboxes.create')}</PaneTitle>
      <form onSubmit={submit} className={classes['form']}>
        <TextInput
          label={t('sandboxes.column.name')}
          description={t('sandboxes.form.nameHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          maxLength={60}
          value={name}
          error={touched ? problem : undefined}
          onChange={(event) => setName(event.currentTarget.value)}
          autoFocus
        />
        <Autocomplete
          label={t('sandboxes.column.idp')}
          description={t('sandboxes.form.idpHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          data={[...PROVIDERS]}
          maxLength={40}
          value={idp}
          onChange={setIdp}
        />
        <BeginFields beginning={beginning} set={set} sandboxes={sandboxes.data?.items ?? []} />
        {copiedSlug(beginning.kind) === null ? (
          <Select
            label={t('sandboxes.column.profile')}
            description={t(`sandboxes.profile.${profile}`)}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={PROFILES}
            value={profile}
            onChange={(value) => setProfile(isProfile(value) ? value : 'meisterplan')}
            allowDeselect={false}
          />
        ) : null}
        <Button type="submit" disabled={input === null} loading={create.isPending} className={classes['submit'] ?? ''}>
          {t('sandboxes.create')}
        </Button>
      </form>
      {create.isError ? <FailureNote error={create.error} /> : null}
    </Pane>
  );
}
