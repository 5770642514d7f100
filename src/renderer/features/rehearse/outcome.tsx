import { IconCheck, IconCircleX, IconInfoCircle, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RehearsalOutcome } from '#shared/contract/rehearsals.ts';
import classes from './rehearse.module.css';

const ICONS = { ok: IconCheck, unexpected: IconInfoCircle, failed: IconCircleX, skipped: IconMinus } as const;

/** The sign of an outcome, which is also told in words. */
export function OutcomeIcon({ outcome }: { outcome: RehearsalOutcome }) {
  const { t } = useTranslation();
  const word = t(`rehearse.outcome.${outcome}`);
  const Icon = ICONS[outcome];
  return (
    <span className={classes['outcome']} data-outcome={outcome} title={word}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span className="visually-hidden">{word}</span>
    </span>
  );
}
