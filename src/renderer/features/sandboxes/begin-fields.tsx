import { Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SandboxSummary } from '#shared/contract/sandboxes.ts';
import { client } from '../../api/client.ts';
import { UserFileField } from '../../ui/user-file.tsx';
import { type Beginning, KINDS, kindOf } from './beginning.ts';
import classes from './sandboxes.module.css';

interface FieldProps {
  readonly beginning: Beginning;
  readonly set: (change: Partial<Beginning>) => void;
}

/** What the new sandbox begins with: nobody, a model company, the users of the real system, or all of another sandbox. */
export function BeginFields({ beginning, set, sandboxes }: FieldProps & { sandboxes: readonly SandboxSummary[] }) {
  const { t } = useTranslation();
  const { kind } = beginning;
  return (
    <>
      <Select
        label={t('sandboxes.form.begin')}
        description={t(`sandboxes.form.hint.${KINDS.find((one) => one === kind) ?? 'copy'}`)}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={[
          ...KINDS.map((value) => ({ value, label: t(`sandboxes.form.kind.${value}`) })),
          ...sandboxes.map(({ slug, name }) => ({ value: `copy:${slug}`, label: t('sandboxes.form.copyOf', { name }) })),
        ]}
        value={kind}
        onChange={(value) => set({ kind: kindOf(value) })}
        allowDeselect={false}
      />
      {kind === 'sample' ? <SampleFields beginning={beginning} set={set} /> : null}
      {kind === 'list' ? (
        <div>
          <p className={classes['text']}>{t('sandboxes.form.listText')}</p>
          <UserFileField
            chosen={beginning.list}
            onChosen={(list) => set({ list })}
            preview={(input) => client.sandboxes.previewUsers(input)}
          />
        </div>
      ) : null}
    </>
  );
}

const NUMBERS = [
  ['people', 1, 20_000],
  ['groups', 1, 200],
  ['seed', 0, 2_147_483_647],
] as const;

function SampleFields({ beginning, set }: FieldProps) {
  const { t } = useTranslation();
  return (
    <div className={classes['numbers']}>
      {NUMBERS.map(([key, least, most]) => (
        <TextInput
          key={key}
          type="number"
          label={t(`sandboxes.form.sample.${key}`)}
          value={Number.isNaN(beginning[key]) ? '' : beginning[key]}
          min={least}
          max={most}
          onChange={(event) => set({ [key]: event.currentTarget.valueAsNumber })}
          required
          withAsterisk={false}
        />
      ))}
    </div>
  );
}
