import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { LogSession } from '#shared/contract/log.ts';
import { client } from '../../api/client.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { BeginActions } from '../../ui/begin-actions.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { exactTime } from '../../ui/time.ts';
import { LogViews } from '../../ui/log-views.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { clockSpan } from './session-title.ts';
import classes from './sessions.module.css';

const day = new Intl.DateTimeFormat(undefined, { weekday: 'short', day: 'numeric', month: 'short' });
const keyOf = (session: LogSession) => String(session.id);

/** The log in bursts: each cycle of an identity provider is one row. */
export function SessionsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const sessions = useInfiniteQuery({
    queryKey: ['log', 'sessions'],
    queryFn: ({ pageParam, signal }) => client.log.sessions(pageParam === null ? {} : { before: pageParam }, signal),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => page.next,
  });
  const columns = useSessionColumns();
  const items = useMemo(() => sessions.data?.pages.flatMap((page) => page.items) ?? [], [sessions.data]);
  const total = sessions.data?.pages[0]?.total ?? 0;
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = sessions;
  const readOlder = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return (
    <div className={classes['screen']}>
      <PageHeader
        title={t('nav.log')}
        count={sessions.isSuccess ? t('log.sessions.count', { count: total }) : undefined}
        action={<LogViews />}
      />
      <ReadState of={sessions} rows={14} />
      {sessions.isSuccess && items.length === 0 ? (
        <EmptyState title={t('log.sessions.empty.title')} action={<BeginActions />}>
          {t('log.sessions.empty.text')}
        </EmptyState>
      ) : null}
      {items.length === 0 ? null : (
        <DataList
          label={t('log.view.sessions')}
          items={items}
          total={total}
          columns={columns}
          layout={classes['columns']}
          keyOf={keyOf}
          hrefOf={(session) => `/log?query=${encodeURIComponent(`session:${session.id}`)}`}
          opened={null}
          onOpen={(session) => void navigate({ to: '/log', search: { query: `session:${session.id}` } })}
          onEndNear={readOlder}
        />
      )}
    </div>
  );
}

function useSessionColumns(): Column<LogSession>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'day',
        header: t('log.sessions.day'),
        render: (session) => <span className={classes['quiet']}>{day.format(new Date(session.firstAt))}</span>,
      },
      {
        key: 'time',
        header: t('log.column.time'),
        render: (session) => (
          <span title={`${exactTime(session.firstAt)} – ${exactTime(session.lastAt)}`}>
            {clockSpan(session.firstAt, session.lastAt)}
          </span>
        ),
      },
      { key: 'who', header: t('log.column.client'), main: true, render: (session) => session.client },
      {
        key: 'token',
        header: t('log.sessions.token'),
        className: classes['token'],
        render: (session) => <span className={classes['quiet']}>{session.tokenName ?? t('log.sessions.noToken')}</span>,
      },
      {
        key: 'requests',
        header: t('log.sessions.requests'),
        align: 'end',
        render: (session) => t('number', { value: session.requests }),
      },
      {
        key: 'changed',
        header: t('log.sessions.changed'),
        align: 'end',
        className: classes['changed'],
        render: (session) => <Amount value={session.changed} kind="plain" />,
      },
      {
        key: 'warnings',
        header: t('log.sessions.warnings'),
        align: 'end',
        render: (session) => <Amount value={session.warnings} kind="warning" />,
      },
      {
        key: 'refused',
        header: t('log.sessions.refused'),
        align: 'end',
        render: (session) => <Amount value={session.refused} kind="refused" />,
      },
    ],
    [t],
  );
}

/** None is quiet: only what there is asks for attention. */
function Amount({ value, kind }: { value: number; kind: 'plain' | 'warning' | 'refused' }) {
  const { t } = useTranslation();
  return (
    <span className={classes['amount']} data-kind={value === 0 ? 'none' : kind}>
      {value === 0 ? '–' : t('number', { value })}
    </span>
  );
}
