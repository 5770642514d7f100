import { ActionIcon, Button, Menu, TextInput } from '@mantine/core';
import { IconBookmark, IconX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '../../api/client.ts';
import { queryClient, vocabularyQuery } from '../../api/queries.ts';
import { FailureNote } from '../../ui/failure-note.tsx';
import classes from './saved-filters.module.css';

/** Searches under a name: to take one up again, to keep the one at hand, to let one go. */
export function SavedFilters({ query, onChoose }: { query: string; onChoose: (query: string) => void }) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [opened, setOpened] = useState(false);
  const { data } = useQuery(vocabularyQuery());
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['log', 'vocabulary'] });
  const save = useMutation({
    mutationFn: () => client.log.saveFilter({ name, query }),
    onSuccess: () => {
      setName('');
      return refresh();
    },
  });
  const remove = useMutation({ mutationFn: (id: number) => client.log.removeFilter({ id }), onSuccess: refresh });
  const filters = data?.filters ?? [];
  const failure = save.error ?? remove.error;
  return (
    <Menu
      position="bottom-end"
      transitionProps={{ duration: 0 }}
      width={300}
      shadow="md"
      opened={opened}
      onChange={setOpened}
      trapFocus
    >
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size={28} aria-label={t('log.saved.open')} title={t('log.saved.open')}>
          <IconBookmark size={17} stroke={1.6} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {filters.length === 0 ? <p className={classes['none']}>{t('log.saved.none')}</p> : null}
        {filters.map((filter) => (
          <div key={filter.id} className={classes['row']}>
            <Menu.Item className={classes['item'] ?? ''} onClick={() => onChoose(filter.query)} title={filter.query}>
              {filter.name}
            </Menu.Item>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label={t('log.saved.remove', { name: filter.name })}
              onClick={() => remove.mutate(filter.id)}
            >
              <IconX size={14} />
            </ActionIcon>
          </div>
        ))}
        {query === '' ? null : (
          <form
            className={classes['save']}
            onSubmit={(event) => {
              event.preventDefault();
              if (name.trim() !== '') save.mutate();
            }}
          >
            <TextInput
              aria-label={t('log.saved.name')}
              placeholder={t('log.saved.name')}
              value={name}
              maxLength={80}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={name.trim() === ''} loading={save.isPending}>
              {t('log.saved.do')}
            </Button>
          </form>
        )}
        {failure === null ? null : <FailureNote error={failure} />}
      </Menu.Dropdown>
    </Menu>
  );
}
