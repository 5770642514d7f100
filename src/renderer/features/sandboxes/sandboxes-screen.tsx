import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useChildMatches, useNavigate } from '@tanstack/react-router';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { SandboxSummary } from '#shared/contract/sandboxes.ts';
import { sandboxesQuery } from '../../api/queries.ts';
import { chosenSandbox } from '../../api/sandbox.ts';
import { useStore } from '../../api/store.ts';
import { Ago } from '../../ui/ago.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { Split } from '../../ui/split.tsx';
import { DeletedSandboxes } from './deleted-sandboxes.tsx';
import classes from './sandboxes.module.css';

const keyOf = ({ slug }: SandboxSummary) => slug;
const hrefOf = ({ slug }: SandboxSummary) => `/sandboxes/${slug}`;

/** The isolated worlds of this host, and what each holds. */
export function SandboxesScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  // Their counts grow with every request, of which no event tells here.
  const sandboxes = useQuery({ ...sandboxesQuery(), refetchOnMount: 'always' });
  const columns = useColumns();
  const open = useChildMatches({ select: (matches) => matches[0] });
  const opened = open === undefined || !('slug' in open.params) ? null : open.params.slug;
  const items = sandboxes.data?.items ?? [];
  const list = (
    <>
      <PageHeader
        title={t('sandboxes.title')}
        count={sandboxes.data === undefined ? undefined : t('number', { value: items.length })}
        action={
          <Button component={Link} to="/sandboxes/new">
            {t('sandboxes.create')}
          </Button>
        }
      />
      <ReadState of={sandboxes} rows={3} />
      {items.length === 0 ? null : (
        <DataList
          label={t('sandboxes.title')}
          items={items}
          total={items.length}
          columns={columns}
          layout={classes['columns']}
          keyOf={keyOf}
          hrefOf={hrefOf}
          opened={opened}
          onOpen={({ slug }, { replace }) => void navigate({ to: '/sandboxes/$slug', params: { slug }, replace })}
        />
      )}
      <DeletedSandboxes />
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}

function useColumns(): Column<SandboxSummary>[] {
  const { t } = useTranslation();
  const chosen = useStore(chosenSandbox);
  const isShown = ({ slug, isDefault }: SandboxSummary) => (chosen === null ? isDefault : slug === chosen);
  return [
    {
      key: 'name',
      header: t('sandboxes.column.name'),
      main: true,
      render: (item) => (
        <>
          {item.name}
          {isShown(item) ? <span className={classes['quiet']}> · {t('sandboxes.shown')}</span> : null}
        </>
      ),
    },
    {
      key: 'idp',
      header: t('sandboxes.column.idp'),
      className: classes['wide'],
      render: ({ idp }) => (idp === '' ? <span className={classes['quiet']}>–</span> : idp),
    },
    {
      key: 'profile',
      header: t('sandboxes.column.profile'),
      className: classes['widest'],
      render: ({ profile }) => <span className={classes['quiet']}>{profile}</span>,
    },
    {
      key: 'users',
      header: t('sandboxes.column.users'),
      align: 'end',
      render: ({ counts, problem }) =>
        counts === null ? (
          <span className={classes['broken']} title={problem ?? undefined}>
            <IconAlertTriangle size={14} stroke={1.75} aria-hidden />
            {t('sandboxes.damaged')}
          </span>
        ) : (
          t('number', { value: counts.users })
        ),
    },
    {
      key: 'requests',
      header: t('sandboxes.column.requests'),
      align: 'end',
      render: ({ counts }) => (counts === null ? null : t('number', { value: counts.requests })),
    },
    {
      key: 'last',
      header: t('sandboxes.column.lastCall'),
      render: ({ counts }) =>
        counts === null ? null : (
          <span className={classes['quiet']}>
            {counts.lastCall === null ? t('sandboxes.never') : <Ago at={counts.lastCall} short />}
          </span>
        ),
    },
    {
      key: 'url',
      header: t('sandboxes.column.url'),
      className: classes['widest'],
      render: ({ tenantUrl }) => <code className={classes['quiet']}>{new URL(tenantUrl).pathname}</code>,
    },
  ];
}
