import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { EmptyState } from './empty-state.tsx';

/** An empty list of which a filter hides everything: `text` says otherwise where that is good news. */
export function NoMatch({ title, text, onClear }: { title: string; text?: string; onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={title}
      action={
        <Button variant="default" onClick={onClear}>
          {t('search.clearFilters')}
        </Button>
      }
    >
      {text ?? t('search.noMatch')}
    </EmptyState>
  );
}
