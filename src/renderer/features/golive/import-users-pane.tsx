import { Button, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { USER_FILE_LIMIT, type UserColumns, UserField, type UserListPreview } from '#shared/contract/user-list.ts';
import { client } from '../../api/client.ts';
import { Failure } from '../../api/failure.ts';
import { readAsBase64 } from '../../platform/files.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FileDrop } from '../../ui/file-drop.tsx';
import { InlineConfirm } from '../../ui/inline-confirm.tsx';
import { Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { userListQuery } from './queries.ts';
import classes from './golive.module.css';

interface Chosen {
  readonly name: string;
  readonly content: string;
}

/** Brings the user list of the real system in: choose or drop it, look at how it was read, keep it. */
export function ImportUsersPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const close = () => void navigate({ to: '/go-live/blast-radius', search: {} });
  const preview = useMutation({
    mutationFn: async ({ chosen, columns }: { chosen: Chosen | File; columns?: UserColumns }) => {
      const file = chosen instanceof File ? await read(chosen) : chosen;
      return {
        file,
        found: await client.golive.previewUsers({ content: file.content, ...(columns === undefined ? {} : { columns }) }),
      };
    },
  });
  const doImport = useMutation({
    mutationFn: ({ file, found }: { file: Chosen; found: UserListPreview }) =>
      client.golive.importUsers({ ...file, columns: found.columns }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['golive'] });
      close();
    },
  });
  const read = async (file: File): Promise<Chosen> => {
    const { name } = file;
    if (file.size > USER_FILE_LIMIT) throw new Failure('invalid_input', t('golive.file.tooLarge', { name }));
    try {
      return { name, content: await readAsBase64(file) };
    } catch (error) {
      throw new Failure('invalid_input', t('golive.file.unreadable', { name }), { cause: error });
    }
  };
  const [kept, setKept] = useState<{ file: Chosen; found: UserListPreview } | null>(null);
  const look = (chosen: Chosen | File, columns?: UserColumns) =>
    preview.mutate({ chosen, ...(columns === undefined ? {} : { columns }) }, { onSuccess: setKept });
  return (
    <Pane kind={t('golive.part.blast')} onClose={close}>
      <PaneTitle below={kept === null ? undefined : <span>{kept.file.name}</span>}>{t('golive.file.title')}</PaneTitle>
      <p className={classes['prose']}>{t('golive.file.text')}</p>
      <FileDrop
        choose={t('golive.file.choose')}
        drop={t('golive.file.drop')}
        dropNow={t('golive.file.dropNow')}
        accept=".csv,.tsv,.txt,text/csv,text/plain"
        pending={preview.isPending}
        onFile={(file) => look(file)}
      />
      {preview.isError ? <FailureNote error={preview.error} /> : null}
      {kept === null ? null : (
        <>
          <Columns preview={kept.found} onChange={(columns) => look(kept.file, columns)} />
          <Problems preview={kept.found} />
          <p className={classes['prose']}>
            {kept.found.columns.userName === null
              ? t('golive.file.needName')
              : t('golive.file.found', { count: kept.found.count })}
          </p>
          <Button
            className={classes['do'] ?? ''}
            disabled={kept.found.count === 0}
            loading={doImport.isPending}
            onClick={() => doImport.mutate(kept)}
          >
            {t('golive.file.import', { count: kept.found.count })}
          </Button>
          {doImport.isError ? <FailureNote error={doImport.error} /> : null}
        </>
      )}
      <KeptList onRemoved={close} />
    </Pane>
  );
}

const NONE = 'none';

function Columns({ preview, onChange }: { preview: UserListPreview; onChange: (columns: UserColumns) => void }) {
  const { t } = useTranslation();
  const options = [
    { value: NONE, label: t('golive.file.noColumn') },
    ...preview.headings.map((heading, place) => ({ value: String(place), label: heading === '' ? `${place + 1}` : heading })),
  ];
  const example = preview.sample[0];
  return (
    <Section title={t('golive.file.columns')}>
      <div className={classes['columns']}>
        {UserField.options.map((field) => {
          const value = example?.[field] ?? null;
          return (
            <div key={field} className={classes['columnRow']}>
              <span aria-hidden>{t(`golive.file.field.${field}`)}</span>
              <Select
                aria-label={t(`golive.file.field.${field}`)}
                value={String(preview.columns[field] ?? NONE)}
                allowDeselect={false}
                data={options}
                onChange={(next) => onChange({ ...preview.columns, [field]: next === NONE ? null : Number(next) })}
              />
              <span className={classes['quiet']}>{Array.isArray(value) ? value.join(', ') : String(value ?? '')}</span>
            </div>
          );
        })}
      </div>
    </Section>
  );
}

function Problems({ preview: { problems, problemCount } }: { preview: UserListPreview }) {
  const { t } = useTranslation();
  if (problemCount === 0) return null;
  return (
    <Section title={t('golive.file.problems', { count: problemCount })}>
      <ul className={classes['consequences']}>
        {problems.map(({ line, what }) => (
          <li key={`${line} ${what}`}>{t('golive.file.line', { line, what })}</li>
        ))}
      </ul>
    </Section>
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
