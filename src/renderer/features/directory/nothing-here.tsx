import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { BeginActions } from '../../ui/begin-actions.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { NoMatch } from '../../ui/no-match.tsx';

/** An empty list: either the filter hides everything, or nothing has been provisioned yet. */
export function NothingHere({ filtered, what }: { filtered: boolean; what: 'users' | 'groups' }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  if (filtered) {
    return (
      <NoMatch title={t(`directory.${what}.noMatch`)} onClear={() => void navigate({ to: `/directory/${what}`, search: {} })} />
    );
  }
  return (
    <EmptyState title={t(`directory.${what}.empty.title`)} action={<BeginActions />}>
      {t(`directory.${what}.empty.text`)}
    </EmptyState>
  );
}
