import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './log-views.module.css';

/** The three ways to look at logs: request by request, in bursts, and what was read in. */
export function LogViews() {
  const { t } = useTranslation();
  const active = { 'data-active': true, 'aria-current': 'page' } as const;
  return (
    <nav className={classes['views']} aria-label={t('log.views')}>
      <Link to="/log" activeOptions={{ exact: false, includeSearch: false }} activeProps={active} className={classes['view']}>
        {t('log.view.requests')}
      </Link>
      <Link to="/log/sessions" activeProps={active} className={classes['view']}>
        {t('log.view.sessions')}
      </Link>
      <Link to="/log/imports" activeProps={active} className={classes['view']}>
        {t('log.view.imports')}
      </Link>
    </nav>
  );
}
