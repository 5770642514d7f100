import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { accountSettingsQuery } from '../../api/queries.ts';
import { EmptyState } from '../../ui/empty-state.tsx';

/** The list of users who cannot log in, empty: all is well, or nobody has said yet what decides it. */
export function NobodyLockedOut() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const settings = useQuery(accountSettingsQuery());
  const kind = settings.data?.singleSignOn === 'unanswered' ? 'unansweredLogIn' : 'allCanLogIn';
  return (
    <EmptyState
      title={t(`directory.users.${kind}.title`)}
      action={
        <Button variant="default" onClick={() => void navigate({ to: '/directory/users', search: {} })}>
          {t('search.clearFilters')}
        </Button>
      }
    >
      {t(`directory.users.${kind}.text`)}
    </EmptyState>
  );
}
