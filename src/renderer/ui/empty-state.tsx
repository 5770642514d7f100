import type { ReactNode } from 'react';
import classes from './empty-state.module.css';

/** Teaches instead of showing nothing: what will be here, what makes it come, and a way to do it. */
export function EmptyState({ title, children, action }: { title: string; children: ReactNode; action?: ReactNode }) {
  return (
    <div className={classes['empty']}>
      <h2 className={classes['title']}>{title}</h2>
      <p className={classes['text']}>{children}</p>
      {action === undefined ? null : <div className={classes['action']}>{action}</div>}
    </div>
  );
}
