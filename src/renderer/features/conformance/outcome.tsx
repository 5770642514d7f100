import { IconAlertTriangle, IconCheck, IconCircleX, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CheckOutcome } from '#shared/contract/conformance.ts';
import { Chip, Sign } from '../../ui/verdict.tsx';

const ICONS = {
  pass: IconCheck,
  fail: IconCircleX,
  warning: IconAlertTriangle,
  'not-offered': IconMinus,
  'not-run': null,
} as const satisfies Record<CheckOutcome, unknown>;

const TONES = { pass: 'ok', fail: 'failed', warning: 'warning', 'not-offered': 'ok', 'not-run': 'ok' } as const satisfies Record<
  CheckOutcome,
  unknown
>;

/** The sign of an outcome in a row; a check that waits has none yet. */
export function OutcomeIcon({ outcome }: { outcome: CheckOutcome }) {
  const { t } = useTranslation();
  return <Sign tone={TONES[outcome]} Icon={ICONS[outcome]} word={t(`conformance.outcome.${outcome}`)} />;
}

/** The outcome in a word, with its sign. */
export function OutcomeChip({ outcome }: { outcome: CheckOutcome }) {
  const { t } = useTranslation();
  return (
    <Chip tone={TONES[outcome]} Icon={ICONS[outcome]}>
      {t(`conformance.outcome.${outcome}`)}
    </Chip>
  );
}
