import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './run-parts.module.css';

/** How far a run is, and how it stands in one sentence; then what else is to be said of it. */
export function RunStanding(props: {
  label: string;
  progress: { label: string; done: number; of: number; isOver: boolean };
  verdict: string;
  attention: boolean;
  children: ReactNode;
}) {
  const { label, progress, verdict, attention, children } = props;
  const { done, of, isOver } = progress;
  return (
    <section className={classes['headline']} aria-label={label}>
      <div
        className={classes['progress']}
        role="progressbar"
        aria-label={progress.label}
        aria-valuemin={0}
        aria-valuemax={of}
        aria-valuenow={done}
        data-over={isOver || undefined}
      >
        <span style={{ width: `${of === 0 ? 0 : (100 * done) / of}%` }} />
      </div>
      <p className={classes['verdict']} data-attention={attention || undefined} aria-live="polite">
        {verdict}
      </p>
      {children}
    </section>
  );
}

const NONE = 'none';

/** Chooses another run to lay beside this one. */
export function BesideSelect(props: {
  label: string;
  none: string;
  others: readonly { id: number; name: string }[];
  value: number | undefined;
  onChange: (id: number | undefined) => void;
}) {
  const { label, none, others, value, onChange } = props;
  return (
    <Select
      aria-label={label}
      className={classes['choice'] ?? ''}
      data={[{ value: NONE, label: none }, ...others.map(({ id, name }) => ({ value: String(id), label: name }))]}
      value={value === undefined ? NONE : String(value)}
      onChange={(next) => onChange(next === null || next === NONE ? undefined : Number(next))}
    />
  );
}

/** Where two runs came out otherwise. */
export function BesideFrame({ label, children }: { label: string; children: ReactNode }) {
  return (
    <section className={classes['beside']} aria-label={label}>
      {children}
    </section>
  );
}
