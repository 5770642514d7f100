import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useChildMatches, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { RunList } from '../../ui/run-list.tsx';
import { Split } from '../../ui/split.tsx';
import { rehearsalsQuery } from './queries.ts';

/** All rehearsals: which identity provider, how it came out, when. */
export function RehearsalsScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const runs = useQuery(rehearsalsQuery());
  const open = useChildMatches({ select: (matches) => matches[0] });
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
        <RunList
          label={t('rehearse.title')}
          headers={{
            created: t('rehearse.column.when'),
            title: t('rehearse.column.who'),
            result: t('rehearse.column.result'),
            setUp: t('rehearse.column.setUp'),
            state: t('rehearse.column.state'),
          }}
          items={items.map((run) => ({
            id: run.id,
            created: run.created,
            title: run.title,
            result: run.drills.some(({ touched }) => touched > 0) ? `${t('rehearse.inDrillShort')} ${run.result}` : run.result,
            attention: run.counts.failed > 0 || run.state === 'broken',
            setUp: `${run.mapping} · ${t('rehearse.company', { count: run.people, groups: run.groups })}`,
            state: t(`rehearse.state.${run.state}`),
          }))}
          hrefOf={({ id }) => `/rehearse/${id}`}
          onOpen={({ id }) => void navigate({ to: '/rehearse/$id', params: { id: String(id) }, search: {} })}
        />
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}
