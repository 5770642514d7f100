import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, Outlet, useChildMatches, useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Check, Checklist } from '#shared/contract/golive.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { Split } from '../../ui/split.tsx';
import { CheckStateSign } from './check-state.tsx';
import { GoLiveHeader } from './golive-header.tsx';
import { checklistQuery } from './queries.ts';
import classes from './golive.module.css';

const keyOf = (check: Check) => check.id;

/** What has to have been seen before going live, ticked by what was observed. */
export function ChecklistScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const checklist = useQuery(checklistQuery());
  const open = useChildMatches({ select: (matches) => matches[0] });
  const openedId = open === undefined || !('id' in open.params) ? null : open.params.id;

  const columns: Column<Check>[] = [
    { key: 'state', header: t('golive.column.state'), render: ({ state }) => <CheckStateSign state={state} /> },
    { key: 'title', header: t('golive.column.title'), main: true, render: ({ title }) => <Sentence text={title} /> },
    {
      key: 'what',
      header: t('golive.column.what'),
      className: classes['what'],
      render: ({ what }) => (
        <span className={classes['quiet']} title={what}>
          <Sentence text={what} />
        </span>
      ),
    },
  ];

  const list = (
    <>
      <GoLiveHeader />
      <ReadState of={checklist} />
      {checklist.data === undefined ? null : (
        <>
          <Standing checklist={checklist.data} />
          <DataList
            label={t('golive.part.checklist')}
            items={checklist.data.items}
            total={checklist.data.items.length}
            columns={columns}
            layout={classes['checkColumns']}
            keyOf={keyOf}
            hrefOf={({ id }) => `/go-live/checklist/${id}`}
            opened={openedId}
            onOpen={({ id }, { replace }) => void navigate({ to: '/go-live/checklist/$id', params: { id }, replace })}
          />
        </>
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}

/** The answer first: how much is open. */
function Standing({ checklist: { sentence, ready, idp, senders, items, bounded } }: { checklist: Checklist }) {
  const { t } = useTranslation();
  return (
    <div className={classes['standing']}>
      <p className={classes['sentence']} data-ready={ready || undefined}>
        {sentence}
      </p>
      {senders.length === 0 ? (
        <>
          <p className={classes['prose']}>
            {t(items.some(({ state }) => state === 'rehearsed') ? 'golive.simulatedOnly' : 'golive.empty')}
          </p>
          <Button variant="default" className={classes['first'] ?? ''} component={Link} to="/connect">
            {t('golive.connect')}
          </Button>
        </>
      ) : (
        <p className={classes['prose']}>
          {t('golive.with', { idp: t(`idp.${idp ?? 'unknown'}`) })} {bounded ? t('golive.bounded') : null}
        </p>
      )}
    </div>
  );
}
