import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page.tsx';
import classes from './connect.module.css';

/** The title of the page with its two parts. */
export function ConnectHeader() {
  const { t } = useTranslation();
  const link = {
    className: classes['part'],
    activeProps: { 'aria-current': 'page' },
    activeOptions: { exact: true },
  } as const;
  return (
    <PageHeader
      title={t('connect.title')}
      action={
        <nav className={classes['parts']} aria-label={t('connect.parts')}>
          <Link to="/connect" {...link}>
            {t('connect.part.setUp')}
          </Link>
          <Link to="/connect/reach" {...link}>
            {t('connect.part.reach')}
          </Link>
        </nav>
      }
    />
  );
}
