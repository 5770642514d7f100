import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconMinus, IconPencil, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MappingChange, MappingCorrection } from '#shared/contract/mappings.ts';
import { saveTextFile } from '../../platform/files.ts';
import { ClickPath } from '../../ui/click-path.tsx';
import { CodeView } from '../../ui/code-view.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { type From, correctionQuery, extensionsQuery } from './queries.ts';
import { useKeptSearch } from './use-kept-search.ts';
import classes from './mappings.module.css';

const SIGNS = { removed: IconMinus, changed: IconPencil, added: IconPlus } as const;

/** What to change so that every mapping is right, and the file in which it is changed already. */
export function FixesPane({ from }: { from: From }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useKeptSearch();
  const correction = useQuery(correctionQuery(from));
  const { data } = correction;
  const to = from === 'file' ? '/mappings/file' : '/mappings/sent';
  return (
    <Pane kind={t('mappings.fixes.kind')} onClose={() => void navigate({ to, search })}>
      {correction.isPending ? <RowsSkeleton rows={6} /> : null}
      {correction.isError ? <FailureNote error={correction.error} onRetry={() => void correction.refetch()} /> : null}
      {data === undefined ? null : (
        <>
          <PaneTitle>
            {data.changes.length === 0 ? t('mappings.fixes.nothing') : t('mappings.fixes.title', { count: data.changes.length })}
          </PaneTitle>
          {data.file === null ? null : <Download file={data.file} />}
          <ol className={classes['changes']}>
            {data.changes.map((change) => (
              <Change key={`${change.resourceType} ${change.attribute} ${change.kind}`} change={change} from={from} />
            ))}
          </ol>
          {data.remarks.length === 0 ? null : (
            <Section title={t('mappings.fixes.remarks')}>
              <ul className={classes['remarks']}>
                {data.remarks.map((remark) => (
                  <li key={remark}>
                    <Sentence text={remark} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Extensions from={from} />
        </>
      )}
    </Pane>
  );
}

function Download({ file }: { file: NonNullable<MappingCorrection['file']> }) {
  const { t } = useTranslation();
  const save = useMutation({ mutationFn: () => saveTextFile(file.name, file.text, file.mediaType) });
  return (
    <>
      <div className={classes['actions']}>
        <Button loading={save.isPending} onClick={() => save.mutate()}>
          {t('mappings.fixes.download')}
        </Button>
        <CopyButton text={file.text} label={t('mappings.fixes.copy')} withText />
      </div>
      {save.isError ? <FailureNote error={save.error} /> : null}
    </>
  );
}

function Change({ change, from }: { change: MappingChange; from: From }) {
  const { t } = useTranslation();
  const Sign = SIGNS[change.kind];
  // Where a value comes from cannot be seen in traffic, so there is no line to show but one that is new.
  const { before, after } = from === 'file' || change.kind === 'added' ? change : { before: null, after: null };
  return (
    <li className={classes['change']} data-kind={change.kind}>
      <Sign size={15} stroke={1.75} role="img" aria-label={t(`mappings.fixes.${change.kind}`)} />
      <div>
        <p>
          <Sentence text={change.sentence} />
        </p>
        {before === null ? null : (
          <p className={classes['before']}>
            <code>{before}</code>
          </p>
        )}
        {after === null ? null : (
          <p className={classes['after']}>
            <code>{after}</code>
          </p>
        )}
        {change.clickPath === null ? null : <ClickPath steps={change.clickPath} />}
      </div>
    </li>
  );
}

function Extensions({ from }: { from: From }) {
  const { t } = useTranslation();
  const { data } = useQuery(extensionsQuery(from));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <Section
      title={t('mappings.extensions.title')}
      actions={<CopyButton text={data.text} label={t('mappings.extensions.copy')} />}
    >
      <p className={classes['prose']}>{t('mappings.extensions.text')}</p>
      {data.clickPath === null ? null : <ClickPath steps={data.clickPath} />}
      <div className={classes['block']}>
        <CodeView text={data.text} label={t('mappings.extensions.title')} />
      </div>
    </Section>
  );
}
