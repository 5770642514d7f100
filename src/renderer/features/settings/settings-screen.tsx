import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accountSettingsQuery } from '../../api/queries.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { LanguageSection } from './language-section.tsx';
import { MailSection } from './mail-section.tsx';
import { PasswordSection } from './password-section.tsx';
import { RelaySection } from './relay-section.tsx';
import { SsoSection } from './sso-section.tsx';
import classes from './settings.module.css';

/** The language of the console, and what the rehearsed system is like where the rules leave it to whoever runs it. Each choice holds at once. */
export function SettingsScreen() {
  const { t } = useTranslation();
  const { data, isPending, isError, error, refetch } = useQuery(accountSettingsQuery());
  return (
    <>
      <PageHeader title={t('nav.settings')} />
      <div className={classes['scroll']}>
        <div className={classes['content']}>
          <LanguageSection />
          <p className={classes['intro']}>{t('settings.intro')}</p>
          {isPending ? <RowsSkeleton rows={6} /> : null}
          {isError ? <FailureNote error={error} onRetry={() => void refetch()} /> : null}
          {data === undefined ? null : (
            <>
              <SsoSection settings={data} />
              <PasswordSection settings={data} />
              <MailSection settings={data} />
              <RelaySection />
            </>
          )}
        </div>
      </div>
    </>
  );
}
