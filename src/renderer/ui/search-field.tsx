import { ActionIcon, TextInput } from '@mantine/core';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useHotkey } from './hotkey.ts';
import classes from './search-field.module.css';

const PAUSE_MS = 180;

/**
 * Searches while the admin types, after a short pause. `/` comes here from anywhere on the page, Esc empties it.
 * @param value what is searched for at present (it lives in the address)
 */
export function SearchField({ value, label, onSearch }: { value: string; label: string; onSearch: (text: string) => void }) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  // The address changed by other means (Back, a link): follow it.
  if (value !== told) {
    setTold(value);
    setText(value);
  }

  useEffect(() => {
    if (text === told) return;
    const timer = setTimeout(() => {
      setTold(text);
      onSearch(text);
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text, told, onSearch]);

  useHotkey('/', () => {
    input.current?.focus();
    input.current?.select();
  });

  return (
    <TextInput
      ref={input}
      className={classes['field'] ?? ''}
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        if (text === '') input.current?.blur();
        else setText('');
      }}
      placeholder={label}
      aria-label={label}
      type="text"
      leftSection={<IconSearch size={15} stroke={1.75} />}
      leftSectionWidth={30}
      rightSection={
        text === '' ? (
          <kbd className={classes['key']} aria-hidden>
            /
          </kbd>
        ) : (
          <ActionIcon variant="subtle" color="gray" size={20} aria-label={t('search.clear')} onClick={() => setText('')}>
            <IconX size={14} />
          </ActionIcon>
        )
      }
    />
  );
}
