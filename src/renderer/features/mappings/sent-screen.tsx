import { useQuery } from '@tanstack/react-query';
import { Outlet, useChildMatches } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ObservedMapping } from '#shared/contract/mapping-operations.ts';
import { BeginActions } from '../../ui/begin-actions.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ReadState } from '../../ui/read-state.tsx';
import { Split } from '../../ui/split.tsx';
import { MappingList } from './mapping-list.tsx';
import { MappingsHeader } from './mappings-header.tsx';
import { observedQuery } from './queries.ts';
import { rowsOf } from './rows.ts';
import { Summary } from './summary.tsx';
import classes from './mappings.module.css';

/** What real requests carried, judged like a mapping. */
export function SentScreen() {
  const { t } = useTranslation();
  const observed = useQuery(observedQuery());
  const open = useChildMatches({ select: (matches) => matches[0] });
  const { data } = observed;
  const list = (
    <div className={classes['drop']}>
      <MappingsHeader />
      <ReadState of={observed} />
      {data !== undefined && data.objects.length === 0 ? (
        <EmptyState title={t('mappings.sent.empty.title')} action={<BeginActions />}>
          {t('mappings.sent.empty.text')}
        </EmptyState>
      ) : null}
      {data === undefined || data.objects.length === 0 ? null : (
        <>
          <Summary from="traffic" report={data.report} about={<About observed={data} />} />
          <MappingList place="sent" rows={rowsOf(data.report.rows, data.objects)} />
        </>
      )}
    </div>
  );
  return <Split list={list} detail={open === undefined ? null : <Outlet />} />;
}

function About({ observed }: { observed: ObservedMapping }) {
  const { t } = useTranslation();
  const { title, idp } = observed.report.set;
  return (
    <>
      {idp === 'unknown' ? null : `${t(`idp.${idp}`)} · `}
      {title} · {observed.bounded ? t('mappings.sent.bounded', { count: observed.looked }) : t('mappings.sent.whole')}
      {observed.whose === 'simulator' ? ` · ${t('mappings.sent.ofSimulator')}` : null}
    </>
  );
}
