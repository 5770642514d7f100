import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResourceDifference, Snapshot, SnapshotComparison } from '#shared/contract/sandboxes.ts';
import { attributeChanges } from '../../ui/attribute-changes.ts';
import { AttributeTable } from '../../ui/changes.tsx';
import { FailureNote } from '../../ui/failure-note.tsx';
import { Pane, PaneTitle, Section } from '../../ui/pane.tsx';
import { RowsSkeleton } from '../../ui/skeleton.tsx';
import { exactTime } from '../../ui/time.ts';
import { comparisonQuery, snapshotsQuery } from './queries.ts';
import classes from './sandboxes.module.css';

const NOW = 'now';
const KINDS = ['added', 'changed', 'removed', 'recreated'] as const;

/** Who was added, changed and removed between two snapshots, or since one. */
export function ComparePane() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { slug } = useParams({ from: '/sandboxes/$slug/compare' });
  const { before, after } = useSearch({ from: '/sandboxes/$slug/compare' });
  const snapshots = useQuery(snapshotsQuery(slug));
  const items = snapshots.data?.items ?? [];
  const first = before ?? items[0]?.id;
  const show = (search: { before?: string | undefined; after?: string | undefined }) =>
    void navigate({ to: '/sandboxes/$slug/compare', params: { slug }, search, replace: true });
  return (
    <Pane kind={t('sandboxes.comparison')} onClose={() => void navigate({ to: '/sandboxes/$slug', params: { slug } })}>
      <PaneTitle>{t('sandboxes.whatChanged')}</PaneTitle>
      <div className={classes['row']}>
        <Select
          label={t('sandboxes.from')}
          data={items.map((one) => ({ value: one.id, label: labelOf(one) }))}
          value={first ?? null}
          onChange={(value) => show({ before: value ?? undefined, after })}
          allowDeselect={false}
        />
        <Select
          label={t('sandboxes.to')}
          data={[{ value: NOW, label: t('sandboxes.now') }, ...items.map((one) => ({ value: one.id, label: labelOf(one) }))]}
          value={after ?? NOW}
          onChange={(value) => show({ before: first, after: value === NOW ? undefined : (value ?? undefined) })}
          allowDeselect={false}
        />
      </div>
      {snapshots.isError ? <FailureNote error={snapshots.error} /> : null}
      {first === undefined ? null : <Comparison key={`${first} ${after}`} slug={slug} before={first} after={after ?? null} />}
    </Pane>
  );

  function labelOf({ name, reason, at }: Snapshot): string {
    return `${reason === 'by-hand' ? name : t(`sandboxes.reason.${reason}`)} · ${exactTime(at)}`;
  }
}

function Comparison({ slug, before, after }: { slug: string; before: string; after: string | null }) {
  const { t } = useTranslation();
  const { data, error, isPending } = useQuery(comparisonQuery(slug, before, after));
  if (isPending) return <RowsSkeleton rows={4} />;
  if (error !== null) return <FailureNote error={error} />;
  if (data === undefined) return null;
  const total = KINDS.reduce((sum, kind) => sum + data.counts[kind], 0);
  if (total === 0) return <p className={classes['text']}>{t('sandboxes.same')}</p>;
  return (
    <>
      <p className={classes['text']}>
        <Summary counts={data.counts} />
      </p>
      {KINDS.filter((kind) => data.counts[kind] > 0).map((kind) => (
        <Section key={kind} title={t(`sandboxes.difference.${kind}`, { count: data.counts[kind] })}>
          <ul className={classes['snapshots']}>
            {data.items
              .filter((item) => item.kind === kind)
              .map((item) => (
                <Difference key={item.id} item={item} />
              ))}
          </ul>
        </Section>
      ))}
      {data.items.length < total ? (
        <p className={classes['text']}>{t('sandboxes.notAll', { shown: data.items.length, total })}</p>
      ) : null}
    </>
  );
}

function Summary({ counts }: Pick<SnapshotComparison, 'counts'>) {
  const { t, i18n } = useTranslation();
  const parts = KINDS.filter((kind) => counts[kind] > 0).map((kind) => t(`sandboxes.counted.${kind}`, { count: counts[kind] }));
  return `${new Intl.ListFormat(i18n.language).format(parts)}.`;
}

function Difference({ item }: { item: ResourceDifference }) {
  const { t } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  return (
    <li className={classes['snapshot']}>
      <button type="button" className={classes['difference']} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span className={classes['snapshotName']}>{item.name}</span>
        <span className={classes['quiet']}>{item.type}</span>
      </button>
      {isOpen ? <AttributeTable changes={attributeChanges(recordOf(item.before), recordOf(item.after))} /> : null}
      {item.joined.length === 0 ? null : (
        <p className={classes['text']}>{t('sandboxes.joined', { names: item.joined.join(', ') })}</p>
      )}
      {item.left.length === 0 ? null : <p className={classes['text']}>{t('sandboxes.left', { names: item.left.join(', ') })}</p>}
    </li>
  );
}

function recordOf(document: unknown): Readonly<Record<string, unknown>> | null {
  return typeof document === 'object' && document !== null ? Object.fromEntries(Object.entries(document)) : null;
}
