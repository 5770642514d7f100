import type { ReactNode } from 'react';
import classes from './page.module.css';

/** The title line of a page, with its one primary action at the right. */
export function PageHeader({ title, count, action }: { title: string; count?: string | undefined; action?: ReactNode }) {
  return (
    <header className={classes['header']}>
      <title>{`${title} · SCIM Rehearsal`}</title>
      <h1 className={classes['title']}>{title}</h1>
      {count === undefined ? null : <span className={classes['count']}>{count}</span>}
      <div className={classes['action']}>{action}</div>
    </header>
  );
}

/** The row of filters above a list. */
export function FilterRow({ children }: { children: ReactNode }) {
  return <div className={classes['filters']}>{children}</div>;
}
