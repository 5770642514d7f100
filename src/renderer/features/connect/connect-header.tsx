import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page.tsx';
import { Views } from '../../ui/views.tsx';

/** The title of the page with its two parts. */
export function ConnectHeader() {
  const { t } = useTranslation();
  return (
    <PageHeader
      title={t('connect.title')}
      action={
        <Views
          label={t('connect.parts')}
          views={[
            { to: '/connect', name: t('connect.part.setUp') },
            { to: '/connect/reach', name: t('connect.part.reach') },
          ]}
        />
      }
    />
  );
}
