import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { accountSettingsQuery } from '../../api/queries.ts';
import { NoMatch } from '../../ui/no-match.tsx';

/** The list of users who cannot log in, empty: all is well, or nobody has said yet what decides it. */
export function NobodyLockedOut() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const settings = useQuery(accountSettingsQuery());
  const kind = settings.data?.singleSignOn === 'unanswered' ? 'unansweredLogIn' : 'allCanLogIn';
  return (
    <NoMatch
      title={t(`directory.users.${kind}.title`)}
      text={t(`directory.users.${kind}.text`)}
      onClear={() => void navigate({ to: '/directory/users', search: {} })}
    />
  );
}
