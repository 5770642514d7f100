import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SandboxSummary } from '#shared/contract/sandboxes.ts';
import { client } from '../../api/client.ts';
import { chooseSandbox, chosenSandbox } from '../../api/sandbox.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Section } from '../../ui/pane.tsx';
import classes from './sandboxes.module.css';

/** An identity provider may be pointed at it, so its name is typed first. */
export function DeleteSandbox({ sandbox: { slug, name } }: { sandbox: SandboxSummary }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const remove = useMutation({
    mutationFn: () => client.sandboxes.remove({ slug, confirm: typed }),
    onSuccess: async () => {
      await navigate({ to: '/sandboxes' });
      if (chosenSandbox.get() === slug) chooseSandbox(null);
    },
  });
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    remove.mutate();
  };
  return (
    <Section title={t('sandboxes.deleteTitle')}>
      <p className={classes['text']}>{t('sandboxes.deleteConsequence')}</p>
      <form onSubmit={submit} className={classes['row']}>
        <TextInput
          label={t('sandboxes.typeName', { name })}
          value={typed}
          autoComplete="off"
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <Button type="submit" variant="default" data-danger disabled={typed.trim() !== name} loading={remove.isPending}>
          {t('sandboxes.delete')}
        </Button>
      </form>
      {remove.isError ? <FailureNote error={remove.error} /> : null}
    </Section>
  );
}
