import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useChildMatches, useLocation, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RehearsalDetail, RehearsalStep } from '#shared/contract/rehearsals.ts';
import { Failure } from '../../api/failure.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FilterRow, PageHeader } from '../../ui/page.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { Split } from '../../ui/split.tsx';
import { BesideChoice, BesideResult } from './beside.tsx';
import { OutcomeIcon } from './outcome.tsx';
import { optionsQuery, rehearsalQuery } from './queries.ts';
import { RehearsalControls } from './rehearsal-controls.tsx';
import { RehearsalHeadline } from './rehearsal-headline.tsx';
import { RehearsalSearch } from './search.ts';
import classes from './rehearse.module.css';

const keyOf = (step: RehearsalStep) => String(step.seq);

/** One rehearsal: how it came out, and each step told as a sentence, live while it runs. */
export function RehearsalScreen() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/rehearse/$id' });
  const number = Number(id);
  const valid = Number.isSafeInteger(number) && number > 0;
  const run = useQuery({ ...rehearsalQuery(number), enabled: valid });
  const open = useChildMatches({ select: (matches) => matches[0] });
  const opened = open === undefined || !('seq' in open.params) ? null : open.params.seq;
  const list = (
    <>
      <PageHeader
        title={run.data?.title ?? t('rehearse.one', { id })}
        action={
          <>
            <Button variant="subtle" color="gray" component={Link} to="/rehearse">
              {t('rehearse.back')}
            </Button>
            {run.data === undefined || (open !== undefined && run.data.state !== 'running') ? null : (
              <RehearsalControls run={run.data} />
            )}
          </>
        }
      />
      <div className={classes['note']}>
        {valid ? null : <FailureNote error={new Failure('not_found', t('rehearse.unknown', { id }))} />}
        {run.isError ? <FailureNote error={run.error} onRetry={() => void run.refetch()} /> : null}
      </div>
      {valid && run.isPending ? <RowsSkeleton rows={12} /> : null}
      {run.data === undefined ? null : (
        <>
          <RehearsalHeadline run={run.data} />
          <Steps run={run.data} opened={opened} />
        </>
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}

const SHOWN = ['all', 'failed', 'unexpected', 'skipped', 'ok'] as const;

function Steps({ run, opened }: { run: RehearsalDetail; opened: string | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kept = useSearch({ from: '/rehearse/$id' });
  const address = useLocation({ select: (location) => location.searchStr });
  const columns = useStepColumns();
  const { show, beside } = kept;
  const items = show === undefined ? run.steps : run.steps.filter(({ outcome }) => outcome === show);
  return (
    <>
      <FilterRow>
        <SegmentedControl
          aria-label={t('rehearse.show.label')}
          value={show ?? 'all'}
          onChange={(value) => {
            const next = RehearsalSearch.parse({ show: value }).show;
            void navigate({ to: '.', search: (previous) => ({ ...previous, show: next }), replace: true });
          }}
          data={SHOWN.map((value) => ({ value, count: value === 'all' ? run.steps.length : run.counts[value] }))
            .filter(({ value, count }) => value === 'all' || value === show || count > 0)
            .map(({ value, count }) => ({ value, label: t(`rehearse.show.${value}`, { count }) }))}
        />
        <BesideChoice run={run} />
      </FilterRow>
      {beside === undefined ? null : <BesideResult run={run} beside={beside} />}
      {items.length === 0 && run.state !== 'running' ? (
        <EmptyState title={t('rehearse.noStep.title')}>{t('rehearse.noStep.text')}</EmptyState>
      ) : null}
      {items.length === 0 ? null : (
        <DataList
          label={t('rehearse.steps')}
          items={items}
          total={items.length}
          columns={columns}
          layout={classes['stepColumns']}
          keyOf={keyOf}
          hrefOf={(step) => `/rehearse/${run.id}/${step.seq}${address}`}
          opened={opened}
          onOpen={(step, { replace }) =>
            void navigate({
              to: '/rehearse/$id/$seq',
              params: { id: String(run.id), seq: String(step.seq) },
              search: kept,
              replace,
            })
          }
        />
      )}
    </>
  );
}

function useStepColumns(): Column<RehearsalStep>[] {
  const { t } = useTranslation();
  const options = useQuery(optionsQuery());
  const titleOf = (story: string) => options.data?.stories.find(({ name }) => name === story)?.title ?? '';
  return [
    {
      key: 'outcome',
      header: t('rehearse.column.outcome'),
      silentHeader: true,
      className: classes['icon'],
      render: (step) => <OutcomeIcon outcome={step.outcome} />,
    },
    {
      key: 'story',
      header: t('rehearse.column.story'),
      className: classes['storyColumn'],
      render: (step) => <span className={classes['quiet']}>{titleOf(step.story)}</span>,
    },
    { key: 'sentence', header: t('rehearse.column.step'), main: true, render: (step) => step.sentence },
    {
      key: 'told',
      header: t('rehearse.column.told'),
      className: classes['toldColumn'],
      render: (step) => (
        <span className={classes['told']} data-outcome={step.outcome}>
          {step.drilled === 0 ? null : <span className={classes['drilled']}>{t('rehearse.inDrillShort')} </span>}
          <Sentence text={step.told} />
        </span>
      ),
    },
    {
      key: 'requests',
      header: t('rehearse.column.requests'),
      align: 'end',
      className: classes['requestsColumn'],
      render: (step) => <span className={classes['quiet']}>{t('number', { value: step.exchangeCount })}</span>,
    },
  ];
}
