import { IconAlertTriangle } from '@tabler/icons-react';
import classes from './directory.module.css';

/** What is wrong with a row: the first of it in words, all of it on hover. */
export function Warnings({ warnings }: { warnings: readonly string[] }) {
  const first = warnings[0];
  if (first === undefined) return null;
  return (
    <span className={classes['warning']} title={warnings.join('\n')}>
      <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
      <span className={classes['warningText']}>{first}</span>
    </span>
  );
}
