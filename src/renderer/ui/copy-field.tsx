import { CopyButton } from './copy-button.tsx';
import classes from './copy-field.module.css';

/** A value to take somewhere else: selectable as a whole, with a button that copies it. */
export function CopyField({ value, label, quiet = false }: { value: string; label: string; quiet?: boolean }) {
  return (
    <span className={classes['field']} data-quiet={quiet || undefined}>
      <code className={classes['value']}>{value}</code>
      <CopyButton text={value} label={label} />
    </span>
  );
}
