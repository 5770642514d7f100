import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page.tsx';
import { Views } from '../../ui/views.tsx';

/** The title of the page with the two places where mappings come from. */
export function MappingsHeader() {
  const { t } = useTranslation();
  return (
    <PageHeader
      title={t('nav.mappings')}
      action={
        <Views
          label={t('mappings.places')}
          views={[
            { to: '/mappings/file', name: t('mappings.place.file') },
            { to: '/mappings/sent', name: t('mappings.place.sent') },
          ]}
        />
      }
    />
  );
}
