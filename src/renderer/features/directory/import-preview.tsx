import { Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResourcePreview } from '#shared/contract/resources.ts';
import { Facts, Section } from '../../ui/pane.tsx';
import { useTableSource } from '../../ui/use-table-source.ts';
import classes from './resources.module.css';

const PROBLEMS_SHOWN = 20;

/** What an import would do, before it does it. */
export function ImportPreview({
  preview,
  pending,
  onImport,
  onOther,
}: {
  preview: ResourcePreview;
  pending: boolean;
  onImport: (mode: 'replace' | 'merge') => void;
  onOther: () => void;
}) {
  const { t } = useTranslation();
  const sourceText = useTableSource();
  const [mode, setMode] = useState<'replace' | 'merge'>('replace');
  const hasList = preview.renamed + preview.unchanged + preview.missing > 0;
  return (
    <>
      <p className={classes['summary']}>
        {hasList ? t('resources.preview.summary', { ...preview }) : t('resources.preview.allNew', { count: preview.count })}
      </p>
      <Problems preview={preview} />
      {hasList ? (
        <Section title={t('resources.preview.mode')}>
          <Radio.Group
            value={mode}
            onChange={(value) => setMode(value === 'merge' ? 'merge' : 'replace')}
            aria-label={t('resources.preview.mode')}
          >
            <div className={classes['modes']}>
              <Radio
                size="xs"
                value="replace"
                label={t('resources.preview.replace')}
                description={t('resources.preview.replaceMeaning', { count: preview.missing })}
                classNames={{ label: classes['modeLabel'] ?? '', description: classes['modeMeaning'] ?? '' }}
              />
              <Radio
                size="xs"
                value="merge"
                label={t('resources.preview.merge')}
                description={t('resources.preview.mergeMeaning')}
                classNames={{ label: classes['modeLabel'] ?? '', description: classes['modeMeaning'] ?? '' }}
              />
            </div>
          </Radio.Group>
        </Section>
      ) : null}
      <div className={classes['buttons']}>
        <Button loading={pending} onClick={() => onImport(mode)} data-autofocus>
          {t('resources.preview.do', { count: preview.count })}
        </Button>
        <Button variant="subtle" color="gray" onClick={onOther}>
          {t('resources.file.other')}
        </Button>
      </div>
      <Section title={t('resources.preview.how')}>
        <Facts
          items={[
            { name: t('resources.preview.readAs'), value: sourceText(preview.source) },
            { name: t('resources.preview.idFrom'), value: preview.columns.id },
            { name: t('resources.preview.nameFrom'), value: preview.columns.name },
          ]}
        />
      </Section>
      <Section title={t('resources.preview.sample')}>
        <ul className={classes['sample']}>
          {preview.sample.map(({ id, name }) => (
            <li key={id}>
              <code>{id}</code>
              <span>{name}</span>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}

function Problems({ preview: { problems, problemCount } }: { preview: ResourcePreview }) {
  const { t } = useTranslation();
  if (problemCount === 0) return null;
  const shown = problems.slice(0, PROBLEMS_SHOWN);
  return (
    <Section title={t('resources.preview.problems', { count: problemCount })}>
      <ul className={classes['problems']}>
        {shown.map(({ line, effect, what }) => (
          <li key={`${line} ${what}`} data-effect={effect}>
            <span>{t('resources.preview.line', { line })}</span>
            <span>{what}</span>
            <span>{t(`resources.preview.${effect}`)}</span>
          </li>
        ))}
      </ul>
      {problemCount > shown.length ? (
        <p className={classes['quiet']}>{t('resources.preview.moreProblems', { count: problemCount - shown.length })}</p>
      ) : null}
    </Section>
  );
}
