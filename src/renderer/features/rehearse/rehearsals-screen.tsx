import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useChildMatches, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RehearsalSummary } from '#shared/contract/rehearsals.ts';
import { Ago } from '../../ui/ago.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { Split } from '../../ui/split.tsx';
import { rehearsalsQuery } from './queries.ts';
import classes from './rehearse.module.css';

const keyOf = (run: RehearsalSummary) => String(run.id);

/** All rehearsals: which identity provider, how it came out, when. */
export function RehearsalsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const runs = useQuery(rehearsalsQuery());
  const open = useChildMatches({ select: (matches) => matches[0] });
  const columns = useColumns();
  const items = runs.data?.items ?? [];
  const begin = (
    <Button component={Link} to="/rehearse/new">
      {t('rehearse.begin')}
    </Button>
  );
  const list = (
    <>
      <PageHeader
        title={t('rehearse.title')}
        count={items.length === 0 ? undefined : t('rehearse.count', { count: items.length })}
        action={items.length === 0 || open !== undefined ? null : begin}
      />
      <ReadState of={runs} />
      {runs.data !== undefined && items.length === 0 ? (
        <EmptyState title={t('rehearse.empty.title')} action={open === undefined ? begin : undefined}>
          {t('rehearse.empty.text')}
        </EmptyState>
      ) : null}
      {items.length === 0 ? null : (
        <DataList
          label={t('rehearse.title')}
          items={items}
          total={items.length}
          columns={columns}
          layout={classes['runColumns']}
          keyOf={keyOf}
          hrefOf={(run) => `/rehearse/${run.id}`}
          opened={null}
          onOpen={(run) => void navigate({ to: '/rehearse/$id', params: { id: String(run.id) }, search: {} })}
        />
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}

function useColumns(): Column<RehearsalSummary>[] {
  const { t } = useTranslation();
  return [
    {
      key: 'created',
      header: t('rehearse.column.when'),
      render: (run) => (
        <span className={classes['quiet']}>
          <Ago at={run.created} short />
        </span>
      ),
    },
    {
      key: 'who',
      header: t('rehearse.column.who'),
      main: true,
      render: (run) => run.title,
    },
    {
      key: 'result',
      header: t('rehearse.column.result'),
      render: (run) => (
        <span className={classes['result']} data-attention={run.counts.failed > 0 || run.state === 'broken' || undefined}>
          {run.drills.some(({ touched }) => touched > 0) ? (
            <span className={classes['drilled']}>{t('rehearse.inDrillShort')} </span>
          ) : null}
          {run.result}
        </span>
      ),
    },
    {
      key: 'company',
      header: t('rehearse.column.company'),
      className: classes['companyColumn'],
      render: (run) => (
        <span className={classes['quiet']}>{t('rehearse.company', { count: run.people, groups: run.groups })}</span>
      ),
    },
    {
      key: 'mapping',
      header: t('rehearse.column.mapping'),
      className: classes['mappingColumn'],
      render: (run) => <span className={classes['quiet']}>{run.mapping}</span>,
    },
    {
      key: 'state',
      header: t('rehearse.column.state'),
      className: classes['stateColumn'],
      render: (run) => <span className={classes['quiet']}>{t(`rehearse.state.${run.state}`)}</span>,
    },
  ];
}
