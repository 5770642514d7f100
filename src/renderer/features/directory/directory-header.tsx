import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page.tsx';
import { Views } from '../../ui/views.tsx';

/** The title of the directory with its lists as views of the page. */
export function DirectoryHeader({ count, action }: { count: string | undefined; action?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <PageHeader
      title={t('nav.directory')}
      count={count}
      action={
        <>
          <Views
            label={t('directory.lists')}
            views={[
              { to: '/directory/users', name: t('directory.users.title') },
              { to: '/directory/groups', name: t('directory.groups.title') },
              { to: '/directory/resources', name: t('resources.title') },
              { to: '/directory/deleted', name: t('directory.deleted.title') },
            ]}
          />
          {action}
        </>
      }
    />
  );
}
