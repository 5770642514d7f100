import { Checkbox, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingPreview, SamplePerson } from '#shared/contract/mappings.ts';
import { readableAddress } from '../../ui/address.ts';
import { CodeView } from '../../ui/code-view.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FindingView } from '../../ui/finding-view.tsx';
import { Facts, Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { VerdictChip } from '../../ui/verdict.tsx';
import { previewQuery } from './queries.ts';
import { SAMPLES, type SampleName } from './samples.ts';
import { useKeptSearch } from './use-kept-search.ts';
import classes from './mappings.module.css';

const FIELDS = ['userName', 'email', 'givenName', 'familyName', 'displayName'] as const;

/** What the identity provider would send for one person with this mapping, and what would become of it here. */
export function PreviewPane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useKeptSearch();
  const [name, setName] = useState<SampleName | null>('joiner');
  const [person, setPerson] = useState<SamplePerson>(SAMPLES.joiner);
  const preview = useQuery(previewQuery(useDeferredValue(person)));
  const change = (values: Partial<SamplePerson>) => {
    setName(null);
    setPerson({ ...person, ...values });
  };
  return (
    <Pane kind={t('mappings.preview.kind')} onClose={() => void navigate({ to: '/mappings/file', search })}>
      {preview.isPending ? <RowsSkeleton rows={2} /> : null}
      {preview.data === undefined ? null : <Outcome preview={preview.data} />}
      {preview.isError ? <FailureNote error={preview.error} onRetry={() => void preview.refetch()} /> : null}
      <Section title={t('mappings.preview.person')}>
        <div className={classes['samplePeople']} role="group" aria-label={t('mappings.preview.samples')}>
          {(['joiner', 'twoNames', 'noMail', 'leaver'] as const).map((sample) => (
            <Toggle
              key={sample}
              on={name === sample}
              onChange={() => {
                setName(sample);
                setPerson(SAMPLES[sample]);
              }}
            >
              {t(`mappings.preview.sample.${sample}`)}
            </Toggle>
          ))}
        </div>
        <div className={classes['fields']}>
          {FIELDS.map((field) => (
            <TextInput
              key={field}
              label={t(`mappings.preview.field.${field}`)}
              maxLength={500}
              value={person[field]}
              onChange={(event) => change({ [field]: event.currentTarget.value })}
            />
          ))}
          <Checkbox
            size="xs"
            className={classes['activeField'] ?? ''}
            label={t('mappings.preview.field.active')}
            checked={person.active}
            onChange={(event) => change({ active: event.currentTarget.checked })}
          />
        </div>
      </Section>
      {preview.data === undefined ? null : <Evidence preview={preview.data} />}
    </Pane>
  );
}

function Outcome({ preview }: { preview: MappingPreview }) {
  const refused = preview.user === null;
  const warned = preview.findings.some(({ severity }) => severity === 'warning');
  return (
    <>
      <PaneTitle
        below={
          <>
            <VerdictChip verdict={refused ? 'refused' : warned ? 'warning' : 'ok'} />
            <span>{preview.client}</span>
          </>
        }
      >
        <Sentence text={preview.sentence} />
      </PaneTitle>
      <div className={classes['findings']}>
        {preview.findings.map((finding, index) => (
          <FindingView
            key={`${finding.code} ${finding.attribute ?? ''} ${finding.what}`}
            finding={finding}
            folded={index > 0 || finding.severity === 'forgiven'}
          />
        ))}
      </div>
    </>
  );
}

function Evidence({ preview }: { preview: MappingPreview }) {
  const { t } = useTranslation();
  return (
    <>
      {preview.requests.map(({ method, path, body }) => (
        <Section
          key={`${method} ${path}`}
          title={`${t('mappings.preview.request')}: ${method} ${path.split('?', 1)[0] ?? ''}`}
          actions={body === null ? undefined : <CopyButton text={body} label={t('mappings.preview.copyBody')} />}
        >
          <p className={classes['wire']}>
            <code>
              {method} {readableAddress(path)}
            </code>
          </p>
          {body === null ? null : <CodeView text={body} label={`${method} ${path}`} />}
        </Section>
      ))}
      {preview.user === null ? null : (
        <Section title={t('mappings.preview.user')}>
          <CodeView text={JSON.stringify(preview.user, null, 2)} label={t('mappings.preview.user')} />
        </Section>
      )}
      <Section title={t('mappings.preview.values')}>
        <Facts
          items={preview.values.map(({ target, value, notEvaluated }) => ({
            name: target,
            code: true,
            value:
              notEvaluated === null ? (
                <Value value={value} />
              ) : (
                <span className={classes['quiet']}>
                  <Sentence text={notEvaluated} />
                </span>
              ),
          }))}
        />
        <p className={classes['quiet']}>{t('mappings.preview.note')}</p>
      </Section>
    </>
  );
}

function Value({ value }: { value: string | number | boolean | null }) {
  const { t } = useTranslation();
  if (value === null) return <span className={classes['quiet']}>{t('mappings.preview.nothing')}</span>;
  return <code>{typeof value === 'string' ? value : JSON.stringify(value)}</code>;
}
