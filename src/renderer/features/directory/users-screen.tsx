import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, Outlet, useChildMatches, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { UserRow } from '#shared/contract/directory.ts';
import { Ago } from '../../ui/ago.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { FilterRow } from '../../ui/page.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Split } from '../../ui/split.tsx';
import { DirectoryHeader } from './directory-header.tsx';
import { NobodyLockedOut } from './nobody-locked-out.tsx';
import { NothingHere } from './nothing-here.tsx';
import { usersQuery } from './queries.ts';
import { LogInSign } from './log-in-state.tsx';
import { DirectorySearch } from './search.ts';
import { SsoQuestion } from './sso-question.tsx';
import { Warnings } from './warnings.tsx';
import classes from './directory.module.css';

const keyOf = (user: UserRow) => user.id;

/** Every user of the sandbox, as provisioned or as made by hand. */
export function UsersScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kept = useSearch({ from: '/directory/users' });
  const { text = '', show = 'all' } = kept;
  const address = useLocation({ select: (location) => location.searchStr });
  const users = useInfiniteQuery(usersQuery(text, show));
  const open = useChildMatches({ select: (matches) => matches[0] });
  const openedId = open === undefined || !('id' in open.params) ? null : open.params.id;
  const items = users.data?.pages.flatMap((page) => page.items) ?? [];
  const total = users.data?.pages[0]?.total ?? 0;
  const filtered = text !== '' || show !== 'all';

  const search = useCallback(
    (next: string) =>
      void navigate({ to: '.', search: (previous) => ({ ...previous, text: next === '' ? undefined : next }), replace: true }),
    [navigate],
  );
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = users;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);

  const columns: Column<UserRow>[] = [
    {
      key: 'userName',
      header: t('directory.column.userName'),
      main: true,
      render: (user) => <span className={user.active ? undefined : classes['inactive']}>{user.userName}</span>,
    },
    {
      key: 'name',
      header: t('directory.column.name'),
      className: classes['name'],
      render: (user) => user.name ?? <span className={classes['quiet']}>–</span>,
    },
    {
      key: 'email',
      header: t('directory.column.email'),
      className: classes['wide'],
      render: (user) => (
        <span className={classes['quiet']}>
          {user.email === user.userName ? t('directory.sameAsUserName') : (user.email ?? '–')}
        </span>
      ),
    },
    {
      key: 'warnings',
      header: t('directory.column.warnings'),
      silentHeader: true,
      render: (user) => <Warnings warnings={user.warnings} />,
    },
    {
      key: 'groups',
      header: t('directory.column.groups'),
      align: 'end',
      className: classes['wide'],
      render: (user) => <span className={classes['quiet']}>{user.groupCount}</span>,
    },
    {
      key: 'logIn',
      header: t('directory.column.logIn'),
      render: (user) => <LogInSign state={user.logIn} active={user.active} />,
    },
    {
      key: 'origin',
      header: t('directory.column.origin'),
      className: classes['wide'],
      render: (user) => <span className={classes['quiet']}>{t(`directory.origin.${user.origin}`)}</span>,
    },
    {
      key: 'modified',
      header: t('directory.column.modified'),
      render: (user) => (
        <span className={classes['quiet']}>
          <Ago at={user.modified} short />
        </span>
      ),
    },
  ];

  const list = (
    <>
      <DirectoryHeader
        count={users.data === undefined ? undefined : t('directory.users.count', { count: total })}
        action={
          <Button component={Link} to="/directory/users/new" search>
            {t('newUser.create')}
          </Button>
        }
      />
      <FilterRow>
        <SearchField value={text} label={t('directory.users.search')} onSearch={search} />
        <SegmentedControl
          aria-label={t('directory.show')}
          value={show}
          onChange={(value) => {
            const next = DirectorySearch.parse({ show: value }).show;
            void navigate({ to: '.', search: (previous) => ({ ...previous, show: next }), replace: true });
          }}
          data={(['all', 'active', 'inactive', 'warnings', 'cannot-log-in'] as const).map((value) => ({
            value,
            label: t(`directory.users.show.${value}`),
          }))}
        />
      </FilterRow>
      <SsoQuestion />
      <ReadState of={users} />
      {users.data !== undefined && items.length === 0 ? (
        show === 'cannot-log-in' && text === '' ? (
          <NobodyLockedOut />
        ) : (
          <NothingHere filtered={filtered} what="users" />
        )
      ) : null}
      {items.length === 0 ? null : (
        <DataList
          label={t('directory.users.title')}
          items={items}
          total={total}
          columns={columns}
          layout={classes['userColumns']}
          keyOf={keyOf}
          hrefOf={(user) => `/directory/users/${encodeURIComponent(user.id)}${address}`}
          opened={openedId}
          onOpen={(user, { replace }) =>
            void navigate({ to: '/directory/users/$id', params: { id: user.id }, search: kept, replace })
          }
          onEndNear={more}
        />
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}
