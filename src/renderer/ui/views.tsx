import { Link, type LinkProps, useLocation } from '@tanstack/react-router';
import classes from './views.module.css';

export interface View {
  readonly to: NonNullable<LinkProps['to']>;
  readonly name: string;
}

/** The views of one page, side by side in its title line, each with an address of its own. */
export function Views({ label, views }: { label: string; views: readonly View[] }) {
  const path = useLocation({ select: (location) => location.pathname });
  // What is open in a view lies below its address, and one view may lie below another.
  const current = views
    .filter(({ to }) => path === to || path.startsWith(`${to}/`))
    .toSorted((a, b) => b.to.length - a.to.length)[0];
  return (
    <nav className={classes['views']} aria-label={label}>
      {views.map(({ to, name }) => (
        <Link
          key={to}
          to={to}
          search={{}}
          className={classes['view']}
          data-active={to === current?.to || undefined}
          aria-current={to === current?.to ? 'page' : undefined}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}
