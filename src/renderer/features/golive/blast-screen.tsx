import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link, Outlet, useChildMatches, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { BlastCategory, type BlastRow, type UserListInfo } from '#shared/contract/user-list.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FilterRow } from '../../ui/page.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { Split } from '../../ui/split.tsx';
import { GoLiveHeader } from './golive-header.tsx';
import { blastQuery, userListQuery } from './queries.ts';
import { BlastSearch } from './search.ts';
import classes from './golive.module.css';

/** Whom the first cycle would meet in the real system. */
export function BlastScreen() {
  const { t } = useTranslation();
  const list = useQuery(userListQuery());
  const open = useChildMatches({ select: (matches) => matches[0] });
  const info = list.data?.list ?? null;
  const content = (
    <>
      <GoLiveHeader
        action={
          open === undefined && info !== null ? (
            <Button component={Link} to="/go-live/blast-radius/import" search>
              {t('golive.blast.import')}
            </Button>
          ) : undefined
        }
      />
      <ReadState of={list} />
      {list.data !== undefined && info === null ? (
        <EmptyState
          title={t('golive.blast.empty.title')}
          action={
            <Button component={Link} to="/go-live/blast-radius/import" search>
              {t('golive.blast.import')}
            </Button>
          }
        >
          {t('golive.blast.empty.text')}
        </EmptyState>
      ) : null}
      {info === null ? null : (
        <Compared info={info} openedId={open !== undefined && 'id' in open.params ? open.params.id : null} />
      )}
    </>
  );
  return <Split list={content} detail={open === undefined ? null : <Outlet />} />;
}

const keyOf = (row: BlastRow) => row.id;

function Compared({ info, openedId }: { info: UserListInfo; openedId: string | null }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { text = '', show } = useSearch({ from: '/go-live/blast-radius' });
  const blast = useInfiniteQuery(blastQuery(text, show ?? null));
  const first = blast.data?.pages[0];
  const items = blast.data?.pages.flatMap((page) => page.items) ?? [];
  const search = useCallback(
    (next: string) =>
      void navigate({ to: '.', search: (previous) => ({ ...previous, text: next === '' ? undefined : next }), replace: true }),
    [navigate],
  );
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = blast;
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  const columns: Column<BlastRow>[] = [
    {
      key: 'category',
      header: t('golive.blast.column.category'),
      render: ({ category }) => (
        <span className={classes['category']} data-category={category}>
          {t(`golive.blast.category.${category}`)}
        </span>
      ),
    },
    { key: 'who', header: t('golive.blast.column.who'), main: true, render: ({ userName }) => userName },
    {
      key: 'name',
      header: t('golive.blast.column.name'),
      className: classes['what'],
      render: ({ name }) => <span className={classes['quiet']}>{name ?? '–'}</span>,
    },
    {
      key: 'consequence',
      header: t('golive.blast.column.consequence'),
      className: classes['what'],
      render: ({ consequences }) => (
        <span className={classes['quiet']} title={consequences.map((one) => one.text).join(' ')}>
          <Sentence text={consequences[0]?.text ?? ''} />
        </span>
      ),
    },
  ];
  const countOf = (category: BlastCategory) => first?.counts.find((one) => one.category === category)?.count ?? 0;
  return (
    <>
      <div className={classes['standing']}>
        <p className={classes['sentence']}>{first?.sentence ?? '\u00a0'}</p>
        <p className={classes['prose']}>{t('golive.blast.note', { name: info.name })}</p>
      </div>
      <FilterRow>
        <SearchField value={text} label={t('golive.blast.search')} onSearch={search} />
        <SegmentedControl
          aria-label={t('golive.blast.show')}
          value={show ?? 'all'}
          onChange={(value) => {
            const next = BlastSearch.parse({ show: value }).show;
            void navigate({ to: '.', search: (previous) => ({ ...previous, show: next }), replace: true });
          }}
          data={[
            { value: 'all', label: t('golive.blast.all') },
            ...BlastCategory.options
              .filter((category) => countOf(category) > 0 || show === category)
              .map((value) => ({ value, label: `${t(`golive.blast.category.${value}`)} ${countOf(value)}` })),
          ]}
        />
      </FilterRow>
      <ReadState of={blast} />
      {first !== undefined && items.length === 0 ? (
        <EmptyState title={t('golive.blast.noMatch')}>{t('golive.blast.noMatchText')}</EmptyState>
      ) : null}
      {items.length === 0 ? null : (
        <DataList
          label={t('golive.part.blast')}
          items={items}
          total={first?.total ?? 0}
          columns={columns}
          layout={classes['blastColumns']}
          keyOf={keyOf}
          hrefOf={({ id }) => `/go-live/blast-radius/${encodeURIComponent(id)}`}
          opened={openedId}
          onOpen={({ id }, { replace }) =>
            void navigate({ to: '/go-live/blast-radius/$id', params: { id }, search: true, replace })
          }
          onEndNear={more}
        />
      )}
    </>
  );
}
