import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useChildMatches, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Token } from '#shared/contract/tokens.ts';
import { tokensQuery } from '../../api/queries.ts';
import { Ago } from '../../ui/ago.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterRow, PageHeader } from '../../ui/page.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { useRightNames } from '../../ui/rights.tsx';
import { Split } from '../../ui/split.tsx';
import { Toggle } from '../../ui/toggle.tsx';
import { TokenState } from './token-state.tsx';
import classes from './tokens.module.css';

const keyOf = (token: Token) => token.id;
/** The program made it for something that is over: it opens nothing, and only the log still names it. */
const isOfPastRun = (token: Token) => token.ofRun !== null && token.revoked !== null;

/** Which secrets open the SCIM endpoint, whose they are, and what they may do. */
export function TokensScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const rightNames = useRightNames();
  const tokens = useQuery(tokensQuery());
  const open = useChildMatches({ select: (matches) => matches[0] });
  const openedId = open === undefined || !('id' in open.params) ? null : open.params.id;
  const search = useSearch({ from: '/tokens' });
  const address = useLocation({ select: (location) => location.searchStr });
  const all = tokens.data?.items ?? [];
  const ofPastRuns = all.filter(isOfPastRun).length;
  const items = search.runs === true ? all : all.filter((token) => !isOfPastRun(token));
  const live = items.filter(({ revoked }) => revoked === null).length;

  const columns: Column<Token>[] = [
    {
      key: 'name',
      header: t('tokens.column.name'),
      main: true,
      render: (token) => (token.name === '' ? <span className={classes['quiet']}>{t('tokens.unnamed')}</span> : token.name),
    },
    {
      key: 'prefix',
      header: t('tokens.column.prefix'),
      render: (token) => <code className={classes['quiet']}>{token.prefix}</code>,
    },
    { key: 'owner', header: t('tokens.column.owner'), className: classes['wide'], render: (token) => token.ownerName },
    {
      key: 'rights',
      header: t('tokens.column.rights'),
      className: classes['widest'],
      render: (token) => <span className={classes['quiet']}>{rightNames(token.rights)}</span>,
    },
    {
      key: 'used',
      header: t('tokens.column.lastUsed'),
      className: classes['used'],
      render: (token) => (
        <span className={classes['quiet']}>
          {token.lastUsed === null ? t('tokens.never') : <Ago at={token.lastUsed} short />}
        </span>
      ),
    },
    {
      key: 'created',
      header: t('tokens.column.created'),
      className: classes['wide'],
      render: (token) => (
        <span className={classes['quiet']}>
          <Ago at={token.created} short />
        </span>
      ),
    },
    { key: 'state', header: t('tokens.column.state'), render: (token) => <TokenState token={token} /> },
  ];

  const list = (
    <>
      <PageHeader
        title={t('nav.tokens')}
        count={items.length === 0 ? undefined : t('tokens.count', { count: live })}
        action={
          items.length === 0 ? null : (
            <Button component={Link} to="/tokens/new">
              {t('tokens.create')}
            </Button>
          )
        }
      />
      {ofPastRuns === 0 ? null : (
        <FilterRow>
          <Toggle
            on={search.runs === true}
            title={t('tokens.runs.about')}
            onChange={(on) => void navigate({ to: '.', search: on ? { runs: true } : {}, replace: true })}
          >
            {t('tokens.runs.show', { count: ofPastRuns })}
          </Toggle>
        </FilterRow>
      )}
      <ReadState of={tokens} rows={3} />
      {tokens.data !== undefined && items.length === 0 ? (
        <EmptyState
          title={t('tokens.empty.title')}
          action={
            <Button component={Link} to="/tokens/new">
              {t('tokens.create')}
            </Button>
          }
        >
          {t('tokens.empty.text')}
        </EmptyState>
      ) : null}
      {items.length === 0 ? null : (
        <DataList
          label={t('nav.tokens')}
          items={items}
          total={items.length}
          columns={columns}
          layout={classes['columns']}
          keyOf={keyOf}
          hrefOf={(token) => `/tokens/${token.id}${address}`}
          opened={openedId}
          onOpen={(token, { replace }) => void navigate({ to: '/tokens/$id', params: { id: token.id }, search, replace })}
        />
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}
