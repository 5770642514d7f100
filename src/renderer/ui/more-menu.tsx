import { ActionIcon, Menu } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** What is done less often, behind three dots; the items are `Menu.Item`. */
export function MoreMenu(props: {
  label: string;
  children: ReactNode;
  busy?: boolean;
  width?: number;
  position?: 'bottom-start' | 'bottom-end';
}) {
  const { label, children, busy = false, width, position = 'bottom-end' } = props;
  return (
    <Menu position={position} transitionProps={{ duration: 0 }} width={width} shadow="md">
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} loading={busy} aria-label={label}>
          <IconDots size={16} stroke={1.75} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
