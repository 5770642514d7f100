import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, Outlet, useChildMatches, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RunStep, RunSummary, StepOutcome } from '#shared/contract/replay.ts';
import { Failure } from '../../api/failure.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FilterRow, PageHeader } from '../../ui/page.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { Split } from '../../ui/split.tsx';
import { BesideChoice, BesideResult } from './beside-run.tsx';
import { OutcomeIcon } from './outcome.tsx';
import { runQuery, stepsQuery } from './queries.ts';
import { RunControls } from './run-controls.tsx';
import { RunHeadline } from './run-headline.tsx';
import { RunSearch } from './search.ts';
import { StartAtEndpoint } from './start-at-endpoint.tsx';
import classes from './replay.module.css';

const keyOf = (step: RunStep) => String(step.seq);

/** One replay: how it stands, and each exchange then and now. */
export function RunScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/log/runs/$id' });
  const number = Number(id);
  const valid = Number.isSafeInteger(number) && number > 0;
  const run = useQuery({ ...runQuery(number), enabled: valid });
  const open = useChildMatches({ select: (matches) => matches[0] });
  const opened = open === undefined || !('seq' in open.params) ? null : open.params.seq;
  const list = (
    <>
      <PageHeader
        title={run.data?.title ?? t('replay.one', { id })}
        action={
          <>
            <Button variant="subtle" color="gray" component={Link} to="/log/runs">
              {t('replay.back')}
            </Button>
            {run.data === undefined ? null : <RunControls run={run.data} />}
          </>
        }
      />
      <div className={classes['note']}>
        {valid ? null : <FailureNote error={new Failure('not_found', t('replay.unknown', { id }))} />}
        {run.isError ? <FailureNote error={run.error} onRetry={() => void run.refetch()} /> : null}
      </div>
      {valid && run.isPending ? <RowsSkeleton rows={12} /> : null}
      {run.data === undefined ? null : (
        <>
          <RunHeadline run={run.data} />
          {run.data.target.kind === 'endpoint' &&
          (run.data.state === 'ready' || (run.data.state !== 'paused' && run.data.resumable)) ? (
            <StartAtEndpoint key={run.data.state} run={run.data} url={run.data.target.url} />
          ) : null}
          <Steps run={run.data} opened={opened} />
        </>
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}

const SHOWN = ['all', 'differs', 'cannot', 'same'] as const;

function Steps({ run, opened }: { run: RunSummary; opened: string | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kept = useSearch({ from: '/log/runs/$id' });
  const { show, beside } = kept;
  const address = useLocation({ select: (location) => location.searchStr });
  const outcomes: StepOutcome[] = show === undefined ? [] : show === 'cannot' ? ['cannot', 'in-doubt'] : [show];
  const steps = useInfiniteQuery(stepsQuery(run.id, outcomes));
  const columns = useStepColumns();
  const items = steps.data?.pages.flatMap((page) => page.items) ?? [];
  const params = { id: String(run.id) };
  return (
    <>
      <FilterRow>
        <SegmentedControl
          aria-label={t('replay.show.label')}
          value={show ?? 'all'}
          onChange={(value) => {
            const next = RunSearch.parse({ show: value }).show;
            void navigate({ to: '.', search: (previous) => ({ ...previous, show: next }), replace: true });
          }}
          data={SHOWN.map((value) => ({ value, label: t(`replay.show.${value}`) }))}
        />
        <BesideChoice run={run} />
      </FilterRow>
      {beside === undefined ? null : <BesideResult run={run} beside={beside} />}
      {steps.isError ? (
        <div className={classes['note']}>
          <FailureNote error={steps.error} onRetry={() => void steps.refetch()} />
        </div>
      ) : null}
      {steps.data !== undefined && items.length === 0 ? (
        <EmptyState title={t('replay.noStep.title')}>{t('replay.noStep.text')}</EmptyState>
      ) : null}
      {items.length === 0 ? null : (
        <DataList
          label={t('replay.steps')}
          items={items}
          total={steps.data?.pages[0]?.total ?? items.length}
          columns={columns}
          layout={classes['stepColumns']}
          keyOf={keyOf}
          hrefOf={(step) => `/log/runs/${run.id}/${step.seq}${address}`}
          opened={opened}
          onOpen={(step, { replace }) =>
            void navigate({
              to: '/log/runs/$id/$seq',
              params: { ...params, seq: String(step.seq) },
              search: kept,
              replace,
            })
          }
          onEndNear={() => {
            if (steps.hasNextPage && !steps.isFetchingNextPage) void steps.fetchNextPage();
          }}
        />
      )}
    </>
  );
}

function useStepColumns(): Column<RunStep>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'seq',
      header: t('replay.column.seq'),
      align: 'end',
      render: (step) => <span className={classes['quiet']}>{step.seq}</span>,
    },
    {
      key: 'outcome',
      header: t('replay.column.outcome'),
      silentHeader: true,
      className: classes['icon'],
      render: (step) => <OutcomeIcon outcome={step.outcome} />,
    },
    { key: 'sentence', header: t('replay.column.was'), main: true, render: (step) => <Sentence text={step.sentence} /> },
    {
      key: 'note',
      header: t('replay.column.note'),
      className: classes['noteColumn'],
      render: (step) => (
        <span className={classes['quiet']}>
          {step.differenceCount > 0 ? t('replay.places', { count: step.differenceCount }) : (step.reason ?? '')}
        </span>
      ),
    },
    {
      key: 'before',
      header: t('replay.column.then'),
      align: 'end',
      render: (step) => <span className={classes['quiet']}>{step.originalStatus}</span>,
    },
    {
      key: 'now',
      header: t('replay.column.now'),
      align: 'end',
      render: (step) => (
        <span
          className={classes['status']}
          data-changed={(step.status !== null && step.status !== step.originalStatus) || undefined}
        >
          {step.status ?? '–'}
        </span>
      ),
    },
  ];
}
