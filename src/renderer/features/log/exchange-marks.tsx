import { ActionIcon, TextInput, Tooltip } from '@mantine/core';
import { IconPin, IconPinFilled } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExchangeDetail } from '#shared/contract/exchanges.ts';
import { client } from '../../api/client.ts';
import { queryClient } from '../../api/queries.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import { useHotkey } from '../../ui/hotkey.ts';
import classes from './exchange-marks.module.css';

/** Keeps an exchange from being thrown away, and finds it again: `p` does it too. */
export function PinButton({ exchange }: { exchange: ExchangeDetail }) {
  const { t } = useTranslation();
  const mark = useMark(exchange.id);
  const toggle = () => mark.mutate({ pinned: !exchange.pinned });
  useHotkey('p', toggle);
  const Icon = exchange.pinned ? IconPinFilled : IconPin;
  return (
    <Tooltip label={t('log.marks.pinHint')}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-pressed={exchange.pinned}
        aria-label={t(exchange.pinned ? 'log.marks.unpin' : 'log.marks.pin')}
        loading={mark.isPending}
        onClick={toggle}
      >
        <Icon size={15} stroke={1.75} />
      </ActionIcon>
    </Tooltip>
  );
}

/** Note and tags, as plain fields that are kept when they are left. */
export function Marks({ exchange }: { exchange: ExchangeDetail }) {
  const { t } = useTranslation();
  const mark = useMark(exchange.id);
  const [note, setNote] = useState(exchange.note ?? '');
  const [tags, setTags] = useState(exchange.tags.join(' '));
  const keepNote = () => {
    if (note.trim() !== (exchange.note ?? '')) mark.mutate({ note: note.trim() === '' ? null : note.trim() });
  };
  const keepTags = () => {
    const list = [...new Set(tags.split(/[\s,]+/).filter((tag) => tag !== ''))];
    if (list.join(' ') !== exchange.tags.join(' ')) mark.mutate({ tags: list.slice(0, 20) });
  };
  return (
    <div className={classes['marks']}>
      <TextInput
        className={classes['note'] ?? ''}
        aria-label={t('log.marks.note')}
        placeholder={t('log.marks.notePlaceholder')}
        value={note}
        maxLength={4000}
        onChange={(event) => setNote(event.currentTarget.value)}
        onBlur={keepNote}
        onKeyDown={(event) => event.key === 'Enter' && keepNote()}
      />
      <TextInput
        className={classes['tags'] ?? ''}
        aria-label={t('log.marks.tags')}
        placeholder={t('log.marks.tagsPlaceholder')}
        value={tags}
        maxLength={400}
        onChange={(event) => setTags(event.currentTarget.value)}
        onBlur={keepTags}
        onKeyDown={(event) => event.key === 'Enter' && keepTags()}
      />
      {mark.isError ? <FailureNote error={mark.error} /> : null}
    </div>
  );
}

function useMark(id: number) {
  return useMutation({
    mutationFn: (change: { pinned?: boolean; note?: string | null; tags?: string[] }) => client.log.mark({ id, ...change }),
    onSuccess: (marks) => {
      queryClient.setQueryData(['exchanges', 'get', id], (before: ExchangeDetail | undefined) =>
        before === undefined ? before : { ...before, ...marks },
      );
      return queryClient.invalidateQueries({ queryKey: ['log', 'vocabulary'] });
    },
  });
}
