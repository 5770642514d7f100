import { SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useChildMatches, useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleView } from '#shared/contract/rules.ts';
import { rulesQuery } from '../../api/queries.ts';
import { type Column, DataList } from '../../ui/data-list.tsx';
import { NoMatch } from '../../ui/no-match.tsx';
import { FilterRow, PageHeader } from '../../ui/page.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { Sentence } from '../../ui/sentence.tsx';
import { Split } from '../../ui/split.tsx';
import { Presets } from './presets.tsx';
import { RulesSearch } from './search.ts';
import classes from './rules.module.css';

const keyOf = (rule: RuleView) => rule.id;

/** Every behaviour beyond the RFCs: what it is, how sure we are, and how it is set. */
export function RulesScreen() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const kept = useSearch({ from: '/rules' });
  const { text = '', show } = kept;
  const address = useLocation({ select: (location) => location.searchStr });
  const rules = useQuery(rulesQuery());
  const open = useChildMatches({ select: (matches) => matches[0] });
  const openedId = open === undefined || !('id' in open.params) ? null : open.params.id;
  const all = rules.data?.items ?? [];
  const items = all.filter((rule) => matchesText(rule, text) && matchesShow(rule, show));

  const search = useCallback(
    (next: string) =>
      void navigate({ to: '.', search: (previous) => ({ ...previous, text: next === '' ? undefined : next }), replace: true }),
    [navigate],
  );

  const columns: Column<RuleView>[] = [
    { key: 'title', header: t('rules.column.title'), main: true, render: (rule) => <Sentence text={rule.title} /> },
    {
      key: 'fidelity',
      header: t('rules.column.fidelity'),
      render: (rule) => <span className={classes['quiet']}>{t(`fidelity.${rule.fidelity}.word`)}</span>,
    },
    {
      key: 'value',
      header: t('rules.column.value'),
      className: classes['value'],
      render: (rule) => <CurrentValue rule={rule} />,
    },
    {
      key: 'touched',
      header: t('rules.column.touched'),
      align: 'end',
      render: (rule) => (
        <span className={rule.touched === 0 ? classes['faint'] : undefined}>{t('number', { value: rule.touched })}</span>
      ),
    },
  ];

  const list = (
    <>
      <PageHeader title={t('nav.rules')} count={rules.data === undefined ? undefined : t('rules.count', { count: all.length })} />
      {rules.data === undefined ? null : <Presets current={rules.data.preset} />}
      <FilterRow>
        <SearchField value={text} label={t('rules.search')} onSearch={search} />
        <SegmentedControl
          aria-label={t('rules.show.label')}
          value={show ?? 'all'}
          onChange={(value) => {
            const next = RulesSearch.parse({ show: value }).show;
            void navigate({ to: '.', search: (previous) => ({ ...previous, show: next }), replace: true });
          }}
          data={(['all', 'switchable', 'changed', 'touched'] as const).map((value) => ({
            value,
            label: t(`rules.show.${value}`),
          }))}
        />
      </FilterRow>
      <ReadState of={rules} />
      {rules.data !== undefined && items.length === 0 ? (
        <NoMatch title={t('rules.noMatch')} onClear={() => void navigate({ to: '.', search: {} })} />
      ) : null}
      {items.length === 0 ? null : (
        <DataList
          label={t('nav.rules')}
          items={items}
          total={items.length}
          columns={columns}
          layout={classes['columns']}
          keyOf={keyOf}
          hrefOf={(rule) => `/rules/${rule.id}${address}`}
          opened={openedId}
          onOpen={(rule, { replace }) => void navigate({ to: '/rules/$id', params: { id: rule.id }, search: kept, replace })}
        />
      )}
    </>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}

function CurrentValue({ rule }: { rule: RuleView }) {
  const { t } = useTranslation();
  const label = rule.alternatives.find(({ value }) => value === rule.value)?.label ?? rule.value;
  if (!rule.switchable) return <span className={classes['quiet']}>{label}</span>;
  return (
    <>
      {label}
      {rule.value === rule.defaultValue ? null : <span className={classes['changed']}> · {t('rules.changed')}</span>}
    </>
  );
}

function matchesText(rule: RuleView, text: string): boolean {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const haystack = `${rule.id} ${rule.title} ${rule.statement} ${rule.source}`.toLowerCase();
  return words.every((word) => haystack.includes(word));
}

function matchesShow(rule: RuleView, show: RulesSearch['show']): boolean {
  switch (show) {
    case 'switchable':
      return rule.switchable;
    case 'changed':
      return rule.value !== rule.defaultValue;
    case 'touched':
      return rule.touched > 0;
    case undefined:
      return true;
  }
}
