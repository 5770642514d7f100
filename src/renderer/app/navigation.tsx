import { ActionIcon, Menu, Tooltip, useMantineColorScheme } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import {
  IconAdjustmentsHorizontal,
  IconAlertTriangle,
  IconCheck,
  IconDeviceDesktop,
  IconFlame,
  IconKey,
  IconLayoutSidebar,
  IconListCheck,
  IconListDetails,
  IconMail,
  IconMoon,
  IconPlayerPlay,
  IconPlugConnected,
  IconRocket,
  IconSettings,
  IconSun,
  IconTransform,
  IconUsers,
} from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { openCommandPalette } from './command-palette.tsx';
import { SandboxSwitcher } from './sandbox-switcher.tsx';
import { TrapCount } from './trap-count.tsx';
import classes from './navigation.module.css';

const SCREENS = [
  { to: '/connect', key: 'nav.connect', Icon: IconPlugConnected },
  { to: '/mappings', key: 'nav.mappings', Icon: IconTransform },
  { to: '/directory', key: 'nav.directory', Icon: IconUsers },
  { to: '/log', key: 'nav.log', Icon: IconListDetails },
  { to: '/rehearse', key: 'nav.rehearse', Icon: IconPlayerPlay },
  { to: '/traps', key: 'nav.traps', Icon: IconAlertTriangle },
  { to: '/go-live', key: 'nav.goLive', Icon: IconRocket },
] as const;

const TOOLS = [
  { to: '/conformance', key: 'nav.conformance', Icon: IconListCheck },
  { to: '/drills', key: 'nav.drills', Icon: IconFlame },
  { to: '/outbox', key: 'nav.outbox', Icon: IconMail },
  { to: '/rules', key: 'nav.rules', Icon: IconAdjustmentsHorizontal },
  { to: '/tokens', key: 'nav.tokens', Icon: IconKey },
  { to: '/settings', key: 'nav.settings', Icon: IconSettings },
] as const;

/** The way through the console, in the order of the admin's road. */
export function Navigation({ folded, onFold }: { folded: boolean; onFold: (folded: boolean) => void }) {
  const { t } = useTranslation();
  return (
    <nav className={classes['nav']} aria-label={t('nav.label')} data-folded={folded || undefined}>
      <SandboxSwitcher folded={folded} />
      <Links screens={SCREENS} folded={folded} />
      <hr className={classes['rule']} />
      <Links screens={TOOLS} folded={folded} />
      <div className={classes['foot']}>
        {folded ? null : (
          <button type="button" className={classes['commands']} onClick={openCommandPalette}>
            {t('nav.commands')}
            <kbd>{navigator.platform.startsWith('Mac') ? '⌘K' : 'Ctrl K'}</kbd>
          </button>
        )}
        <div className={classes['tools']}>
          <ThemeMenu />
          <Tooltip label={folded ? t('nav.unfold') : t('nav.fold')} position="right">
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              aria-label={folded ? t('nav.unfold') : t('nav.fold')}
              aria-expanded={!folded}
              onClick={() => onFold(!folded)}
            >
              <IconLayoutSidebar size={17} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
    </nav>
  );
}

function Links({ screens, folded }: { screens: typeof SCREENS | typeof TOOLS; folded: boolean }) {
  const { t } = useTranslation();
  return (
    <ul className={classes['links']}>
      {screens.map(({ to, key, Icon }) => (
        <li key={to}>
          <Tooltip label={t(key)} position="right" disabled={!folded}>
            <Link to={to} className={classes['link']} activeProps={{ 'aria-current': 'page' }}>
              <Icon size={17} stroke={1.6} aria-hidden />
              <span className={folded ? 'visually-hidden' : undefined}>{t(key)}</span>
              {to === '/traps' ? <TrapCount folded={folded} /> : null}
            </Link>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}

const SCHEMES = [
  { value: 'auto', key: 'theme.auto', Icon: IconDeviceDesktop },
  { value: 'light', key: 'theme.light', Icon: IconSun },
  { value: 'dark', key: 'theme.dark', Icon: IconMoon },
] as const;

function ThemeMenu() {
  const { t } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const current = SCHEMES.find(({ value }) => value === colorScheme) ?? SCHEMES[0];
  return (
    <Menu position="top-start" transitionProps={{ duration: 0 }} width={160} shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('theme.label', { scheme: t(current.key) })}>
          <current.Icon size={17} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown className={classes['menu'] ?? ''}>
        {SCHEMES.map(({ value, key, Icon }) => (
          <Menu.Item
            key={value}
            leftSection={<Icon size={15} stroke={1.6} />}
            rightSection={mark(value === colorScheme)}
            onClick={() => setColorScheme(value)}
          >
            {t(key)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function mark(chosen: boolean): ReactNode {
  return chosen ? <IconCheck size={14} aria-hidden /> : null;
}
