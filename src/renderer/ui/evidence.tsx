import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { TrapEvidence } from '#shared/contract/traps.ts';
import { Section } from './pane.tsx';
import classes from './evidence.module.css';

/** Where something was seen: users, groups, exchanges and mappings, each a link to it. */
export function Evidence({ evidence: { users, groups, exchanges, mappings } }: { evidence: TrapEvidence }) {
  const { t } = useTranslation();
  return (
    <>
      <Part title={t('traps.counted.users', { count: users.total })} shown={users.items.length} total={users.total}>
        {users.items.map(({ id, name }) => (
          <li key={id}>
            <Link to="/directory/users/$id" params={{ id }}>
              {name}
            </Link>
          </li>
        ))}
      </Part>
      <Part title={t('traps.counted.groups', { count: groups.total })} shown={groups.items.length} total={groups.total}>
        {groups.items.map(({ id, name }) => (
          <li key={id}>
            <Link to="/directory/groups/$id" params={{ id }}>
              {name}
            </Link>
          </li>
        ))}
      </Part>
      <Part title={t('traps.counted.exchanges', { count: exchanges.total })} shown={exchanges.ids.length} total={exchanges.total}>
        {exchanges.ids.map((id) => (
          <li key={id}>
            <Link to="/log/$id" params={{ id: String(id) }}>
              {t('log.exchange', { id })}
            </Link>
          </li>
        ))}
      </Part>
      <Part title={t('traps.mappings')} shown={mappings.length} total={mappings.length}>
        {mappings.map((attribute) => (
          <li key={attribute}>
            <code>{attribute}</code>
          </li>
        ))}
      </Part>
    </>
  );
}

function Part({ title, shown, total, children }: { title: string; shown: number; total: number; children: ReactNode }) {
  const { t } = useTranslation();
  if (total === 0) return null;
  return (
    <Section title={title}>
      <ul className={classes['list']}>{children}</ul>
      {total > shown ? <p className={classes['quiet']}>{t('directory.moreMembers', { count: total - shown })}</p> : null}
    </Section>
  );
}
