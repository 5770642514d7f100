import { IconArrowsDiff, IconBan, IconClock, IconHelpCircle, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RunSummary, StepOutcome } from '#shared/contract/replay.ts';
import { Sign } from '../../ui/verdict.tsx';

const ICONS = {
  differs: IconArrowsDiff,
  cannot: IconBan,
  'in-doubt': IconHelpCircle,
  waiting: IconClock,
  sending: IconSend,
} as const satisfies Record<Exclude<StepOutcome, 'same'>, unknown>;

const TONES = {
  same: 'ok',
  differs: 'failed',
  cannot: 'warning',
  'in-doubt': 'failed',
  waiting: 'cut-off',
  sending: 'cut-off',
} as const satisfies Record<StepOutcome, unknown>;

/** The sign of an outcome. What came out the same has none. */
export function OutcomeIcon({ outcome }: { outcome: StepOutcome }) {
  const { t } = useTranslation();
  return <Sign tone={TONES[outcome]} Icon={outcome === 'same' ? null : ICONS[outcome]} word={t(`replay.outcome.${outcome}`)} />;
}

/** "35 same · 2 differ · 1 could not be replayed" */
export function useOutcomeWords(): (run: RunSummary) => string {
  const { t } = useTranslation();
  return ({ counts }) =>
    (
      [
        ['same', counts.same],
        ['differs', counts.differs],
        ['cannot', counts.cannot],
        ['in-doubt', counts.inDoubt],
        ['waiting', counts.waiting],
      ] as const
    )
      .filter(([, count]) => count > 0)
      .map(([outcome, count]) => t(`replay.counted.${outcome}`, { count }))
      .join(' · ');
}

/** Whether a run has something that the admin must look at. */
export function needsAttention({ counts, state }: RunSummary): boolean {
  return counts.differs > 0 || counts.inDoubt > 0 || state === 'broken';
}
