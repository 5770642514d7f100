import { Menu } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { IconCheck, IconPlus, IconSelector, IconStack2 } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SandboxSummary } from '#shared/contract/sandboxes.ts';
import { connection } from '../api/event-stream.ts';
import { reachQuery, sandboxesQuery, statusQuery } from '../api/queries.ts';
import { chooseSandbox, chosenSandbox } from '../api/sandbox.ts';
import { useStore } from '../api/store.ts';
import { useSwitchSandbox } from '../ui/use-switch-sandbox.ts';
import classes from './navigation.module.css';

/** Which sandbox this tab shows, whether it can be reached, and the way to another one. */
export function SandboxSwitcher({ folded }: { folded: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const switchTo = useSwitchSandbox();
  const status = useQuery(statusQuery());
  const sandboxes = useQuery(sandboxesQuery());
  const exposure = useQuery(reachQuery()).data?.exposure ?? null;
  const lost = useStore(connection) === 'lost';
  const chosen = useStore(chosenSandbox);
  const items = sandboxes.data?.items ?? [];
  const current = items.find(({ slug, isDefault }) => (chosen === null ? isDefault : slug === chosen));
  const isGone = sandboxes.data !== undefined && current === undefined && chosen !== null;
  useEffect(() => {
    // Deleted in another tab, or by the command line.
    if (isGone) chooseSandbox(null);
  }, [isGone]);

  const state = lost ? t('nav.unreachable') : exposure !== null ? t('nav.exposed') : t('nav.listening');
  const name = current?.name ?? status.data?.sandbox ?? '\u00a0';
  return (
    <Menu position="bottom-start" transitionProps={{ duration: 0 }} width={260} shadow="md">
      <Menu.Target>
        <button
          type="button"
          className={classes['sandbox']}
          title={current === undefined ? state : `${name} · ${current.tenantUrl}`}
        >
          <span className={classes['dot']} data-lost={lost || undefined} data-exposed={exposure !== null || undefined} />
          <span className="visually-hidden">{t('sandboxes.kind')}</span>{' '}
          <span className={folded ? 'visually-hidden' : classes['sandboxText']}>
            <span className={classes['sandboxName']}>{name}</span> <span className={classes['sandboxState']}>{state}</span>
          </span>
          {folded ? null : <IconSelector className={classes['chevron']} size={15} stroke={1.6} aria-hidden />}
        </button>
      </Menu.Target>
      <Menu.Dropdown className={classes['menu'] ?? ''}>
        {items.map((item) => (
          <Item key={item.slug} item={item} isCurrent={item === current} onChoose={() => switchTo(item)} />
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPlus size={15} stroke={1.6} />} onClick={() => void navigate({ to: '/sandboxes/new' })}>
          {t('sandboxes.new')}
        </Menu.Item>
        <Menu.Item leftSection={<IconStack2 size={15} stroke={1.6} />} onClick={() => void navigate({ to: '/sandboxes' })}>
          {t('sandboxes.manage')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Item({ item, isCurrent, onChoose }: { item: SandboxSummary; isCurrent: boolean; onChoose: () => void }) {
  return (
    <Menu.Item
      onClick={onChoose}
      aria-current={isCurrent || undefined}
      rightSection={isCurrent ? <IconCheck size={14} aria-hidden /> : null}
    >
      {item.name}
      {item.idp === '' ? null : <span className={classes['hint']}> · {item.idp}</span>}
    </Menu.Item>
  );
}
