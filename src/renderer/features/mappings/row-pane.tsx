import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Mapping } from '#shared/contract/mappings.ts';
import { mappingFileQuery } from '../../api/queries.ts';
import { Failure } from '../../api/failure.ts';
import { Ago } from '../../ui/ago.tsx';
import { AttributePath } from '../../ui/attribute-path.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { FindingView } from '../../ui/finding-view.tsx';
import { Facts, Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { MappingVerdictChip } from './mapping-verdict.tsx';
import { observedQuery } from './queries.ts';
import { type Row, rowsOf } from './rows.ts';
import { useKeptSearch } from './use-kept-search.ts';
import classes from './mappings.module.css';

/** One mapping of the file. */
export function FileRowPane() {
  const { id } = useParams({ from: '/mappings/file/$id' });
  const { data, error } = useQuery(mappingFileQuery());
  const rows = data === undefined ? undefined : rowsOf(data.file?.report.rows ?? []);
  return <RowPane to="/mappings/file" id={id} rows={rows} error={error} />;
}

/** One attribute as it was sent. */
export function SentRowPane() {
  const { id } = useParams({ from: '/mappings/sent/$id' });
  const { data, error } = useQuery(observedQuery());
  const rows = data === undefined ? undefined : rowsOf(data.report.rows, data.objects);
  return <RowPane to="/mappings/sent" id={id} rows={rows} error={error} />;
}

function RowPane({
  to,
  id,
  rows,
  error,
}: {
  to: '/mappings/file' | '/mappings/sent';
  id: string;
  rows: readonly Row[] | undefined;
  error: unknown;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useKeptSearch();
  const found = rows?.find(({ row }) => row.id === id);
  return (
    <Pane kind={t('mappings.kind')} onClose={() => void navigate({ to, search })}>
      {error === null ? null : <FailureNote error={error} />}
      {rows === undefined && error === null ? <RowsSkeleton rows={6} /> : null}
      {rows !== undefined && found === undefined ? <FailureNote error={new Failure('not_found', t('mappings.gone'))} /> : null}
      {found === undefined ? null : <Detail key={found.row.id} {...found} sent={to === '/mappings/sent'} />}
    </Pane>
  );
}

function Detail({ row, observed, resources, sent }: Row & { sent: boolean }) {
  const { t } = useTranslation();
  const { mapping } = row;
  return (
    <>
      <PaneTitle
        below={
          <>
            <MappingVerdictChip row={row} sent={sent} />
            <span>{t(`mappings.role.${row.role}`)}</span>
            <span>
              {row.resourceType === 'User' || row.resourceType === 'Group'
                ? t(`mappings.object.${row.resourceType}`)
                : row.resourceType}
            </span>
          </>
        }
      >
        <AttributePath path={mapping?.target ?? row.attribute} />
      </PaneTitle>
      <div className={classes['findings']}>
        {row.findings.length === 0 ? <p>{t(`mappings.fine.${row.role}`)}</p> : null}
        {row.findings.map((finding) => (
          <FindingView key={`${finding.code} ${finding.what}`} finding={finding} />
        ))}
      </div>
      {mapping === null || mapping.kind === 'observed' ? null : <AsMapped mapping={mapping} />}
      {observed === null ? null : <AsSent observed={observed} resources={resources} resourceType={row.resourceType} />}
    </>
  );
}

function AsMapped({ mapping }: { mapping: Mapping }) {
  const { t } = useTranslation();
  const facts: { name: string; value: ReactNode }[] = [
    { name: t('mappings.fact.source'), value: mapping.source === '' ? t('mappings.noSource') : <code>{mapping.source}</code> },
    { name: t('mappings.fact.target'), value: <AttributePath path={mapping.target} /> },
    { name: t('mappings.fact.kind'), value: t(`mappings.mappingKind.${mapping.kind}`) },
  ];
  if (mapping.matching !== null) facts.push({ name: t('mappings.fact.matching'), value: mapping.matching });
  if (mapping.defaultValue !== null) facts.push({ name: t('mappings.fact.default'), value: <code>{mapping.defaultValue}</code> });
  if (mapping.flow !== null) facts.push({ name: t('mappings.fact.flow'), value: mapping.flow });
  return (
    <Section title={t('mappings.asMapped')}>
      <Facts items={facts} />
    </Section>
  );
}

function AsSent({
  observed,
  resources,
  resourceType,
}: {
  observed: NonNullable<Row['observed']>;
  resources: number;
  resourceType: string;
}) {
  const { t } = useTranslation();
  const object = resourceType === 'Group' ? 'groups' : 'users';
  const outcomes = (['refused', 'warned', 'forgiven'] as const).filter((outcome) => observed[outcome] > 0);
  return (
    <>
      <Section title={t('mappings.asSent')}>
        <Facts
          items={[
            {
              name: t('mappings.fact.coverage'),
              value: t(`mappings.covered.${object}`, { covered: observed.covered, count: resources }),
            },
            {
              name: t('mappings.fact.types'),
              value: observed.types.map(({ type, count }) => t('mappings.typeCount', { type, count })).join(', '),
            },
            {
              name: t('mappings.fact.outcome'),
              value:
                outcomes.length === 0
                  ? t('mappings.outcome.accepted')
                  : outcomes.map((outcome) => t(`mappings.outcome.${outcome}`, { count: observed[outcome] })).join(', '),
            },
            {
              name: t('mappings.fact.senders'),
              value: observed.senders.map(({ client, count }) => t('mappings.senderCount', { client, count })).join('; '),
            },
            {
              name: t('mappings.fact.lastSeen'),
              value: (
                <Link to="/log/$id" params={{ id: String(observed.lastExchangeId) }} search={{}}>
                  <Ago at={observed.lastSeen} />
                </Link>
              ),
            },
          ]}
        />
      </Section>
      <Section title={t('mappings.samples')}>
        <ul className={classes['sampleList']}>
          {observed.samples.map((sample) => (
            <li key={sample}>
              <code>{sample}</code>
            </li>
          ))}
        </ul>
      </Section>
    </>
  );
}
