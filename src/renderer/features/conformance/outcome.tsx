import { IconAlertTriangle, IconCheck, IconCircleX, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CheckOutcome } from '#shared/contract/conformance.ts';
import classes from './conformance.module.css';

const ICONS = {
  pass: IconCheck,
  fail: IconCircleX,
  warning: IconAlertTriangle,
  'not-offered': IconMinus,
  'not-run': null,
} as const satisfies Record<CheckOutcome, unknown>;

/** The sign of an outcome in a row; a check that waits has none yet. */
export function OutcomeIcon({ outcome }: { outcome: CheckOutcome }) {
  const { t } = useTranslation();
  const Icon = ICONS[outcome];
  const word = t(`conformance.outcome.${outcome}`);
  return (
    <span className={classes['outcome']} data-outcome={outcome} title={word}>
      {Icon === null ? null : <Icon size={16} stroke={1.75} aria-hidden />}
      <span className="visually-hidden">{word}</span>
    </span>
  );
}

/** The outcome in a word, with its sign. */
export function OutcomeChip({ outcome }: { outcome: CheckOutcome }) {
  const { t } = useTranslation();
  const Icon = ICONS[outcome];
  return (
    <span className={classes['chip']} data-outcome={outcome}>
      {Icon === null ? null : <Icon size={14} stroke={1.75} aria-hidden />}
      {t(`conformance.outcome.${outcome}`)}
    </span>
  );
}
