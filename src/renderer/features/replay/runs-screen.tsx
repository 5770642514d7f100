import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useChildMatches, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LogViews } from '../../ui/log-views.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { RunList } from '../../ui/run-list.tsx';
import { Split } from '../../ui/split.tsx';
import { needsAttention, useOutcomeWords } from './outcome.tsx';
import { runsQuery } from './queries.ts';

/** All replays: what was sent again, where to, and how it came out. */
export function RunsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const runs = useQuery(runsQuery());
  const open = useChildMatches({ select: (matches) => matches[0] });
  const words = useOutcomeWords();
  const items = runs.data?.items ?? [];
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
        <RunList
          label={t('replay.title')}
          headers={{
            created: t('replay.column.when'),
            title: t('replay.column.what'),
            result: t('replay.column.outcome'),
            setUp: t('replay.column.target'),
            state: t('replay.column.state'),
          }}
          items={items.map((run) => ({
            id: run.id,
            created: run.created,
            title: run.title,
            result: words(run),
            attention: needsAttention(run),
            setUp: run.targetName,
            state: t(`replay.state.${run.state}`),
          }))}
          hrefOf={({ id }) => `/log/runs/${id}`}
          onOpen={({ id }) => void navigate({ to: '/log/runs/$id', params: { id: String(id) }, search: {} })}
        />
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}
