import { Button, Select, TextInput } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Pane, PaneTitle } from '../../ui/pane.tsx';
import { groupsQuery } from './queries.ts';
import classes from './log-in.module.css';

/** A user as if made by hand in the product: what an identity provider meets when it provisions somebody who is there already. */
export function NewUserPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const kept = useSearch({ from: '/directory/users' });
  const create = useMutation({
    mutationFn: (input: NewUser) => client.accounts.createLocalUser(input),
    onSuccess: ({ id }) => {
      void queryClient.invalidateQueries({ queryKey: ['directory'] });
      void navigate({ to: '/directory/users/$id', params: { id }, search: kept });
    },
  });
  return (
    <Pane kind={t('newUser.kind')} onClose={() => void navigate({ to: '/directory/users', search: kept })}>
      <PaneTitle>{t('newUser.create')}</PaneTitle>
      <p className={classes['prose']}>{t('newUser.why')}</p>
      <UserForm pending={create.isPending} onCreate={(input) => create.mutate(input)} />
      {create.isError ? <FailureNote error={create.error} /> : null}
    </Pane>
  );
}

interface NewUser {
  readonly userName: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly groupIds: string[];
}

function UserForm({ pending, onCreate }: { pending: boolean; onCreate: (input: NewUser) => void }) {
  const { t } = useTranslation();
  const groups = useInfiniteQuery(groupsQuery(''));
  const [userName, setUserName] = useState('');
  // Follows the user name, as most do, until it is typed itself.
  const [email, setEmail] = useState<string | null>(null);
  const [givenName, setGivenName] = useState('');
  const [familyName, setFamilyName] = useState('');
  const [groupId, setGroupId] = useState('');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onCreate({ userName, email: email ?? userName, givenName, familyName, groupIds: groupId === '' ? [] : [groupId] });
  };
  return (
    <form onSubmit={submit} className={classes['form']}>
      <TextInput
        label={t('directory.column.userName')}
        description={t('newUser.userNameHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required
        withAsterisk={false}
        maxLength={200}
        autoComplete="off"
        value={userName}
        onChange={(event) => setUserName(event.currentTarget.value)}
        autoFocus
      />
      <TextInput
        label={t('newUser.email')}
        required
        withAsterisk={false}
        maxLength={200}
        autoComplete="off"
        value={email ?? userName}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <div className={classes['pair']}>
        <TextInput
          label={t('newUser.givenName')}
          maxLength={200}
          autoComplete="off"
          value={givenName}
          onChange={(event) => setGivenName(event.currentTarget.value)}
        />
        <TextInput
          label={t('newUser.familyName')}
          maxLength={200}
          autoComplete="off"
          value={familyName}
          onChange={(event) => setFamilyName(event.currentTarget.value)}
        />
      </div>
      <Select
        label={t('newUser.group')}
        data={[
          { value: '', label: t('newUser.noGroup') },
          ...(groups.data?.pages.flatMap((page) => page.items) ?? []).map(({ id, displayName }) => ({
            value: id,
            label: displayName,
          })),
        ]}
        value={groupId}
        onChange={(value) => setGroupId(value ?? '')}
        searchable={(groups.data?.pages[0]?.total ?? 0) > 10}
      />
      <Button type="submit" loading={pending} className={classes['submit'] ?? ''}>
        {t('newUser.create')}
      </Button>
    </form>
  );
}
