import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useChildMatches, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RunSummary } from '#shared/contract/replay.ts';
import { Ago } from '../../ui/ago.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LogViews } from '../../ui/log-views.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { Split } from '../../ui/split.tsx';
import { needsAttention, useOutcomeWords } from './outcome.tsx';
import { runsQuery } from './queries.ts';
import classes from './replay.module.css';

const keyOf = (run: RunSummary) => String(run.id);

/** All replays: what was sent again, where to, and how it came out. */
export function RunsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const runs = useQuery(runsQuery());
  const open = useChildMatches({ select: (matches) => matches[0] });
  const words = useOutcomeWords();
  const items = runs.data?.items ?? [];
  const columns: Column<RunSummary>[] = [
    {
      key: 'created',
      header: t('replay.column.when'),
      render: (run) => (
        <span className={classes['quiet']}>
          <Ago at={run.created} short />
        </span>
      ),
    },
    { key: 'title', header: t('replay.column.what'), main: true, render: (run) => run.title },
    {
      key: 'target',
      header: t('replay.column.target'),
      className: classes['target'],
      render: (run) => <span className={classes['quiet']}>{run.targetName}</span>,
    },
    {
      key: 'outcome',
      header: t('replay.column.outcome'),
      render: (run) => (
        <span data-attention={needsAttention(run) || undefined} className={classes['counts']}>
          {words(run)}
        </span>
      ),
    },
    {
      key: 'state',
      header: t('replay.column.state'),
      className: classes['stateColumn'],
      render: (run) => <span className={classes['quiet']}>{t(`replay.state.${run.state}`)}</span>,
    },
  ];
  const plan = (
    <Button component={Link} to="/log/runs/new">
      {t('replay.plan')}
    </Button>
  );
  const list = (
    <>
      <PageHeader
        title={t('nav.log')}
        count={items.length === 0 ? undefined : t('replay.count', { count: items.length })}
        action={
          <>
            <LogViews />
            {items.length === 0 ? null : plan}
          </>
        }
      />
      <ReadState of={runs} />
      {runs.data !== undefined && items.length === 0 ? (
        <EmptyState title={t('replay.empty.title')} action={plan}>
          {t('replay.empty.text')}
        </EmptyState>
      ) : null}
      {items.length === 0 ? null : (
        <DataList
          label={t('replay.title')}
          items={items}
          total={items.length}
          columns={columns}
          layout={classes['runColumns']}
          keyOf={keyOf}
          hrefOf={(run) => `/log/runs/${run.id}`}
          opened={null}
          onOpen={(run) => void navigate({ to: '/log/runs/$id', params: { id: String(run.id) }, search: {} })}
        />
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}
