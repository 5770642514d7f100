import { IconCheck, IconCircleX, IconInfoCircle, IconMinus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RehearsalOutcome } from '#shared/contract/rehearsals.ts';
import { Chip, Sign } from '../../ui/verdict.tsx';

const ICONS = { ok: IconCheck, unexpected: IconInfoCircle, failed: IconCircleX, skipped: IconMinus } as const;
const TONES = { ok: 'ok', unexpected: 'warning', failed: 'failed', skipped: 'ok' } as const;

/** The sign of an outcome in a row. */
export function OutcomeIcon({ outcome }: { outcome: RehearsalOutcome }) {
  const { t } = useTranslation();
  return <Sign tone={TONES[outcome]} Icon={ICONS[outcome]} word={t(`rehearse.outcome.${outcome}`)} />;
}

/** The outcome in a word, with its sign. */
export function OutcomeChip({ outcome }: { outcome: RehearsalOutcome }) {
  const { t } = useTranslation();
  return (
    <Chip tone={TONES[outcome]} Icon={ICONS[outcome]}>
      {t(`rehearse.outcome.${outcome}`)}
    </Chip>
  );
}
