import { Button, Select, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TokenOwner } from '#shared/contract/tokens.ts';
import { client } from '../../api/client.ts';
import { tokenOwnersQuery } from '../../api/queries.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Facts, Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { useRightNames } from '../../ui/rights.tsx';
import { SecretOnce } from '../../ui/secret-once.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import classes from './tokens.module.css';

/** Makes a token: a name, whose it is, and the rights that follow from that. Then the secret, this once. */
export function NewTokenPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/tokens' });
  const queryClient = useQueryClient();
  const owners = useQuery(tokenOwnersQuery());
  const create = useMutation({
    mutationFn: (input: { name: string; ownerId?: string }) => client.tokens.create(input),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['tokens'] }),
  });
  return (
    <Pane kind={t('tokens.kind')} onClose={() => void navigate({ to: '/tokens', search })}>
      {create.data === undefined ? (
        <>
          <PaneTitle>{t('tokens.create')}</PaneTitle>
          {owners.isPending ? <RowsSkeleton rows={4} /> : null}
          {owners.isError ? <FailureNote error={owners.error} onRetry={() => void owners.refetch()} /> : null}
          {owners.data === undefined ? null : (
            <TokenForm owners={owners.data.items} pending={create.isPending} onCreate={(input) => create.mutate(input)} />
          )}
          {create.isError ? <FailureNote error={create.error} /> : null}
        </>
      ) : (
        <>
          <PaneTitle>
            {create.data.token.name === '' ? t('tokens.madeUnnamed') : t('tokens.made', { name: create.data.token.name })}
          </PaneTitle>
          <div className={classes['secret']}>
            <SecretOnce secret={create.data.secret} />
          </div>
          <p className={classes['next']}>
            <Link to="/connect">{t('tokens.next')}</Link>
          </p>
        </>
      )}
    </Pane>
  );
}

function TokenForm({
  owners,
  pending,
  onCreate,
}: {
  owners: readonly TokenOwner[];
  pending: boolean;
  onCreate: (input: { name: string; ownerId?: string }) => void;
}) {
  const { t } = useTranslation();
  const rightNames = useRightNames();
  const [name, setName] = useState('');
  const [ownerId, setOwnerId] = useState(owners[0]?.id ?? null);
  const owner = owners.find(({ id }) => id === ownerId);
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onCreate({ name, ...(ownerId === null ? {} : { ownerId }) });
  };
  return (
    <form onSubmit={submit} className={classes['form']}>
      <TextInput
        label={t('tokens.form.name')}
        description={t('tokens.form.nameHint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        maxLength={100}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        autoFocus
      />
      <Select
        label={t('tokens.column.owner')}
        data={owners.map((candidate) => ({
          value: candidate.id,
          label: candidate.recommended ? t('tokens.form.recommended', { name: candidate.userName }) : candidate.userName,
        }))}
        value={ownerId}
        onChange={setOwnerId}
        searchable={owners.length > 10}
      />
      {owner === undefined ? null : (
        <Section title={t('tokens.form.follows')}>
          <Facts
            items={[
              {
                name: t('tokens.form.groups'),
                value: owner.groups.length === 0 ? t('tokens.form.noGroups') : owner.groups.join(', '),
              },
              { name: t('tokens.column.rights'), value: rightNames(owner.rights) },
              { name: t('tokens.form.tokens'), value: t('tokens.form.tokenCount', { count: owner.tokenCount }) },
            ]}
          />
          <OwnerCaution owner={owner} />
        </Section>
      )}
      <Button type="submit" loading={pending} className={classes['submit'] ?? ''}>
        {t('tokens.create')}
      </Button>
    </form>
  );
}

/** What speaks against this owner, before a token is made that nobody can use. */
function OwnerCaution({ owner }: { owner: TokenOwner }) {
  const { t, i18n } = useTranslation();
  const missing = (['access-apis', 'manage-users'] as const).filter((right) => !owner.rights.includes(right));
  if (!owner.active) return <p className={classes['caution']}>{t('tokens.form.inactive')}</p>;
  if (missing.length > 0) {
    return (
      <p className={classes['caution']}>
        {t('tokens.form.lacks', {
          rights: new Intl.ListFormat(i18n.language).format(missing.map((right) => t('quoted', { text: t(`right.${right}`) }))),
        })}
      </p>
    );
  }
  if (owner.rights.includes('all-other')) return <p className={classes['caution']}>{t('tokens.form.tooMuch')}</p>;
  return null;
}
