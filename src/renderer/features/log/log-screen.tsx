import { Button } from '@mantine/core';
import { Link, Outlet, useChildMatches, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { IconArrowUp } from '@tabler/icons-react';
import { useCallback, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExchangeSummary } from '#shared/contract/exchanges.ts';
import { DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { Split } from '../../ui/split.tsx';
import { ClearLog } from './clear-log.tsx';
import { useLogColumns } from './log-columns.tsx';
import { LogFilters } from './log-filters.tsx';
import { filterOf, filterSize } from './search.ts';
import { useLogFeed } from './use-log-feed.ts';
import classes from './log.module.css';

const AT_TOP = 4;
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
  const columns = useLogColumns();
  const scroll = useRef<HTMLDivElement>(null);
  const [clearing, setClearing] = useState(false);

  const readOlder = useCallback(() => void feed.readOlder(), [feed]);
  const onScroll = useCallback((top: number) => feed.follow(top <= AT_TOP), [feed]);
  const showNew = () => {
    scroll.current?.scrollTo({ top: 0 });
    feed.follow(true);
  };

  const list = (
    <>
      <PageHeader
        title={t('nav.log')}
        count={state.phase === 'ready' ? t('log.count', { count: state.total }) : undefined}
        action={
          <>
            <Button variant="subtle" color="gray" component={Link} to="/log/runs">
              {t('replay.seeRuns')}
            </Button>
            {state.total === 0 ? null : (
              <Button
                variant="default"
                onClick={() => void navigate({ to: '/log/runs/new', search: { filter: filterOf(search) } })}
              >
                {t('replay.fromLog')}
              </Button>
            )}
            {state.total === 0 || filterSize(search) > 0 ? null : (
              <Button variant="subtle" color="gray" aria-expanded={clearing} onClick={() => setClearing(!clearing)}>
                {t('log.clear')}
              </Button>
            )}
          </>
        }
      />
      {clearing ? <ClearLog count={state.total} onDone={() => setClearing(false)} /> : null}
      <LogFilters search={search} />
      {state.phase === 'loading' ? <RowsSkeleton rows={14} /> : null}
      {state.failure === null ? null : (
        <div className={classes['note']}>
          <FailureNote error={state.failure} onRetry={() => feed.reload()} />
        </div>
      )}
      {state.phase === 'ready' && state.rows.length === 0 ? <NothingLogged filtered={filterSize(search) > 0} /> : null}
      {state.rows.length === 0 ? null : (
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

function NothingLogged({ filtered }: { filtered: boolean }) {
  const { t } = useTranslation();
  if (filtered) {
    return (
      <EmptyState
        title={t('log.noMatch')}
        action={
          <Button variant="default" component={Link} to="/log">
            {t('search.clearFilters')}
          </Button>
        }
      >
        {t('search.noMatch')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t('log.empty.title')}
      action={
        <Button variant="default" component={Link} to="/connect">
          {t('log.empty.action')}
        </Button>
      }
    >
      {t('log.empty.text')}
    </EmptyState>
  );
}
