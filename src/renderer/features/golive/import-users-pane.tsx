import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { InlineConfirm } from '../../ui/inline-confirm.tsx';
import { Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { type UserFile, UserFileField } from '../../ui/user-file.tsx';
import { userListQuery } from './queries.ts';
import classes from './golive.module.css';

/** Brings the user list of the real system in: choose or drop it, look at how it was read, keep it. */
export function ImportUsersPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const close = () => void navigate({ to: '/go-live/blast-radius', search: {} });
  const [chosen, setChosen] = useState<UserFile | null>(null);
  const doImport = useMutation({
    mutationFn: ({ file, found }: UserFile) => client.golive.importUsers({ ...file, columns: found.columns }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['golive'] });
      close();
    },
  });
  return (
    <Pane kind={t('golive.part.blast')} onClose={close}>
      <PaneTitle below={chosen === null ? undefined : <span>{chosen.file.name}</span>}>{t('golive.file.title')}</PaneTitle>
      <p className={classes['prose']}>{t('golive.file.text')}</p>
      <UserFileField chosen={chosen} onChosen={setChosen} preview={(input) => client.golive.previewUsers(input)} />
      {chosen === null ? null : (
        <>
          <Button
            className={classes['do'] ?? ''}
            disabled={chosen.found.count === 0}
            loading={doImport.isPending}
            onClick={() => doImport.mutate(chosen)}
          >
            {t('golive.file.import', { count: chosen.found.count })}
          </Button>
          {doImport.isError ? <FailureNote error={doImport.error} /> : null}
        </>
      )}
      <KeptList onRemoved={close} />
    </Pane>
  );
}

/** The list that is there already, and the way to be rid of it. */
function KeptList({ onRemoved }: { onRemoved: () => void }) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data } = useQuery(userListQuery());
  const remove = useMutation({
    mutationFn: () => client.golive.removeUsers({}),
    onSuccess: () => {
      // First nobody may ask any more what the list says.
      queryClient.setQueryData(userListQuery().queryKey, { list: null });
      onRemoved();
    },
  });
  const list = data?.list ?? null;
  if (list === null) return null;
  return (
    <Section title={t('golive.blast.list')}>
      <p className={classes['prose']}>{t('golive.blast.listIs', { name: list.name, count: list.count })}</p>
      <div className={classes['do']}>
        <InlineConfirm
          action={t('golive.blast.remove')}
          consequence={t('golive.blast.removeConsequence')}
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
        />
      </div>
    </Section>
  );
}
