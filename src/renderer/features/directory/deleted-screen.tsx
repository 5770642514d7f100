import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Outlet, useChildMatches, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { DeletedRow } from '#shared/contract/history.ts';
import { Ago } from '../../ui/ago.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { NoMatch } from '../../ui/no-match.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FilterRow } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { Split } from '../../ui/split.tsx';
import { DirectoryHeader } from './directory-header.tsx';
import { deletedQuery } from './queries.ts';
import classes from './directory.module.css';

const keyOf = (row: DeletedRow) => row.id;

/** Users and groups that are gone, each with how it went; in its detail it can be brought back. */
export function DeletedScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kept = useSearch({ from: '/directory/deleted' });
  const { text = '' } = kept;
  const address = useLocation({ select: (location) => location.searchStr });
  const deleted = useInfiniteQuery(deletedQuery(text));
  const open = useChildMatches({ select: (matches) => matches[0] });
  const openedId = open === undefined || !('id' in open.params) ? null : open.params.id;
  const items = deleted.data?.pages.flatMap((page) => page.items) ?? [];
  const total = deleted.data?.pages[0]?.total ?? 0;

  const search = useCallback(
    (next: string) =>
      void navigate({ to: '.', search: (previous) => ({ ...previous, text: next === '' ? undefined : next }), replace: true }),
    [navigate],
  );
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = deleted;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);

  const columns: Column<DeletedRow>[] = [
    { key: 'name', header: t('directory.deleted.name'), main: true, render: (row) => row.name },
    {
      key: 'type',
      header: t('directory.deleted.type'),
      render: (row) => <span className={classes['quiet']}>{row.resourceType}</span>,
    },
    {
      key: 'how',
      header: t('directory.deleted.how'),
      className: classes['how'],
      render: (row) => (
        <span className={classes['quiet']}>
          <Sentence text={row.sentence} />
        </span>
      ),
    },
    {
      key: 'at',
      header: t('directory.deleted.at'),
      render: (row) => (
        <span className={classes['quiet']}>
          <Ago at={row.at} short />
        </span>
      ),
    },
  ];

  const list = (
    <>
      <DirectoryHeader count={deleted.data === undefined ? undefined : t('directory.deleted.count', { count: total })} />
      <FilterRow>
        <SearchField value={text} label={t('directory.deleted.search')} onSearch={search} />
      </FilterRow>
      {deleted.isPending ? <RowsSkeleton /> : null}
      {deleted.isError ? (
        <div className={classes['note']}>
          <FailureNote error={deleted.error} onRetry={() => void deleted.refetch()} />
        </div>
      ) : null}
      {deleted.data !== undefined && items.length === 0 ? <NothingDeleted filtered={text !== ''} /> : null}
      {items.length === 0 ? null : (
        <DataList
          label={t('directory.deleted.title')}
          items={items}
          total={total}
          columns={columns}
          layout={classes['deletedColumns']}
          keyOf={keyOf}
          hrefOf={(row) => `/directory/deleted/${encodeURIComponent(row.id)}${address}`}
          opened={openedId}
          onOpen={(row, { replace }) =>
            void navigate({ to: '/directory/deleted/$id', params: { id: row.id }, search: kept, replace })
          }
          onEndNear={more}
        />
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}

function NothingDeleted({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  if (filtered) {
    return (
      <NoMatch title={t('directory.deleted.noMatch')} onClear={() => void navigate({ to: '/directory/deleted', search: {} })} />
    );
  }
  return (
    <EmptyState
      title={t('directory.deleted.empty.title')}
      action={
        <Button variant="default" onClick={() => void navigate({ to: '/directory/users', search: {} })}>
          {t('directory.deleted.read')}
        </Button>
      }
    >
      {t('directory.deleted.empty.text')}
    </EmptyState>
  );
}
