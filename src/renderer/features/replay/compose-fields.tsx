import { Autocomplete, Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Sentence } from '../../ui/sentence.tsx';
import { type Condition, FILTER_OPERATORS, type Operation, PATCH_OPERATIONS, searchPath, withOperation } from './compose.ts';
import classes from './replay.module.css';

const RESOURCES = ['Users', 'Groups'];
/** What identity providers look for; any other name may be typed. */
const SEARCHED = [
  'userName',
  'externalId',
  'displayName',
  'emails[type eq "work"].value',
  'active',
  'members.value',
  'meta.lastModified',
];
const PATCHED = [
  'active',
  'userName',
  'displayName',
  'name.givenName',
  'name.familyName',
  'emails[type eq "work"].value',
  'members',
];

/** A search: what is chosen here is at once in the path, encoded. */
export function FilterFields({ onPath }: { onPath: (path: string) => void }) {
  const { t } = useTranslation();
  const [resources, setResources] = useState('Users');
  const [condition, setCondition] = useState<Condition>({ attribute: '', operator: 'eq', value: '' });
  const change = (part: Partial<Condition>, among = resources) => {
    const next = { ...condition, ...part };
    setCondition(next);
    setResources(among);
    onPath(searchPath(among, next));
  };
  return (
    <div className={classes['condition']}>
      <Autocomplete label={t('compose.resources')} data={RESOURCES} value={resources} onChange={(among) => change({}, among)} />
      <Autocomplete
        label={t('compose.attribute')}
        data={SEARCHED}
        value={condition.attribute}
        onChange={(attribute) => change({ attribute })}
      />
      <Select
        label={t('compose.operator')}
        data={[...FILTER_OPERATORS]}
        value={condition.operator}
        allowDeselect={false}
        onChange={(value) => change({ operator: FILTER_OPERATORS.find((each) => each === value) ?? 'eq' })}
      />
      <TextInput
        label={t('compose.value')}
        value={condition.value}
        disabled={condition.operator === 'pr'}
        onChange={(event) => change({ value: event.currentTarget.value })}
      />
    </div>
  );
}

/** Operations of a PATCH: each is put behind those that the body has. */
export function OperationFields({ body, onBody }: { body: string; onBody: (body: string) => void }) {
  const { t } = useTranslation();
  const [operation, setOperation] = useState<Operation>({ op: 'replace', path: '', value: '' });
  const change = (part: Partial<Operation>) => setOperation((previous) => ({ ...previous, ...part }));
  return (
    <>
      <div className={classes['condition']} data-parts="operation">
        <Select
          label={t('compose.operation')}
          data={[...PATCH_OPERATIONS]}
          value={operation.op}
          allowDeselect={false}
          onChange={(value) => change({ op: PATCH_OPERATIONS.find((each) => each === value) ?? 'replace' })}
        />
        <Autocomplete
          label={t('compose.attribute')}
          data={PATCHED}
          value={operation.path}
          onChange={(path) => change({ path })}
        />
        <TextInput
          label={t('compose.value')}
          value={operation.value}
          onChange={(event) => change({ value: event.currentTarget.value })}
        />
      </div>
      <Button variant="default" className={classes['submit']} onClick={() => onBody(withOperation(body, operation))}>
        {t('compose.addOperation')}
      </Button>
      <p className={classes['hint']}>
        <Sentence text={t('compose.operationHint')} own />
      </p>
    </>
  );
}
