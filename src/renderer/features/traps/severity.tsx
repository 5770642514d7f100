import { IconAlertTriangle, IconBan, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { TrapSeverity } from '#shared/contract/traps.ts';
import classes from './traps.module.css';

const ICONS = { solve: IconBan, decide: IconAlertTriangle, know: IconInfoCircle } as const satisfies Record<
  TrapSeverity,
  unknown
>;

/** How grave a trap is: a sign with its word, or in a row the sign alone, which is told to those who do not see it. */
export function Severity({ severity, short = false }: { severity: TrapSeverity; short?: boolean }) {
  const { t } = useTranslation();
  const Icon = ICONS[severity];
  const word = t(`traps.severity.${severity}`);
  return (
    <span className={classes['severity']} data-severity={severity} title={short ? word : undefined}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span className={short ? 'visually-hidden' : undefined}>{word}</span>
    </span>
  );
}
