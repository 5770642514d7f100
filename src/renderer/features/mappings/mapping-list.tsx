import { SegmentedControl } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import { useChildMatches, useLocation, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { MappingRow } from '#shared/contract/mappings.ts';
import { PathInRow, shortPath } from '../../ui/attribute-path.tsx';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { NoMatch } from '../../ui/no-match.tsx';
import { FilterRow } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { MappingVerdictChip } from './mapping-verdict.tsx';
import { type Row, matches, needsAttention } from './rows.ts';
import { MappingsSearch } from './search.ts';
import { useKeptSearch } from './use-kept-search.ts';
import classes from './mappings.module.css';

const keyOf = ({ row }: Row) => row.id;

/** The mappings of a file, or the attributes that were sent, each with its verdict. */
export function MappingList({ place, rows }: { place: 'file' | 'sent'; rows: readonly Row[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kept = useKeptSearch();
  const { text = '', show } = kept;
  const address = useLocation({ select: (location) => location.searchStr });
  const openedId = useChildMatches({ select: (open) => open[0] });
  const opened = openedId === undefined || !('id' in openedId.params) ? null : openedId.params.id;
  const items = rows.filter((row) => (show === undefined || needsAttention(row.row)) && matches(row, text));
  const columns = useColumns(place);

  const search = useCallback(
    (next: string) =>
      void navigate({ to: '.', search: (previous) => ({ ...previous, text: next === '' ? undefined : next }), replace: true }),
    [navigate],
  );

  return (
    <>
      <FilterRow>
        <SearchField value={text} label={t('mappings.search')} onSearch={search} />
        <SegmentedControl
          aria-label={t('mappings.show.label')}
          value={show ?? 'all'}
          onChange={(value) => {
            const next = MappingsSearch.parse({ show: value }).show;
            void navigate({ to: '.', search: (previous) => ({ ...previous, show: next }), replace: true });
          }}
          data={[
            { value: 'all', label: t('mappings.show.all', { count: rows.length }) },
            {
              value: 'attention',
              label: t('mappings.show.attention', { count: rows.filter(({ row }) => needsAttention(row)).length }),
            },
          ]}
        />
      </FilterRow>
      {items.length === 0 ? (
        <NoMatch
          title={show === 'attention' && text === '' ? t('mappings.nothingWrong') : t('mappings.noMatch')}
          text={show === 'attention' && text === '' ? t('mappings.nothingWrongText') : t('search.noMatch')}
          onClear={() => void navigate({ to: '.', search: {}, replace: true })}
        />
      ) : (
        <DataList
          label={t('nav.mappings')}
          items={items}
          total={items.length}
          columns={columns}
          layout={classes[`${place}Columns`]}
          keyOf={keyOf}
          hrefOf={({ row }) => `/mappings/${place}/${encodeURIComponent(row.id)}${address}`}
          opened={opened}
          onOpen={({ row }, { replace }) =>
            void navigate({
              to: place === 'file' ? '/mappings/file/$id' : '/mappings/sent/$id',
              params: { id: row.id },
              search: kept,
              replace,
            })
          }
        />
      )}
    </>
  );
}

function useColumns(place: 'file' | 'sent'): Column<Row>[] {
  const { t } = useTranslation();
  const verdict: Column<Row> = {
    key: 'verdict',
    header: t('mappings.column.verdict'),
    render: ({ row }) => <MappingVerdictChip row={row} sent={place === 'sent'} />,
  };
  const about: Column<Row> = {
    key: 'about',
    header: t('mappings.column.about'),
    className: classes[place === 'file' ? 'said' : 'wide'],
    render: ({ row }) => {
      const what = row.findings[0]?.what ?? '';
      return (
        <span className={classes['quiet']} title={what}>
          {shortPath(what)}
        </span>
      );
    },
  };
  const object: Column<Row> = {
    key: 'object',
    header: t('mappings.column.object'),
    className: classes['widest'],
    render: ({ row }) => <ObjectName resourceType={row.resourceType} />,
  };
  if (place === 'file') {
    const mapping = { key: 'mapping', header: t('mappings.column.mapping'), main: true, render: Arrow };
    return [verdict, mapping, about, object];
  }
  return [
    verdict,
    { key: 'attribute', header: t('mappings.column.attribute'), main: true, render: ({ row }) => <Target row={row} /> },
    { key: 'coverage', header: t('mappings.column.coverage'), align: 'end', render: Coverage },
    { key: 'samples', header: t('mappings.column.samples'), className: classes['samples'], render: Samples },
    about,
    object,
  ];
}

function ObjectName({ resourceType }: { resourceType: string }) {
  const { t } = useTranslation();
  const isKnown = resourceType === 'User' || resourceType === 'Group';
  return <span className={classes['quiet']}>{isKnown ? t(`mappings.object.${resourceType}`) : resourceType}</span>;
}

/** `[jobTitle] → title` */
function Arrow({ row }: Row) {
  const { t } = useTranslation();
  const source = row.mapping?.source ?? '';
  return (
    <span className={classes['arrow']}>
      {source === '' ? <NoSource mapping={row.mapping} /> : <code className={classes['source']}>{source}</code>}
      <IconArrowRight size={14} stroke={1.75} aria-label={t('mappings.goesTo')} role="img" />
      <Target row={row} />
    </span>
  );
}

function NoSource({ mapping }: Pick<MappingRow, 'mapping'>) {
  const { t } = useTranslation();
  const words =
    mapping === null
      ? t('mappings.notMapped')
      : mapping.kind === 'observed'
        ? t('mappings.tickedSource')
        : t('mappings.noSource');
  return <span className={classes['none']}>{words}</span>;
}

function Target({ row }: Pick<Row, 'row'>) {
  return <PathInRow path={row.mapping?.target ?? row.attribute} />;
}

function Coverage({ row, observed, resources }: Row) {
  const { t } = useTranslation();
  if (resources === 0) return <span className={classes['quiet']}>–</span>;
  const covered = observed?.covered ?? 0;
  const gap = covered < resources && row.role === 'required';
  return <span className={gap ? classes['gap'] : classes['quiet']}>{t('mappings.coverage', { covered, count: resources })}</span>;
}

function Samples({ observed }: Row) {
  return <span className={classes['quiet']}>{observed === null ? '' : observed.samples.slice(0, 3).join(' · ')}</span>;
}
