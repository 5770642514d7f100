import { IconCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Sentence } from '../../ui/sentence.tsx';
import type { TrapReport } from './traps-screen.tsx';
import classes from './traps.module.css';

/** How much was looked at, in one sentence. */
export function LookedAt({ looked }: { looked: TrapReport['looked'] }) {
  const { t } = useTranslation();
  const part = (what: 'users' | 'groups' | 'exchanges') => {
    const { seen, inAll } = looked[what];
    const counted = t(`traps.counted.${what}`, { count: inAll });
    return seen < inAll ? t('traps.latestOf', { seen, counted }) : counted;
  };
  return <>{t('traps.looked', { users: part('users'), groups: part('groups'), exchanges: part('exchanges') })}</>;
}

/** What was looked for and is not there. */
export function CleanTraps({ clean }: { clean: TrapReport['clean'] }) {
  const { t } = useTranslation();
  return (
    <ul className={classes['clean']} aria-label={t('traps.cleanLabel')}>
      {clean.map(({ id, title }) => (
        <li key={id}>
          <IconCheck size={14} stroke={1.75} aria-hidden />
          <Sentence text={title} />
        </li>
      ))}
    </ul>
  );
}
