import { useTranslation } from 'react-i18next';
import { Views } from './views.tsx';

/** The ways to look at logs: request by request, in bursts, what was read in, and what was sent again. */
export function LogViews() {
  const { t } = useTranslation();
  return (
    <Views
      label={t('log.views')}
      views={[
        { to: '/log', name: t('log.view.requests') },
        { to: '/log/sessions', name: t('log.view.sessions') },
        { to: '/log/imports', name: t('log.view.imports') },
        { to: '/log/runs', name: t('log.view.runs') },
      ]}
    />
  );
}
