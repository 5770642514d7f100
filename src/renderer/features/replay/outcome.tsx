import { IconArrowsDiff, IconBan, IconClock, IconHelpCircle, IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { RunSummary, StepOutcome } from '#shared/contract/replay.ts';
import classes from './replay.module.css';

const ICONS = {
  differs: IconArrowsDiff,
  cannot: IconBan,
  'in-doubt': IconHelpCircle,
  waiting: IconClock,
  sending: IconSend,
} as const satisfies Record<Exclude<StepOutcome, 'same'>, unknown>;

/** The sign of an outcome. What came out the same has none. */
export function OutcomeIcon({ outcome }: { outcome: StepOutcome }) {
  const { t } = useTranslation();
  const word = t(`replay.outcome.${outcome}`);
  if (outcome === 'same') return <span className="visually-hidden">{word}</span>;
  const Icon = ICONS[outcome];
  return (
    <span className={classes['outcome']} data-outcome={outcome} title={word}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span className="visually-hidden">{word}</span>
    </span>
  );
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
