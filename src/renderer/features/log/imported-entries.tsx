import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportedEntry, LogImport } from '#shared/contract/log.ts';
import { importedProblem } from '#shared/log-query/imported.ts';
import { parseQuery } from '#shared/log-query/parse.ts';
import { client } from '../../api/client.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FilterRow } from '../../ui/page.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { exactTime } from '../../ui/time.ts';
import { VerdictIcon } from '../../ui/verdict.tsx';
import { QueryField } from './query-field.tsx';
import classes from './imports.module.css';

const keyOf = (entry: ImportedEntry) => String(entry.place);
/** A search that found little goes on by itself until so many are there. */
const ENOUGH = 50;

/** The entries of one file that was read in, with the search of the log. */
export function ImportedEntries({ file, openedPlace }: { file: LogImport; openedPlace: string | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { query = '' } = useSearch({ from: '/log/imports' });
  const address = useLocation({ select: (location) => location.searchStr });
  const columns = useEntryColumns();
  const search = useCallback(
    (text: string) => void navigate({ to: '.', search: text === '' ? {} : { query: text }, replace: true }),
    [navigate],
  );
  const isReadable = useMemo(() => {
    const { terms } = parseQuery(query, 0);
    return terms !== null && importedProblem(terms, file.kind) === null;
  }, [query, file.kind]);
  const entries = useInfiniteQuery({
    // Apart from what changes with the log: a file that was read in stays as it is.
    queryKey: ['imported-entries', file.id, query],
    queryFn: ({ pageParam, signal }) => client.log.importedEntries({ importId: file.id, after: pageParam, query }, signal),
    initialPageParam: -1,
    getNextPageParam: (page) => page.next,
    enabled: isReadable,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isError } = entries;
  const items = useMemo(() => entries.data?.pages.flatMap((page) => page.items) ?? [], [entries.data]);
  const readOn = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const isSearching = query !== '' && items.length < ENOUGH && hasNextPage && !isError;
  useEffect(() => {
    if (isSearching) readOn();
  }, [isSearching, readOn]);

  return (
    <>
      <FilterRow>
        <QueryField key={file.id} value={query} onSearch={search} imported={file.kind} />
        {query === '' || entries.data === undefined || !isReadable || (items.length === 0 && !isSearching) ? null : (
          <span className={classes['found']} role="status">
            {isSearching
              ? t('log.import.searching', { count: items.length })
              : t(hasNextPage ? 'log.import.foundSoFar' : 'log.import.found', { count: items.length })}
          </span>
        )}
      </FilterRow>
      {isError ? <FailureNote error={entries.error} onRetry={() => void entries.refetch()} /> : null}
      {isReadable && entries.isPending ? <RowsSkeleton rows={8} /> : null}
      {isReadable && query !== '' && entries.isSuccess && items.length === 0 && !isSearching ? (
        <EmptyState
          title={t('log.import.noneFound.title', { name: file.name })}
          action={
            <Button variant="default" onClick={() => search('')}>
              {t('log.import.noneFound.clear')}
            </Button>
          }
        >
          {t('log.import.noneFound.text')}
        </EmptyState>
      ) : null}
      {items.length === 0 || !isReadable ? null : (
        <DataList
          label={file.name}
          items={items}
          total={query === '' ? file.entries : items.length}
          columns={columns}
          layout={classes['columns']}
          keyOf={keyOf}
          hrefOf={(entry) => `/log/imports/${file.id}/${entry.place}${address}`}
          opened={openedPlace}
          onOpen={(entry, { replace }) =>
            void navigate({
              to: '/log/imports/$importId/$place',
              params: { importId: String(file.id), place: String(entry.place) },
              search: query === '' ? {} : { query },
              replace,
            })
          }
          onEndNear={readOn}
        />
      )}
    </>
  );
}

function useEntryColumns(): Column<ImportedEntry>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'time',
        header: t('log.column.time'),
        render: (entry) => <span className={classes['quiet']}>{exactTime(entry.at)}</span>,
      },
      {
        key: 'verdict',
        header: t('log.column.verdict'),
        silentHeader: true,
        className: classes['verdict'],
        render: (entry) => <VerdictIcon verdict={entry.verdict} />,
      },
      { key: 'sentence', header: t('log.column.sentence'), main: true, render: (entry) => <Sentence text={entry.sentence} /> },
      {
        key: 'status',
        header: t('log.column.status'),
        align: 'end',
        render: (entry) => <span className={classes['quiet']}>{entry.status ?? '–'}</span>,
      },
    ],
    [t],
  );
}
