import { IconBan, IconCheck, IconCircleDashed, IconCircleHalf2, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CheckState } from '#shared/contract/golive.ts';
import classes from './golive.module.css';

const ICONS = {
  open: IconCircleDashed,
  rehearsed: IconCircleHalf2,
  done: IconCheck,
  'not-possible': IconBan,
  waived: IconPencil,
} as const satisfies Record<CheckState, unknown>;

/** How a check stands: a sign with its word. */
export function CheckStateSign({ state }: { state: CheckState }) {
  const { t } = useTranslation();
  const Icon = ICONS[state];
  return (
    <span className={classes['state']} data-state={state}>
      <Icon size={16} stroke={1.75} aria-hidden />
      <span>{t(`golive.state.${state}`)}</span>
    </span>
  );
}
