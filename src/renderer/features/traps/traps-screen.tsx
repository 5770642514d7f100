import { useQuery } from '@tanstack/react-query';
import { Outlet, useChildMatches, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Trap } from '#shared/contract/traps.ts';
import type { client } from '../../api/client.ts';
import { trapsQuery } from '../../api/queries.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { BeginActions } from '../../ui/begin-actions.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { Split } from '../../ui/split.tsx';
import { CleanTraps, LookedAt } from './looked-at.tsx';
import { Severity } from './severity.tsx';
import classes from './traps.module.css';

export type TrapReport = Awaited<ReturnType<typeof client.traps.list>>;

const keyOf = (trap: Trap) => trap.id;

/** What goes wrong only later and can be seen now: in the directory, and in what the identity provider sent. */
export function TrapsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const traps = useQuery(trapsQuery());
  const open = useChildMatches({ select: (matches) => matches[0] });
  const openedId = open === undefined || !('id' in open.params) ? null : open.params.id;
  const items = traps.data?.items ?? [];

  const columns: Column<Trap>[] = [
    {
      key: 'severity',
      header: t('traps.column.severity'),
      silentHeader: true,
      render: (trap) => <Severity severity={trap.severity} short />,
    },
    { key: 'title', header: t('traps.column.title'), main: true, render: (trap) => <Sentence text={trap.title} /> },
    {
      key: 'what',
      header: t('traps.column.what'),
      className: classes['what'],
      render: (trap) => (
        <span className={classes['quiet']} title={trap.what}>
          <Sentence text={trap.what} />
        </span>
      ),
    },
    {
      key: 'word',
      header: t('traps.column.when'),
      className: classes['when'],
      render: (trap) => <span className={classes['quiet']}>{t(`traps.severity.${trap.severity}`)}</span>,
    },
  ];

  const list = (
    <>
      <PageHeader
        title={t('nav.traps')}
        count={traps.data === undefined || items.length === 0 ? undefined : t('traps.count', { count: items.length })}
      />
      <ReadState of={traps} />
      {traps.data !== undefined && items.length === 0 ? <NoTraps report={traps.data} /> : null}
      {traps.data === undefined || items.length === 0 ? null : (
        <>
          <p className={classes['looked']}>
            <LookedAt report={traps.data} />
          </p>
          <DataList
            label={t('nav.traps')}
            items={items}
            total={items.length}
            columns={columns}
            layout={classes['columns']}
            keyOf={keyOf}
            hrefOf={(trap) => `/traps/${trap.id}`}
            opened={openedId}
            onOpen={(trap, { replace }) => void navigate({ to: '/traps/$id', params: { id: trap.id }, replace })}
          />
          <details className={classes['foot']}>
            <summary>{t('traps.cleanCount', { count: traps.data.clean.length })}</summary>
            <CleanTraps clean={traps.data.clean} />
          </details>
        </>
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}

/** Nothing was found: what was looked at, and what for. Before the first call there was nothing to look at. */
function NoTraps({ report }: { report: TrapReport }) {
  const { t } = useTranslation();
  const idle = report.looked.exchanges.seen === 0;
  return (
    <div className={classes['scroll']}>
      <EmptyState title={idle ? t('traps.empty.title') : t('traps.none.title')} action={idle ? <BeginActions /> : undefined}>
        {idle ? t('traps.empty.text') : <LookedAt report={report} />}
      </EmptyState>
      <section className={classes['for']}>
        <h2>{idle ? t('traps.lookedFor') : t('traps.notFound')}</h2>
        <CleanTraps clean={report.clean} idle={idle} />
      </section>
    </div>
  );
}
