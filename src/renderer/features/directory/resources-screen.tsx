import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, Outlet, useChildMatches, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkedResource } from '#shared/contract/resources.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { NoMatch } from '../../ui/no-match.tsx';
import { FilterRow } from '../../ui/page.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Split } from '../../ui/split.tsx';
import { DirectoryHeader } from './directory-header.tsx';
import { resourceListQuery } from './queries.ts';
import classes from './resources.module.css';

const keyOf = (resource: LinkedResource) => resource.id;

/** The resources that `linkedResource.id` may name, as imported. */
export function ResourcesScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kept = useSearch({ from: '/directory/resources' });
  const { text = '' } = kept;
  const address = useLocation({ select: (location) => location.searchStr });
  const resources = useInfiniteQuery(resourceListQuery(text));
  const open = useChildMatches({ select: (matches) => matches[0] });
  const openedId = open === undefined || !('id' in open.params) ? null : open.params.id;
  const items = resources.data?.pages.flatMap((page) => page.items) ?? [];
  const [first] = resources.data?.pages ?? [];

  const search = useCallback(
    (next: string) =>
      void navigate({ to: '.', search: (previous) => ({ ...previous, text: next === '' ? undefined : next }), replace: true }),
    [navigate],
  );
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = resources;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);

  const columns: Column<LinkedResource>[] = [
    { key: 'name', header: t('resources.column.name'), main: true, render: (resource) => resource.name },
    { key: 'id', header: t('resources.column.id'), render: (resource) => <code>{resource.id}</code> },
  ];

  const list = (
    <>
      <DirectoryHeader
        count={first === undefined || first.inAll === 0 ? undefined : t('resources.count', { count: first.inAll })}
        action={
          <Button component={Link} to="/directory/resources/import/file">
            {t('resources.import')}
          </Button>
        }
      />
      {first?.inAll === 0 ? null : (
        <FilterRow>
          <SearchField value={text} label={t('resources.search')} onSearch={search} />
        </FilterRow>
      )}
      <ReadState of={resources} />
      {first !== undefined && items.length === 0 ? <NoResources filtered={first.inAll > 0} /> : null}
      {items.length === 0 ? null : (
        <DataList
          label={t('resources.title')}
          items={items}
          total={first?.total ?? 0}
          columns={columns}
          layout={classes['columns']}
          keyOf={keyOf}
          hrefOf={(resource) => `/directory/resources/${encodeURIComponent(resource.id)}${address}`}
          opened={openedId}
          onOpen={(resource, { replace }) =>
            void navigate({ to: '/directory/resources/$id', params: { id: resource.id }, search: kept, replace })
          }
          onEndNear={more}
        />
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}

function NoResources({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  if (filtered) {
    return <NoMatch title={t('resources.noMatch')} onClear={() => void navigate({ to: '/directory/resources', search: {} })} />;
  }
  return (
    <EmptyState
      title={t('resources.empty.title')}
      action={
        <Button variant="default" component={Link} to="/rules/linked-resource">
          {t('resources.rule')}
        </Button>
      }
    >
      {t('resources.empty.text')}
    </EmptyState>
  );
}
