import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import {
  IconClock,
  IconDownload,
  IconFileImport,
  IconPencilPlus,
  IconPlayerPause,
  IconPlayerPlay,
  IconTrash,
  IconTrashX,
} from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { MoreMenu } from '../../ui/more-menu.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { LogViews } from '../../ui/log-views.tsx';

/** What can be done with the log as a whole; each opens its own part of the page. */
export type Panel = 'export' | 'limits' | 'remove' | 'clear';

export interface LogHeaderProps {
  readonly count: string | undefined;
  readonly paused: boolean;
  readonly onPause: (paused: boolean) => void;
  /** null: there is nothing to do it with */
  readonly onPanel: ((panel: Panel) => void) | null;
  /** sends what is chosen or found again; null: there is nothing */
  readonly onReplay: (() => void) | null;
  /** whether a search or a selection narrows what is meant */
  readonly narrowed: boolean;
}

export function LogHeader({ count, paused, onPause, onPanel, onReplay, narrowed }: LogHeaderProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const PauseIcon = paused ? IconPlayerPlay : IconPlayerPause;
  const icon = { size: 15, stroke: 1.6 } as const;
  return (
    <PageHeader
      title={t('nav.log')}
      count={count}
      action={
        <>
          <LogViews />
          {onReplay === null ? null : (
            <Button variant="default" onClick={onReplay}>
              {t('replay.fromLog')}
            </Button>
          )}
          <Tooltip label={t(paused ? 'log.follow' : 'log.pause')}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={28}
              aria-pressed={paused}
              aria-label={t(paused ? 'log.follow' : 'log.pause')}
              onClick={() => onPause(!paused)}
            >
              <PauseIcon size={17} stroke={1.6} />
            </ActionIcon>
          </Tooltip>
          <MoreMenu label={t('log.more')} width={230}>
            <Menu.Item
              leftSection={<IconPencilPlus {...icon} />}
              onClick={() => void navigate({ to: '/log/compose', search: (previous) => previous })}
            >
              {t('compose.open')}
            </Menu.Item>
            <Menu.Item leftSection={<IconDownload {...icon} />} disabled={onPanel === null} onClick={() => onPanel?.('export')}>
              {t('log.export.open')}
            </Menu.Item>
            <Menu.Item leftSection={<IconFileImport {...icon} />} onClick={() => void navigate({ to: '/log/imports' })}>
              {t('log.import.open')}
            </Menu.Item>
            <Menu.Item leftSection={<IconClock {...icon} />} onClick={() => onPanel?.('limits')} disabled={onPanel === null}>
              {t('log.limits.open')}
            </Menu.Item>
            <Menu.Divider />
            {narrowed ? (
              <Menu.Item leftSection={<IconTrashX {...icon} />} disabled={onPanel === null} onClick={() => onPanel?.('remove')}>
                {t('log.remove.open')}
              </Menu.Item>
            ) : null}
            <Menu.Item leftSection={<IconTrash {...icon} />} disabled={onPanel === null} onClick={() => onPanel?.('clear')}>
              {t('log.clear')}
            </Menu.Item>
          </MoreMenu>
        </>
      }
    />
  );
}
