import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import classes from './log-views.module.css';

const VIEWS = [
  { to: '/log', key: 'log.view.requests' },
  { to: '/log/sessions', key: 'log.view.sessions' },
  { to: '/log/imports', key: 'log.view.imports' },
  { to: '/log/runs', key: 'log.view.runs' },
] as const;

/** The three ways to look at logs: request by request, in bursts, and what was read in. */
export function LogViews() {
  const { t } = useTranslation();
  const path = useLocation({ select: (location) => location.pathname });
  // The address of one request is below the first view, as those of the others are by their look.
  const current = VIEWS.findLast(({ to }) => path.startsWith(to));
  return (
    <nav className={classes['views']} aria-label={t('log.views')}>
      {VIEWS.map(({ to, key }) => (
        <Link
          key={to}
          to={to}
          className={classes['view']}
          data-active={to === current?.to || undefined}
          aria-current={to === current?.to ? 'page' : undefined}
        >
          {t(key)}
        </Link>
      ))}
    </nav>
  );
}
