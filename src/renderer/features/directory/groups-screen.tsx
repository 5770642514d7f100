import { useInfiniteQuery } from '@tanstack/react-query';
import { Outlet, useChildMatches, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { GroupRow } from '#shared/contract/directory.ts';
import { Ago } from '../../ui/ago.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { FilterRow } from '../../ui/page.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { useRightNames } from '../../ui/rights.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Split } from '../../ui/split.tsx';
import { DirectoryHeader } from './directory-header.tsx';
import { NothingHere } from './nothing-here.tsx';
import { groupsQuery } from './queries.ts';
import { Warnings } from './warnings.tsx';
import classes from './directory.module.css';

const keyOf = (group: GroupRow) => group.id;

/** Every group of the sandbox with what its members may do. */
export function GroupsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const rightNames = useRightNames();
  const kept = useSearch({ from: '/directory/groups' });
  const { text = '' } = kept;
  const address = useLocation({ select: (location) => location.searchStr });
  const groups = useInfiniteQuery(groupsQuery(text));
  const open = useChildMatches({ select: (matches) => matches[0] });
  const openedId = open === undefined || !('id' in open.params) ? null : open.params.id;
  const items = groups.data?.pages.flatMap((page) => page.items) ?? [];
  const total = groups.data?.pages[0]?.total ?? 0;

  const search = useCallback(
    (next: string) =>
      void navigate({ to: '.', search: (previous) => ({ ...previous, text: next === '' ? undefined : next }), replace: true }),
    [navigate],
  );
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = groups;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);

  const columns: Column<GroupRow>[] = [
    { key: 'name', header: t('directory.column.groupName'), main: true, render: (group) => group.displayName },
    {
      key: 'rights',
      header: t('directory.column.rights'),
      className: classes['rights'],
      render: (group) => <span className={classes['quiet']}>{rightNames(group.rights)}</span>,
    },
    {
      key: 'warnings',
      header: t('directory.column.warnings'),
      silentHeader: true,
      render: (group) => <Warnings warnings={group.warnings} />,
    },
    {
      key: 'members',
      header: t('directory.column.members'),
      align: 'end',
      render: (group) => <span className={classes['quiet']}>{t('number', { value: group.memberCount })}</span>,
    },
    {
      key: 'origin',
      header: t('directory.column.origin'),
      className: classes['wide'],
      render: (group) => <span className={classes['quiet']}>{t(`directory.origin.${group.origin}`)}</span>,
    },
    {
      key: 'modified',
      header: t('directory.column.modified'),
      render: (group) => (
        <span className={classes['quiet']}>
          <Ago at={group.modified} short />
        </span>
      ),
    },
  ];

  const list = (
    <>
      <DirectoryHeader count={groups.data === undefined ? undefined : t('directory.groups.count', { count: total })} />
      <FilterRow>
        <SearchField value={text} label={t('directory.groups.search')} onSearch={search} />
      </FilterRow>
      <ReadState of={groups} />
      {groups.data !== undefined && items.length === 0 ? <NothingHere filtered={text !== ''} what="groups" /> : null}
      {items.length === 0 ? null : (
        <DataList
          label={t('directory.groups.title')}
          items={items}
          total={total}
          columns={columns}
          layout={classes['groupColumns']}
          keyOf={keyOf}
          hrefOf={(group) => `/directory/groups/${encodeURIComponent(group.id)}${address}`}
          opened={openedId}
          onOpen={(group, { replace }) =>
            void navigate({ to: '/directory/groups/$id', params: { id: group.id }, search: kept, replace })
          }
          onEndNear={more}
        />
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}
