import { Button, Select } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TABLE_FILES } from '#shared/contract/table-file.ts';
import { USER_FILE_LIMIT, type UserColumns, UserField, type UserListPreview } from '#shared/contract/user-list.ts';
import { Failure } from '../api/failure.ts';
import { readAsBase64 } from '../platform/files.ts';
import { FailureNote } from './failure-note.tsx';
import { FileDrop } from './file-drop.tsx';
import { Section } from './pane.tsx';
import { useTableSource } from './use-table-source.ts';
import classes from './user-file.module.css';

interface ChosenFile {
  readonly name: string;
  /** base64 */
  readonly content: string;
}

/** A user list that was chosen, and how it was understood. */
export interface UserFile {
  readonly file: ChosenFile;
  readonly found: UserListPreview;
}

interface UserFileFieldProps {
  readonly chosen: UserFile | null;
  /** null: the file that was chosen last holds no user list */
  readonly onChosen: (chosen: UserFile | null) => void;
  readonly preview: (input: { content: string; columns?: UserColumns }) => Promise<UserListPreview>;
}

/** Chooses a user list and shows how it is read: which column is what, which lines need a look. */
export function UserFileField({ chosen, onChosen, preview }: UserFileFieldProps) {
  const { t } = useTranslation();
  const sourceText = useTableSource();
  const look = useMutation({
    mutationFn: async ({ from, columns }: { from: ChosenFile | File; columns?: UserColumns }): Promise<UserFile> => {
      const file = from instanceof File ? await read(from) : from;
      return { file, found: await preview({ content: file.content, ...(columns === undefined ? {} : { columns }) }) };
    },
    onSuccess: onChosen,
    onError: () => onChosen(null),
  });
  const read = async (file: File): Promise<ChosenFile> => {
    const { name } = file;
    if (file.size > USER_FILE_LIMIT) throw new Failure('invalid_input', t('userFile.tooLarge', { name }));
    try {
      return { name, content: await readAsBase64(file) };
    } catch (error) {
      throw new Failure('invalid_input', t('userFile.unreadable', { name }), { cause: error });
    }
  };
  return (
    <>
      <FileDrop
        choose={t('userFile.choose')}
        drop={t('userFile.drop')}
        dropNow={t('userFile.dropNow')}
        accept={TABLE_FILES}
        pending={look.isPending}
        onFile={(from) => look.mutate({ from })}
      />
      {look.isError ? <FailureNote error={look.error} /> : null}
      {chosen === null ? null : (
        <>
          <p className={classes['prose']}>{sourceText(chosen.found.source)}</p>
          <Columns preview={chosen.found} onChange={(columns) => look.mutate({ from: chosen.file, columns })} />
          <Problems preview={chosen.found} />
          <p className={classes['prose']}>
            {chosen.found.columns.userName === null ? t('userFile.needName') : t('userFile.found', { count: chosen.found.count })}
          </p>
        </>
      )}
    </>
  );
}

const NONE = 'none';
const FIRST_PROBLEMS = 5;

function Columns({ preview, onChange }: { preview: UserListPreview; onChange: (columns: UserColumns) => void }) {
  const { t } = useTranslation();
  const options = [
    { value: NONE, label: t('userFile.noColumn') },
    ...preview.headings.map((heading, place) => ({ value: String(place), label: heading === '' ? `${place + 1}` : heading })),
  ];
  const example = preview.sample[0];
  return (
    <Section title={t('userFile.columns')}>
      <div className={classes['columns']}>
        {UserField.options.map((field) => {
          const value = example?.[field] ?? null;
          return (
            <div key={field} className={classes['columnRow']}>
              <span aria-hidden>{t(`userFile.field.${field}`)}</span>
              <Select
                aria-label={t(`userFile.field.${field}`)}
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
  const [showsAll, setShowsAll] = useState(false);
  if (problemCount === 0) return null;
  const shown = showsAll ? problems : problems.slice(0, FIRST_PROBLEMS);
  return (
    <Section title={t('userFile.problems', { count: problemCount })}>
      <ul className={classes['problems']}>
        {shown.map(({ line, what }) => (
          <li key={`${line} ${what}`}>{t('userFile.line', { line, what })}</li>
        ))}
      </ul>
      {shown.length < problems.length ? (
        <Button variant="subtle" size="compact-sm" onClick={() => setShowsAll(true)}>
          {t('userFile.moreLines', { count: problems.length - shown.length })}
        </Button>
      ) : null}
      {showsAll && problemCount > problems.length ? (
        <p className={classes['prose']}>{t('userFile.andMore', { count: problemCount - problems.length })}</p>
      ) : null}
    </Section>
  );
}
