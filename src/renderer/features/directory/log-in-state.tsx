import { IconAlertTriangle, IconCircleOff, IconHelpCircle, IconLock, IconMail, IconShieldLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LogInState } from '#shared/contract/accounts.ts';
import classes from './log-in.module.css';

type Shown = LogInState | 'inactive';

const ICONS = {
  sso: IconShieldLock,
  password: IconLock,
  invited: IconMail,
  unanswered: IconHelpCircle,
  cannot: IconAlertTriangle,
  inactive: IconCircleOff,
} as const satisfies Record<Shown, unknown>;

/** How a user gets in, as a sign and a word. Only one who should get in and cannot is coloured. */
export function LogInSign({ state, active }: { state: LogInState; active: boolean }) {
  const { t } = useTranslation();
  const shown: Shown = active ? state : 'inactive';
  const Icon = ICONS[shown];
  return (
    <span className={classes['sign']} data-state={shown}>
      <Icon size={15} stroke={1.75} aria-hidden />
      <span className={classes['word']}>{t(`logIn.state.${shown}`)}</span>
    </span>
  );
}
