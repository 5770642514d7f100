import { IconPinFilled } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ExchangeSummary } from '#shared/contract/exchanges.ts';
import { readableAddress } from '../../ui/address.ts';
import { Ago } from '../../ui/ago.tsx';
import type { Column } from '../../ui/data-list.tsx';
import { formatDuration } from '../../ui/quantities.ts';
import { Sentence } from '../../ui/sentence.tsx';
import { VerdictIcon } from '../../ui/verdict.tsx';
import classes from './log.module.css';

interface Choice {
  readonly pinned: ReadonlySet<number>;
  /** ids of the rows that are ticked, for an export or a deletion */
  readonly chosen: ReadonlySet<number>;
  readonly onChoose: (chosen: ReadonlySet<number>) => void;
}

/** The columns of the log: the sentence takes the room, the rest is quiet and aligned. */
export function useLogColumns({ pinned, chosen, onChoose }: Choice): Column<ExchangeSummary>[] {
  const { t } = useTranslation();
  return useMemo(
    () => [
      {
        key: 'choose',
        header: t('log.column.choose'),
        silentHeader: true,
        className: classes['choose'],
        render: ({ id }) => (
          <input
            type="checkbox"
            tabIndex={-1}
            aria-label={t('log.choose', { id })}
            checked={chosen.has(id)}
            onChange={() => onChoose(toggled(chosen, id))}
          />
        ),
      },
      {
        key: 'time',
        header: t('log.column.time'),
        render: (exchange) => (
          <span className={classes['quiet']}>
            <Ago at={exchange.at} short />
          </span>
        ),
      },
      {
        key: 'verdict',
        header: t('log.column.verdict'),
        silentHeader: true,
        className: classes['verdict'],
        render: (exchange) => <VerdictIcon verdict={exchange.verdict} status={exchange.status} />,
      },
      {
        key: 'sentence',
        header: t('log.column.sentence'),
        main: true,
        render: (exchange) => (
          <span className={classes['told']}>
            {pinned.has(exchange.id) ? (
              <span className={classes['pin']} title={t('log.marks.pinned')}>
                <IconPinFilled size={12} aria-label={t('log.marks.pinned')} role="img" />
              </span>
            ) : null}
            <span className={classes['saying']}>
              <Sentence text={exchange.sentence} />
            </span>
            {exchange.madeBy === null ? null : <span className={classes['madeBy']}>{t(`log.madeBy.${exchange.madeBy}`)}</span>}
          </span>
        ),
      },
      {
        key: 'client',
        header: t('log.column.client'),
        className: classes['client'],
        render: (exchange) => <span className={classes['quiet']}>{exchange.client}</span>,
      },
      {
        key: 'request',
        header: t('log.column.request'),
        className: classes['request'],
        render: (exchange) => (
          <code className={classes['path']} title={`${exchange.method} ${exchange.path}`}>
            <span className={classes['method']}>{exchange.method}</span> {readableAddress(exchange.path)}
          </code>
        ),
      },
      {
        key: 'status',
        header: t('log.column.status'),
        align: 'end',
        render: (exchange) => (
          <span className={classes['status']} data-verdict={exchange.verdict}>
            {exchange.status === 0 ? '–' : exchange.status}
          </span>
        ),
      },
      {
        key: 'duration',
        header: t('log.column.duration'),
        align: 'end',
        className: classes['duration'],
        render: (exchange) => <span className={classes['quiet']}>{formatDuration(exchange.durationMs)}</span>,
      },
    ],
    [t, pinned, chosen, onChoose],
  );
}

/** The ids with this one more, or without it where it was among them. */
export function toggled(ids: ReadonlySet<number>, id: number): ReadonlySet<number> {
  return ids.has(id) ? new Set([...ids].filter((one) => one !== id)) : new Set([...ids, id]);
}
