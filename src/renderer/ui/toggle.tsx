import type { ReactNode } from 'react';
import classes from './toggle.module.css';

/** A filter that is on or off. */
export function Toggle({
  on,
  title,
  onChange,
  children,
}: {
  on: boolean;
  title?: string;
  onChange: (on: boolean) => void;
  children: ReactNode;
}) {
  return (
    <button type="button" className={classes['toggle']} aria-pressed={on} title={title} onClick={() => onChange(!on)}>
      {children}
    </button>
  );
}
