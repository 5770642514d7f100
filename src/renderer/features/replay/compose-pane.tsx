import { SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Pane, PaneTitle } from '../../ui/pane.tsx';
import { BEGINNINGS, type Beginning, FIRST_DRAFTS } from './beginnings.ts';
import { FilterFields, OperationFields } from './compose-fields.tsx';
import type { Draft } from './draft.ts';
import classes from './replay.module.css';
import { RequestEditor } from './request-editor.tsx';

/** A request of one's own, put together from parts or written, and sent to this sandbox. */
export function ComposePane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [beginning, setBeginning] = useState<Beginning>('search');
  const [draft, setDraft] = useState<Draft>(FIRST_DRAFTS.search);
  const change = (part: Partial<Draft>) => setDraft((previous) => ({ ...previous, ...part }));
  const begin = (with_: Beginning) => {
    setBeginning(with_);
    setDraft(FIRST_DRAFTS[with_]);
  };
  return (
    <Pane kind={t('compose.kind')} onClose={() => void navigate({ to: '/log', search: (previous) => previous })}>
      <PaneTitle>{t('compose.title')}</PaneTitle>
      <div className={classes['parts']}>
        <SegmentedControl
          aria-label={t('compose.beginning')}
          data={BEGINNINGS.map((value) => ({ value, label: t(`compose.${value}`) }))}
          value={beginning}
          onChange={(value) => begin(BEGINNINGS.find((each) => each === value) ?? 'search')}
        />
        {beginning === 'search' ? <FilterFields onPath={(path) => change({ method: 'GET', path })} /> : null}
        {beginning === 'patch' ? (
          <OperationFields body={draft.body} onBody={(body) => change({ method: 'PATCH', body })} />
        ) : null}
      </div>
      <RequestEditor
        draft={draft}
        onDraft={change}
        onReset={() => begin(beginning)}
        resetLabel={t('compose.reset')}
        original={null}
      />
    </Pane>
  );
}
