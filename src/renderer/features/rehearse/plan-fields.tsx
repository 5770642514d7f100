import { FileButton, Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { TABLE_FILES } from '#shared/contract/table-file.ts';
import type { ImportedMapping } from '#shared/contract/mapping-operations.ts';
import type { StoryName } from '#shared/contract/rehearsals.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { type Draft, readGiven, readList } from './plan.ts';
import classes from './rehearse.module.css';

interface FieldProps {
  readonly draft: Draft;
  readonly set: (change: Partial<Draft>) => void;
}

const MAPPINGS = ['given', 'meisterplan', 'default', 'file'] as const;

/** Whose mappings: what was given on Mappings, the article's, what the identity provider has by itself, or the admin's own. */
export function MappingField({ draft, set, name, given }: FieldProps & { name: string; given: ImportedMapping | null }) {
  const { t } = useTranslation();
  return (
    <div>
      <Select
        label={t('rehearse.mapping.label')}
        data={MAPPINGS.filter((value) => value !== 'given' || given !== null).map((value) => ({
          value,
          label: t(`rehearse.mapping.${value}`, { name, file: given?.name }),
        }))}
        value={draft.mapping}
        allowDeselect={false}
        onChange={(value) => set({ mapping: MAPPINGS.find((one) => one === value) ?? 'meisterplan' })}
      />
      <p className={classes['hint']}>
        <Sentence text={t(`rehearse.mapping.${draft.mapping}Hint`, { name, sentence: given?.report.sentence })} own />
      </p>
      {draft.mapping === 'file' ? (
        <FileField
          accept=".json,application/json"
          label={t('rehearse.mapping.choose')}
          file={draft.mappingFile}
          onFile={async (file) => set({ mappingFile: await readGiven(file) })}
        />
      ) : null}
    </div>
  );
}

const PEOPLE = ['generated', 'file'] as const;

export function PeopleField({ draft, set }: FieldProps) {
  const { t } = useTranslation();
  const number = (key: 'size' | 'groups' | 'seed', least: number, most: number) => (
    <TextInput
      type="number"
      label={t(`rehearse.people.${key}`)}
      value={Number.isNaN(draft[key]) ? '' : draft[key]}
      min={least}
      max={most}
      onChange={(event) => set({ [key]: event.currentTarget.valueAsNumber })}
      required
      withAsterisk={false}
    />
  );
  return (
    <div>
      <span className={classes['label']}>{t('rehearse.people.label')}</span>
      <SegmentedControl
        aria-label={t('rehearse.people.label')}
        value={draft.people}
        onChange={(value) => set({ people: PEOPLE.find((one) => one === value) ?? 'generated' })}
        data={PEOPLE.map((value) => ({ value, label: t(`rehearse.people.${value}`) }))}
      />
      {draft.people === 'generated' ? (
        <div className={classes['numbers']}>
          {number('size', 10, 100_000)}
          {number('groups', 1, 1000)}
          {number('seed', 0, 2_147_483_647)}
        </div>
      ) : (
        <FileField
          accept={TABLE_FILES}
          label={t('rehearse.people.choose')}
          file={draft.peopleFile}
          onFile={async (file) => set({ peopleFile: await readList(file, t) })}
        />
      )}
      <p className={classes['hint']}>{t(`rehearse.people.${draft.people}Hint`)}</p>
    </div>
  );
}

export function StoriesField({
  draft,
  set,
  stories,
}: FieldProps & { stories: readonly { name: StoryName; title: string; about: string }[] }) {
  const { t } = useTranslation();
  const all = stories.map(({ name }) => name);
  const chosen = draft.stories ?? all;
  const toggle = (name: StoryName, on: boolean) => {
    const next = all.filter((one) => (one === name ? on : chosen.includes(one)));
    set({ stories: next.length === all.length ? null : next });
  };
  return (
    <fieldset className={classes['stories']}>
      <legend>{t('rehearse.stories')}</legend>
      {stories.map(({ name, title, about }) => (
        <label key={name} className={classes['choice']}>
          <input
            type="checkbox"
            checked={chosen.includes(name)}
            onChange={(event) => toggle(name, event.currentTarget.checked)}
          />
          <span>
            {title}
            <span className={classes['hint']}>{about}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

const TARGETS = ['sandbox', 'endpoint'] as const;

/** This sandbox, or an endpoint, which wants its token, and when it is not on this machine its name typed. */
export function TargetField({ draft, set, host }: FieldProps & { host: string | null }) {
  const { t } = useTranslation();
  return (
    <div className={classes['target']}>
      <div>
        <span className={classes['label']}>{t('rehearse.target.label')}</span>
        <SegmentedControl
          aria-label={t('rehearse.target.label')}
          value={draft.target}
          onChange={(value) => set({ target: TARGETS.find((one) => one === value) ?? 'sandbox' })}
          data={TARGETS.map((value) => ({ value, label: t(`rehearse.target.${value}`) }))}
        />
        <p className={classes['hint']}>{t(`rehearse.target.${draft.target}Hint`)}</p>
      </div>
      {draft.target === 'endpoint' ? (
        <>
          <TextInput
            label={t('rehearse.target.url')}
            placeholder="https://scim.example.com/scim/v2"
            value={draft.url}
            onChange={(event) => set({ url: event.currentTarget.value })}
            required
            withAsterisk={false}
          />
          <TextInput
            type="password"
            autoComplete="off"
            label={t('rehearse.target.token')}
            description={t('rehearse.target.tokenHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.token}
            onChange={(event) => set({ token: event.currentTarget.value })}
            required
            withAsterisk={false}
          />
        </>
      ) : null}
      {host === null ? null : (
        <div className={classes['remote']}>
          <p>{t('rehearse.target.remote', { host })}</p>
          <label className={classes['choice']}>
            <input type="checkbox" checked={draft.deletes} onChange={(event) => set({ deletes: event.currentTarget.checked })} />
            <span>{t('rehearse.target.deletes')}</span>
          </label>
          <TextInput
            label={t('rehearse.target.confirm', { host })}
            autoComplete="off"
            value={draft.confirmHost}
            onChange={(event) => set({ confirmHost: event.currentTarget.value })}
          />
        </div>
      )}
    </div>
  );
}

function FileField(props: {
  accept: string;
  label: string;
  file: { readonly name: string } | null;
  onFile: (file: File) => Promise<void>;
}) {
  const { accept, label, file, onFile } = props;
  const read = useMutation({ mutationFn: onFile });
  return (
    <>
      <div className={classes['file']}>
        <FileButton accept={accept} onChange={(given) => given !== null && read.mutate(given)}>
          {(button) => (
            <Button variant="default" loading={read.isPending} {...button}>
              {label}
            </Button>
          )}
        </FileButton>
        <span className={classes['quiet']}>{file?.name}</span>
      </div>
      {read.isError ? <FailureNote error={read.error} /> : null}
    </>
  );
}
