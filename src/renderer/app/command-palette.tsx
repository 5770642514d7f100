import { useMantineColorScheme } from '@mantine/core';
import { Spotlight, type SpotlightActionData, spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import {
  IconAdjustmentsHorizontal,
  IconFlame,
  IconKey,
  IconLanguage,
  IconListCheck,
  IconListDetails,
  IconMail,
  IconMoon,
  IconPencilPlus,
  IconPlayerPlay,
  IconPlugConnected,
  IconAlertTriangle,
  IconPlayerTrackNext,
  IconRocket,
  IconPlus,
  IconSearch,
  IconSettings,
  IconStack2,
  IconSun,
  IconTransform,
  IconUsers,
  IconUsersGroup,
  IconWorld,
} from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { quoteValue } from '#shared/log-query/tokens.ts';
import { LANGUAGES, languageOf } from '../locales/language.ts';
import { chooseLanguage } from '../locales/translations.ts';
import classes from './command-palette.module.css';

export function openCommandPalette(): void {
  spotlight.open();
}

/** Ctrl+K: every screen, what can be done, and a search in log and directory for whatever was typed. */
export function CommandPalette() {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const { setColorScheme } = useMantineColorScheme();
  const [query, setQuery] = useState('');
  const typed = query.trim();

  const places: SpotlightActionData[] = [
    {
      id: 'connect',
      label: t('nav.connect'),
      leftSection: <IconPlugConnected size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/connect' }),
    },
    {
      id: 'reach',
      label: t('connect.part.reach'),
      leftSection: <IconWorld size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/connect/reach' }),
    },
    {
      id: 'mappings',
      label: t('nav.mappings'),
      leftSection: <IconTransform size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/mappings/file' }),
    },
    {
      id: 'sent',
      label: t('palette.sent'),
      leftSection: <IconTransform size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/mappings/sent' }),
    },
    {
      id: 'users',
      label: t('directory.users.title'),
      leftSection: <IconUsers size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/directory/users' }),
    },
    {
      id: 'groups',
      label: t('directory.groups.title'),
      leftSection: <IconUsersGroup size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/directory/groups' }),
    },
    {
      id: 'resources',
      label: t('palette.resources'),
      leftSection: <IconListCheck size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/directory/resources' }),
    },
    {
      id: 'log',
      label: t('nav.log'),
      leftSection: <IconListDetails size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/log' }),
    },
    {
      id: 'rehearse',
      label: t('nav.rehearse'),
      leftSection: <IconPlayerPlay size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/rehearse' }),
    },
    {
      id: 'refusals',
      label: t('palette.refusals'),
      leftSection: <IconListDetails size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/log', search: { verdicts: ['refused', 'failed'] } }),
    },
    {
      id: 'conformance',
      label: t('nav.conformance'),
      leftSection: <IconListCheck size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/conformance' }),
    },
    {
      id: 'drills',
      label: t('nav.drills'),
      leftSection: <IconFlame size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/drills' }),
    },
    {
      id: 'outbox',
      label: t('nav.outbox'),
      leftSection: <IconMail size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/outbox' }),
    },
    {
      id: 'traps',
      label: t('nav.traps'),
      leftSection: <IconAlertTriangle size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/traps' }),
    },
    {
      id: 'go-live',
      label: t('nav.goLive'),
      leftSection: <IconRocket size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/go-live' }),
    },
    {
      id: 'sessions',
      label: t('palette.sessions'),
      leftSection: <IconListDetails size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/log/sessions' }),
    },
    {
      id: 'compose',
      label: t('compose.open'),
      leftSection: <IconPencilPlus size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/log/compose' }),
    },
    {
      id: 'imports',
      label: t('palette.imports'),
      leftSection: <IconListDetails size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/log/imports' }),
    },
    {
      id: 'replays',
      label: t('replay.title'),
      leftSection: <IconPlayerTrackNext size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/log/runs' }),
    },
    {
      id: 'rules',
      label: t('nav.rules'),
      leftSection: <IconAdjustmentsHorizontal size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/rules' }),
    },
    {
      id: 'tokens',
      label: t('nav.tokens'),
      leftSection: <IconKey size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/tokens' }),
    },
    {
      id: 'sandboxes',
      label: t('sandboxes.title'),
      leftSection: <IconStack2 size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/sandboxes' }),
    },
    {
      id: 'settings',
      label: t('nav.settings'),
      leftSection: <IconSettings size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/settings' }),
    },
  ];
  const acts: SpotlightActionData[] = [
    {
      id: 'new-rehearsal',
      label: t('begin.rehearse'),
      leftSection: <IconPlayerPlay size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/rehearse/new' }),
    },
    {
      id: 'new-token',
      label: t('tokens.create'),
      leftSection: <IconPlus size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/tokens/new' }),
    },
    {
      id: 'new-user',
      label: t('newUser.create'),
      leftSection: <IconPlus size={17} stroke={1.6} />,
      onClick: () => void navigate({ to: '/directory/users/new' }),
    },
    {
      id: 'light',
      label: t('palette.light'),
      leftSection: <IconSun size={17} stroke={1.6} />,
      onClick: () => setColorScheme('light'),
    },
    {
      id: 'dark',
      label: t('palette.dark'),
      leftSection: <IconMoon size={17} stroke={1.6} />,
      onClick: () => setColorScheme('dark'),
    },
    {
      id: 'system',
      label: t('palette.system'),
      leftSection: <IconSun size={17} stroke={1.6} />,
      onClick: () => setColorScheme('auto'),
    },
    // In the words of the other language, for whoever cannot read this one.
    ...LANGUAGES.filter((language) => language !== languageOf(i18n.language)).map((language) => ({
      id: `language-${language}`,
      label: t(`palette.language.${language}`),
      leftSection: <IconLanguage size={17} stroke={1.6} />,
      onClick: () => {
        chooseLanguage(language).catch((error: unknown) => console.error('the language cannot be changed', error));
      },
    })),
  ];
  const matches = (action: SpotlightActionData) => (action.label ?? '').toLowerCase().includes(typed.toLowerCase());
  const searches: SpotlightActionData[] =
    typed === ''
      ? []
      : [
          {
            id: 'search-log',
            label: t('palette.searchLog', { text: typed }),
            leftSection: <IconSearch size={17} stroke={1.6} />,
            onClick: () => void navigate({ to: '/log', search: { query: quoteValue(typed) } }),
          },
          {
            id: 'search-users',
            label: t('palette.searchUsers', { text: typed }),
            leftSection: <IconSearch size={17} stroke={1.6} />,
            onClick: () => void navigate({ to: '/directory/users', search: { text: typed } }),
          },
        ];
  const groups = [
    { group: t('palette.go'), actions: places.filter(matches) },
    { group: t('palette.do'), actions: acts.filter(matches) },
    { group: t('palette.search'), actions: searches },
  ];

  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
      query={query}
      onQueryChange={setQuery}
      // What matches is chosen above, where the searches for the typed text are made too.
      filter={(_query, actions) => actions}
      shortcut={['mod + K']}
      // From a search or an editor too: there is nothing else that the keys would do there.
      tagsToIgnore={[]}
      triggerOnContentEditable
      nothingFound={t('palette.nothing')}
      searchProps={{
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
        leftSection: <IconSearch size={17} stroke={1.6} />,
      }}
      // Locking the page's scroll would need a style element without a nonce; the page itself never scrolls.
      lockScroll={false}
      transitionProps={{ duration: 0 }}
      overlayProps={{ backgroundOpacity: 0.25, blur: 0 }}
      scrollable
      maxHeight={420}
      size={560}
      attributes={{ content: { 'aria-label': t('nav.commands') } }}
      classNames={{
        content: classes['content'] ?? '',
        search: classes['search'] ?? '',
        action: classes['action'] ?? '',
        actionsGroup: classes['group'] ?? '',
      }}
    />
  );
}
