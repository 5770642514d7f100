import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, Outlet, useChildMatches, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MailSummary } from '#shared/contract/mails.ts';
import { client } from '../../api/client.ts';
import { Ago } from '../../ui/ago.tsx';
import { ClearPanel } from '../../ui/clear-panel.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageHeader } from '../../ui/page.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { Split } from '../../ui/split.tsx';
import { LinkState, RelayMark, useWhy } from './mail-state.tsx';
import { mailsQuery } from './queries.ts';
import classes from './outbox.module.css';

const keyOf = (mail: MailSummary) => String(mail.id);
const hrefOf = (mail: MailSummary) => `/outbox/${mail.id}`;

/** Every mail that people would get, newest first, and whether its link still works. */
export function OutboxScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mails = useInfiniteQuery(mailsQuery());
  const kept = useSearch({ from: '/outbox' });
  const open = useChildMatches({ select: (matches) => matches[0] });
  const openedId = open === undefined || !('id' in open.params) ? null : open.params.id;
  const [clearing, setClearing] = useState(false);
  const items = mails.data?.pages.flatMap((page) => page.items) ?? [];
  const total = mails.data?.pages[0]?.total ?? 0;
  const columns = useColumns();
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = mails;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);

  const list = (
    <>
      <PageHeader
        title={t('nav.outbox')}
        count={total === 0 ? undefined : t('outbox.count', { count: total })}
        action={
          total === 0 ? null : (
            <Button variant="default" onClick={() => setClearing(true)}>
              {t('outbox.clear')}
            </Button>
          )
        }
      />
      {clearing && total > 0 ? (
        <ClearPanel
          consequence={t('outbox.clearConsequence', { count: total })}
          action={t('outbox.clearDo', { count: total })}
          clear={async () => {
            // A mail that is open goes with the others.
            await navigate({ to: '/outbox' });
            await client.mails.clear({});
          }}
          onDone={() => setClearing(false)}
        />
      ) : null}
      <ReadState of={mails} rows={4} />
      {mails.data !== undefined && total === 0 ? <NoMails /> : null}
      {items.length === 0 ? null : (
        <DataList
          label={t('nav.outbox')}
          items={items}
          total={total}
          columns={columns}
          layout={classes['columns']}
          keyOf={keyOf}
          hrefOf={hrefOf}
          opened={openedId}
          onOpen={(mail, { replace }) =>
            void navigate({ to: '/outbox/$id', params: { id: String(mail.id) }, search: kept, replace })
          }
          onEndNear={more}
        />
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}

function useColumns(): Column<MailSummary>[] {
  const { t } = useTranslation();
  const why = useWhy();
  return [
    {
      key: 'to',
      header: t('outbox.column.to'),
      main: true,
      render: (mail) => (
        <>
          {mail.recipient}
          {mail.recipientName === null ? null : <span className={classes['quiet']}> {mail.recipientName}</span>}
        </>
      ),
    },
    {
      key: 'subject',
      header: t('outbox.column.subject'),
      className: classes['widest'],
      render: (mail) => (
        <span className={classes['quiet']} lang={mail.language}>
          {mail.subject}
        </span>
      ),
    },
    {
      key: 'why',
      header: t('outbox.column.why'),
      className: classes['wide'],
      render: (mail) => <span className={classes['quiet']}>{why(mail)}</span>,
    },
    { key: 'link', header: t('outbox.column.link'), render: (mail) => <LinkState link={mail.link} /> },
    {
      key: 'relay',
      header: t('outbox.column.relay'),
      className: classes['wide'],
      render: (mail) => <RelayMark relay={mail.relay} />,
    },
    {
      key: 'at',
      header: t('outbox.column.at'),
      render: (mail) => (
        <span className={classes['quiet']}>
          <Ago at={mail.at} short />
        </span>
      ),
    },
  ];
}

function NoMails() {
  const { t } = useTranslation();
  return (
    <EmptyState
      title={t('outbox.empty.title')}
      action={
        <Button variant="default" component={Link} to="/directory/users">
          {t('outbox.empty.action')}
        </Button>
      }
    >
      <Sentence text={t('outbox.empty.text')} />
    </EmptyState>
  );
}
