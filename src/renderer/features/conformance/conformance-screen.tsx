import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useChildMatches, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CheckResult, ConformanceRun } from '#shared/contract/conformance.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { NoMatch } from '../../ui/no-match.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FilterRow, PageHeader } from '../../ui/page.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Split } from '../../ui/split.tsx';
import { OutcomeIcon } from './outcome.tsx';
import { latestRunQuery } from './queries.ts';
import { RunHeadline } from './run-headline.tsx';
import { ConformanceSearch } from './search.ts';
import { useStartRun } from './use-start-run.ts';
import classes from './conformance.module.css';

const keyOf = (check: CheckResult) => check.id;

/** What the RFCs and the identity providers ask of an endpoint, checked one by one. */
export function ConformanceScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kept = useSearch({ from: '/conformance' });
  const latest = useQuery(latestRunQuery());
  const open = useChildMatches({ select: (matches) => matches[0] });
  const run = latest.data ?? null;
  const list = (
    <>
      <PageHeader
        title={t('nav.conformance')}
        action={
          run === null ? null : (
            <Button disabled={run.state === 'running'} onClick={() => void navigate({ to: '/conformance/new', search: kept })}>
              {t('conformance.run')}
            </Button>
          )
        }
      />
      <ReadState of={latest} />
      {latest.data === null ? <NothingYet /> : null}
      {run === null ? null : (
        <>
          <RunHeadline run={run} />
          <Checks run={run} opened={open === undefined || !('id' in open.params) ? null : open.params.id} />
        </>
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}

function NothingYet() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const start = useStartRun();
  return (
    <EmptyState
      title={t('conformance.empty.title')}
      action={
        <>
          <Button loading={start.isPending} onClick={() => start.mutate({ target: { kind: 'throwaway' } })}>
            {t('conformance.empty.action')}
          </Button>
          <Button variant="default" onClick={() => void navigate({ to: '/conformance/new', search: {} })}>
            {t('conformance.empty.other')}
          </Button>
          {start.isError ? <FailureNote error={start.error} /> : null}
        </>
      }
    >
      {t('conformance.empty.text')}
    </EmptyState>
  );
}

function Checks({ run, opened }: { run: ConformanceRun; opened: string | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kept = useSearch({ from: '/conformance' });
  const { text = '', show } = kept;
  const address = useLocation({ select: (location) => location.searchStr });
  const items = run.results.filter((check) => matchesText(check, text) && matchesShow(check, show));
  const firsts = new Set(items.filter((check, index) => items[index - 1]?.group !== check.group));

  const search = useCallback(
    (next: string) =>
      void navigate({ to: '.', search: (previous) => ({ ...previous, text: next === '' ? undefined : next }), replace: true }),
    [navigate],
  );

  const columns: Column<CheckResult>[] = [
    {
      key: 'outcome',
      header: t('conformance.column.outcome'),
      silentHeader: true,
      className: classes['icon'],
      render: ({ outcome }) => <OutcomeIcon outcome={outcome} />,
    },
    {
      key: 'group',
      header: t('conformance.column.group'),
      className: classes['group'],
      // The name of a group stands once, at its first row.
      render: (check) => (
        <span className={firsts.has(check) ? undefined : 'visually-hidden'}>{t(`conformance.group.${check.group}`)}</span>
      ),
    },
    {
      key: 'title',
      header: t('conformance.column.title'),
      main: true,
      render: ({ title, outcome, what }) => (
        <span data-waiting={outcome === 'not-run' || undefined} className={classes['check']}>
          {title}
          {what === null ? null : <span className={classes['what']}> · {what}</span>}
        </span>
      ),
    },
    {
      key: 'source',
      header: t('conformance.column.source'),
      className: classes['source'],
      render: ({ source }) => <span className={classes['quiet']}>{source}</span>,
    },
  ];
  return (
    <>
      <FilterRow>
        <SearchField value={text} label={t('conformance.search')} onSearch={search} />
        <SegmentedControl
          aria-label={t('conformance.show.label')}
          value={show ?? 'all'}
          onChange={(value) => {
            const next = ConformanceSearch.parse({ show: value }).show;
            void navigate({ to: '.', search: (previous) => ({ ...previous, show: next }), replace: true });
          }}
          data={(['all', 'problems', 'not-offered'] as const).map((value) => ({ value, label: t(`conformance.show.${value}`) }))}
        />
      </FilterRow>
      {items.length === 0 ? (
        <NoMatch
          title={show === 'problems' && text === '' ? t('conformance.noProblem') : t('conformance.noMatch')}
          text={show === 'problems' && text === '' ? t('conformance.noProblemText') : t('search.noMatch')}
          onClear={() => void navigate({ to: '.', search: {} })}
        />
      ) : (
        <DataList
          label={t('nav.conformance')}
          items={items}
          total={items.length}
          columns={columns}
          layout={classes['columns']}
          keyOf={keyOf}
          hrefOf={(check) => `/conformance/check/${check.id}${address}`}
          opened={opened}
          onOpen={({ id }, { replace }) => void navigate({ to: '/conformance/check/$id', params: { id }, search: kept, replace })}
        />
      )}
    </>
  );
}

function matchesText(check: CheckResult, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const haystack = `${check.id} ${check.title} ${check.source} ${check.what ?? ''}`.toLowerCase();
  return words.every((word) => haystack.includes(word));
}

function matchesShow({ outcome }: CheckResult, show: ConformanceSearch['show']): boolean {
  if (show === undefined) return true;
  return show === 'problems' ? outcome === 'fail' || outcome === 'warning' : outcome === 'not-offered';
}
