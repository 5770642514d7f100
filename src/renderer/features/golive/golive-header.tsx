import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page.tsx';
import classes from './golive.module.css';

/** The title of the page with the four parts of going live. */
export function GoLiveHeader({ action }: { action?: ReactNode }) {
  const { t } = useTranslation();
  const link = { className: classes['part'], activeProps: { 'aria-current': 'page' } } as const;
  return (
    <PageHeader
      title={t('nav.goLive')}
      action={
        <>
          <nav className={classes['parts']} aria-label={t('golive.parts')}>
            <Link to="/go-live/checklist" {...link}>
              {t('golive.part.checklist')}
            </Link>
            <Link to="/go-live/blast-radius" search={{}} {...link}>
              {t('golive.part.blast')}
            </Link>
            <Link to="/go-live/cut-over" {...link}>
              {t('golive.part.cutOver')}
            </Link>
            <Link to="/go-live/report" {...link}>
              {t('golive.part.report')}
            </Link>
          </nav>
          {action}
        </>
      }
    />
  );
}
