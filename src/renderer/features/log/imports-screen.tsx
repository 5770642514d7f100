import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Outlet, useChildMatches, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ImportedEntry, LogImport } from '#shared/contract/log.ts';
import { client } from '../../api/client.ts';
import { importsQuery } from '../../api/queries.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { Split } from '../../ui/split.tsx';
import { exactTime } from '../../ui/time.ts';
import { VerdictIcon } from '../../ui/verdict.tsx';
import { ImportButton } from './import-button.tsx';
import { ImportedFile } from './imported-file.tsx';
import { LogViews } from '../../ui/log-views.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import classes from './imports.module.css';

/** Logs that were read in: from another sandbox, from an HTTP debugger, from the identity provider itself. */
export function ImportsScreen() {
  const { t } = useTranslation();
  const imports = useQuery(importsQuery());
  const open = useChildMatches({ select: (matches) => matches[0] });
  const chosen = open === undefined || !('importId' in open.params) ? null : Number(open.params.importId);
  const items = imports.data?.items ?? [];
  const shown = items.find(({ id }) => id === chosen) ?? (chosen === null ? items[0] : undefined);
  const place = open === undefined || !('place' in open.params) ? null : open.params.place;
  const list = (
    <>
      <PageHeader
        title={t('nav.log')}
        count={items.length === 0 ? undefined : t('log.import.count', { count: items.length })}
        action={<LogViews />}
      />
      {items.length === 0 ? null : (
        <div className={classes['bring']}>
          <ImportButton />
        </div>
      )}
      <ReadState of={imports} rows={8} />
      {imports.isSuccess && items.length === 0 ? (
        <EmptyState title={t('log.import.empty.title')} action={<ImportButton />}>
          {t('log.import.empty.text')}
        </EmptyState>
      ) : null}
      {items.length === 0 ? null : (
        <ul className={classes['files']} aria-label={t('log.import.files')}>
          {items.map((one) => (
            <ImportedFile key={one.id} file={one} isShown={one.id === shown?.id} />
          ))}
        </ul>
      )}
      {shown === undefined ? null : <Entries key={shown.id} file={shown} openedPlace={place} />}
    </>
  );
  return <Split list={list} detail={place === null ? null : <Outlet />} />;
}

const keyOf = (entry: ImportedEntry) => String(entry.place);

function Entries({ file, openedPlace }: { file: LogImport; openedPlace: string | null }) {
  const navigate = useNavigate();
  const columns = useEntryColumns();
  const entries = useInfiniteQuery({
    queryKey: ['log', 'imported-entries', file.id],
    queryFn: ({ pageParam, signal }) => client.log.importedEntries({ importId: file.id, after: pageParam }, signal),
    initialPageParam: -1,
    getNextPageParam: (page) => page.next,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = entries;
  const items = useMemo(() => entries.data?.pages.flatMap((page) => page.items) ?? [], [entries.data]);
  const readOn = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  if (entries.isError) return <FailureNote error={entries.error} onRetry={() => void entries.refetch()} />;
  return (
    <DataList
      label={file.name}
      items={items}
      total={file.entries}
      columns={columns}
      layout={classes['columns']}
      keyOf={keyOf}
      hrefOf={(entry) => `/log/imports/${file.id}/${entry.place}`}
      opened={openedPlace}
      onOpen={(entry, { replace }) =>
        void navigate({
          to: '/log/imports/$importId/$place',
          params: { importId: String(file.id), place: String(entry.place) },
          replace,
        })
      }
      onEndNear={readOn}
    />
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
