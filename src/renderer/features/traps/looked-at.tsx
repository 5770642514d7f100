import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Sentence } from '../../ui/sentence.tsx';
import type { TrapReport } from './traps-screen.tsx';
import classes from './traps.module.css';

/** How much was looked at, and whose it was. */
export function LookedAt({ report: { looked, whose, leftOut } }: { report: TrapReport }) {
  const { t } = useTranslation();
  const part = (what: 'users' | 'groups' | 'exchanges') => {
    const { seen, complete } = looked[what];
    const counted = t(`traps.counted.${what}`, { count: seen });
    return complete ? counted : t('traps.newest', { counted });
  };
  return (
    <>
      {t('traps.looked', { users: part('users'), groups: part('groups'), exchanges: part('exchanges') })}
      {whose === 'simulator' ? ` ${t('traps.ofSimulator')}` : null}
      {leftOut === 0 ? null : ` ${t('traps.leftOut', { count: leftOut })}`}
    </>
  );
}

/** What was looked for and is not there; `idle`: there was nothing yet to look at, so nothing is ticked. */
export function CleanTraps({ clean, idle = false }: { clean: TrapReport['clean']; idle?: boolean }) {
  const { t } = useTranslation();
  return (
    <ul
      className={classes['clean']}
      data-plain={idle || undefined}
      aria-label={idle ? t('traps.lookedFor') : t('traps.cleanLabel')}
    >
      {clean.map(({ id, title }) => (
        <li key={id}>
          {idle ? null : <IconCheck size={14} stroke={1.75} aria-hidden />}
          <span>
            <Sentence text={title} />
          </span>
        </li>
      ))}
    </ul>
  );
}
