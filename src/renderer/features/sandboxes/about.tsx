import { Autocomplete, Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SandboxName, type SandboxSummary } from '#shared/contract/sandboxes.ts';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { PROVIDERS } from './providers.ts';
import classes from './sandboxes.module.css';

/** Name and provider can be changed at any time; the address stays. */
export function About({ sandbox }: { sandbox: SandboxSummary }) {
  const { t } = useTranslation();
  const [name, setName] = useState(sandbox.name);
  const [idp, setIdp] = useState(sandbox.idp);
  const problem = SandboxName.safeParse(name).error?.issues[0]?.message;
  const update = useMutation({ mutationFn: () => client.sandboxes.update({ slug: sandbox.slug, name, idp }) });
  const isChanged = name.trim() !== sandbox.name || idp.trim() !== sandbox.idp;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (problem === undefined) update.mutate();
  };
  return (
    <form onSubmit={submit} className={classes['row']}>
      <TextInput
        label={t('sandboxes.column.name')}
        value={name}
        maxLength={60}
        error={problem}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Autocomplete label={t('sandboxes.column.idp')} data={[...PROVIDERS]} maxLength={40} value={idp} onChange={setIdp} />
      <Button type="submit" variant="default" disabled={!isChanged} loading={update.isPending}>
        {t('sandboxes.save')}
      </Button>
      {update.isError ? <FailureNote error={update.error} /> : null}
    </form>
  );
}
