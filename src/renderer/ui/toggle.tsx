import type { ReactNode } from 'react';
import classes from './toggle.module.css';

/** A filter that is on or off. */
export function Toggle({ on, onChange, children }: { on: boolean; onChange: (on: boolean) => void; children: ReactNode }) {
  return (
    <button type="button" className={classes['toggle']} aria-pressed={on} onClick={() => onChange(!on)}>
      {children}
    </button>
  );
}
