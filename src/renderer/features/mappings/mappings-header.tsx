import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../../ui/page.tsx';
import classes from './mappings.module.css';

/** The title of the page with the two places where mappings come from. */
export function MappingsHeader() {
  const { t } = useTranslation();
  return (
    <PageHeader
      title={t('nav.mappings')}
      action={
        <nav className={classes['places']} aria-label={t('mappings.places')}>
          <Link to="/mappings/file" search={{}} className={classes['place']} activeProps={{ 'aria-current': 'page' }}>
            {t('mappings.place.file')}
          </Link>
          <Link to="/mappings/sent" search={{}} className={classes['place']} activeProps={{ 'aria-current': 'page' }}>
            {t('mappings.place.sent')}
          </Link>
        </nav>
      }
    />
  );
}
