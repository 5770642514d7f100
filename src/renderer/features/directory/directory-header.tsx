import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page.tsx';
import classes from './directory.module.css';

/** The title of the directory with its lists as tabs of the page. */
export function DirectoryHeader({ count, action }: { count: string | undefined; action?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <PageHeader
      title={t('nav.directory')}
      count={count}
      action={
        <>
          <nav className={classes['lists']} aria-label={t('directory.lists')}>
            <Link to="/directory/users" className={classes['listLink']} activeProps={{ 'aria-current': 'page' }}>
              {t('directory.users.title')}
            </Link>
            <Link to="/directory/groups" className={classes['listLink']} activeProps={{ 'aria-current': 'page' }}>
              {t('directory.groups.title')}
            </Link>
            <Link to="/directory/resources" className={classes['listLink']} activeProps={{ 'aria-current': 'page' }}>
              {t('resources.title')}
            </Link>
            <Link to="/directory/deleted" className={classes['listLink']} activeProps={{ 'aria-current': 'page' }}>
              {t('directory.deleted.title')}
            </Link>
          </nav>
          {action}
        </>
      }
    />
  );
}
