import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page.tsx';
import { Views } from '../../ui/views.tsx';

/** The title of the page with the four parts of going live. */
export function GoLiveHeader({ action }: { action?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <PageHeader
      title={t('nav.goLive')}
      action={
        <>
          <Views
            label={t('golive.parts')}
            views={[
              { to: '/go-live/checklist', name: t('golive.part.checklist') },
              { to: '/go-live/blast-radius', name: t('golive.part.blast') },
              { to: '/go-live/cut-over', name: t('golive.part.cutOver') },
              { to: '/go-live/report', name: t('golive.part.report') },
            ]}
          />
          {action}
        </>
      }
    />
  );
}
