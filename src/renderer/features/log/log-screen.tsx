import { Outlet, useChildMatches, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { IconArrowUp } from '@tabler/icons-react';
import { useCallback, useEffect, useRef, useState } from 'react';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ExchangeSummary } from '#shared/contract/exchanges.ts';
import { client } from '../../api/client.ts';
import { onConsoleEvent } from '../../api/event-stream.ts';
import { exchangeQuery, queryClient } from '../../api/queries.ts';
import { BeginActions } from '../../ui/begin-actions.tsx';
import { ClearPanel } from '../../ui/clear-panel.tsx';
import { DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { NoMatch } from '../../ui/no-match.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { Split } from '../../ui/split.tsx';
import { ExportPanel } from './export-panel.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { toggled, useLogColumns } from './log-columns.tsx';
import type { LogFeed, LogState } from './log-feed.ts';
import { LogFilters } from './log-filters.tsx';
import { LogHeader, type Panel } from './log-header.tsx';
import { RemovePanel } from './remove-panel.tsx';
import { filterOf, filterSize, queryOf } from './search.ts';
import { useLogFeed } from './use-log-feed.ts';
import classes from './log.module.css';

const AT_TOP = 4;
const NOBODY: ReadonlySet<number> = new Set();
const keyOf = (exchange: ExchangeSummary) => String(exchange.id);

/** Every exchange, live: what the IdP did, in a sentence each. */
export function LogScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/log' });
  const address = useLocation({ select: (location) => location.searchStr });
  const open = useChildMatches({ select: (matches) => matches[0] });
  const openedId = open === undefined || !('id' in open.params) ? null : open.params.id;
  const { feed, state } = useLogFeed(filterOf(search));
  const [panel, setPanel] = useState<Panel | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(NOBODY);
  const columns = useLogColumns({ pinned: state.pinned, chosen, onChoose: setChosen });
  const scroll = useRef<HTMLDivElement>(null);

  const readOlder = useCallback(() => void feed.readOlder(), [feed]);
  const onScroll = useCallback((top: number) => feed.follow(top <= AT_TOP), [feed]);
  const showNew = () => {
    scroll.current?.scrollTo({ top: 0 });
    feed.takeInWaiting();
  };
  useEffect(
    () =>
      onConsoleEvent((event) => {
        if (event.type === 'log.changed' && event.exchangeId !== null) void refreshPin(feed, event.exchangeId);
      }),
    [feed],
  );

  const narrowed = filterSize(search) > 0 || chosen.size > 0;
  const selection = chosen.size > 0 ? { ids: [...chosen] } : { query: queryOf(search) };
  const count = chosen.size > 0 ? t('log.count', { count: chosen.size }) : countText(t, state);
  const replay = () => {
    const source = chosen.size > 0 ? { ids: [...chosen] } : { filter: filterOf(search) };
    void navigate({ to: '/log/runs/new', search: source });
  };
  const closePanel = () => setPanel(null);
  const list = (
    <>
      <LogHeader
        count={state.phase === 'ready' && (state.total > 0 || narrowed) ? countText(t, state) : undefined}
        paused={state.paused}
        onPause={(paused) => feed.pause(paused)}
        onPanel={state.total === 0 && !narrowed ? null : setPanel}
        onReplay={state.total === 0 ? null : replay}
        narrowed={narrowed}
      />
      {panel === 'clear' ? (
        <ClearPanel
          consequence={t('log.clearConsequence', { count: state.total })}
          action={t('log.clearDo', { count: state.total })}
          clear={() => client.exchanges.clear({})}
          onDone={closePanel}
        />
      ) : null}
      {panel === 'export' ? <ExportPanel key={count} selection={selection} count={count} onDone={closePanel} /> : null}
      {panel === 'limits' ? <LimitsPanel onDone={closePanel} /> : null}
      {panel === 'remove' ? (
        <RemovePanel
          selection={selection}
          count={count}
          onDone={() => {
            setChosen(NOBODY);
            closePanel();
          }}
        />
      ) : null}
      <LogFilters search={search} />
      {chosen.size === 0 ? null : (
        <p className={classes['chosen']} role="status">
          {t('log.chosen', { count: chosen.size })}{' '}
          <button type="button" className={classes['more']} onClick={() => setChosen(NOBODY)}>
            {t('log.chooseNone')}
          </button>
        </p>
      )}
      {state.phase === 'loading' ? <RowsSkeleton rows={14} /> : null}
      {state.failure === null ? null : (
        <div className={classes['note']}>
          <FailureNote error={state.failure} onRetry={() => feed.reload()} />
        </div>
      )}
      {state.searching && state.rows.length === 0 ? <p className={classes['note']}>{t('log.searching')}</p> : null}
      {state.phase === 'ready' && state.rows.length === 0 && !state.searching && state.waiting.length === 0 ? (
        <NothingLogged filtered={filterSize(search) > 0} />
      ) : null}
      {state.rows.length === 0 && state.waiting.length === 0 ? null : (
        <div className={classes['live']}>
          {state.waiting.length === 0 ? null : (
            <button type="button" className={classes['new']} onClick={showNew}>
              <IconArrowUp size={14} stroke={2} aria-hidden />
              {t('log.new', { count: state.waiting.length })}
            </button>
          )}
          <DataList
            label={t('nav.log')}
            items={state.rows}
            total={state.total}
            columns={columns}
            layout={classes['columns']}
            keyOf={keyOf}
            hrefOf={(exchange) => `/log/${exchange.id}${address}`}
            opened={openedId}
            onOpen={(exchange, { replace }) =>
              void navigate({ to: '/log/$id', params: { id: String(exchange.id) }, search: (previous) => previous, replace })
            }
            onChoose={({ id }) => setChosen(toggled(chosen, id))}
            onEndNear={readOlder}
            onScroll={onScroll}
            scrollRef={scroll}
          />
        </div>
      )}
      {state.olderFailure === null ? null : (
        <div className={classes['note']}>
          <FailureNote error={state.olderFailure} onRetry={readOlder} />
        </div>
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}

/** A number that is not counted says so. */
function countText(t: TFunction, { total, totalIs }: Pick<LogState, 'total' | 'totalIs'>): string {
  const count = t('log.count', { count: total });
  return totalIs === 'exact' ? count : t(totalIs === 'about' ? 'log.about' : 'log.atLeast', { count });
}

/** The pin of a row, after it was set here or in another window. */
async function refreshPin(feed: LogFeed, id: number): Promise<void> {
  const exchange = await queryClient.query({ ...exchangeQuery(id), staleTime: 0 });
  feed.setPinned(id, exchange.pinned);
}

function NothingLogged({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  if (filtered) {
    return <NoMatch title={t('log.noMatch')} onClear={() => void navigate({ to: '/log' })} />;
  }
  return (
    <EmptyState title={t('log.empty.title')} action={<BeginActions />}>
      {t('log.empty.text')}
    </EmptyState>
  );
}
