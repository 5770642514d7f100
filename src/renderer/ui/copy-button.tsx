import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { copyText } from '../platform/shell.ts';
import { useHotkey } from './hotkey.ts';

/**
 * Copies a text and says so in its own place for a moment.
 * @param hotkey a single key that does it from anywhere on the page
 * @param label what is copied, for those who do not see the icon: "Copy tenant URL"
 */
export function CopyButton({
  text,
  label,
  withText = false,
  hotkey,
}: {
  text: string;
  label: string;
  withText?: boolean;
  hotkey?: string;
}) {
  const { t } = useTranslation();
  const [state, setState] = useState<'idle' | 'copied' | 'failed'>('idle');

  useEffect(() => {
    if (state === 'idle') return;
    const timer = setTimeout(() => setState('idle'), 1600);
    return () => clearTimeout(timer);
  }, [state]);

  const copy = () => {
    copyText(text).then(
      () => setState('copied'),
      (error: unknown) => {
        console.info('the clipboard refused', error);
        setState('failed');
      },
    );
  };
  useHotkey(hotkey ?? '', copy);
  const words = state === 'copied' ? t('copy.done') : state === 'failed' ? t('copy.failed') : label;
  const icon = state === 'copied' ? <IconCheck size={15} stroke={1.75} /> : <IconCopy size={15} stroke={1.75} />;

  if (withText) {
    return (
      <Button variant="default" leftSection={icon} onClick={copy}>
        {words}
      </Button>
    );
  }
  return (
    <Tooltip label={words} {...(state === 'idle' ? {} : { opened: true })}>
      <ActionIcon variant="subtle" color="gray" size={24} aria-label={label} onClick={copy}>
        {icon}
      </ActionIcon>
    </Tooltip>
  );
}
