import type { ExchangeFilter } from '#shared/contract/exchanges.ts';
import type { ReplaySource } from '#shared/contract/replay.ts';
import { viewDetail } from '../log/views.ts';
import type { LogFileExchange } from '../log/format/schema.ts';
import { bodyToText } from '../store/body-codec.ts';
import type { ExchangeSummaryRow } from '../store/repositories/exchanges.ts';
import type { RunStepSummaryRow } from '../store/repositories/runs.ts';
import type { Store, Tx } from '../store/store.ts';
import { type Recorded, recordedFrom } from './recorded.ts';
import { ReplayError } from './replay-error.ts';

/** Exchanges of one run. */
const MOST = 100_000;
const PAGE = 500;

/** What a step replays: from the log, or from the run itself when it came from a file; null when it has left the log. */
export function originalOf(
  tx: Tx,
  runId: number,
  { exchange_id, seq }: Pick<RunStepSummaryRow, 'exchange_id' | 'seq'>,
): Recorded | null {
  if (exchange_id !== null) {
    const row = tx.exchanges.get(exchange_id);
    return row === undefined ? null : recordedFrom(viewDetail(row, []));
  }
  const text = bodyToText(tx.runs.step(runId, seq)?.original ?? null);
  return text === null ? null : (JSON.parse(text) as Recorded);
}

/** An exchange of a log file. */
export function recordedFromFile(line: LogFileExchange): Recorded {
  return {
    exchangeId: null,
    at: line.at,
    sentence: line.sentence,
    verdict: line.verdict,
    method: line.request.method,
    path: line.request.path,
    url: line.request.url,
    requestHeaders: line.request.headers,
    requestBody: line.request.body,
    requestBytes: line.request.bytes,
    status: line.response.status,
    responseHeaders: line.response.headers,
    responseBody: line.response.body,
    ruleIds: line.findings.map(({ ruleId }) => ruleId).filter((id) => id !== null),
  };
}

/**
 * The exchanges of the log that a source names, oldest first. Read page by page, with room for requests in between.
 * @throws ReplayError when there are none, or more than one run can have
 */
export async function planned(store: Store, source: ReplaySource): Promise<ExchangeSummaryRow[]> {
  const rows = await findPlanned(store, source);
  if (rows.length > 0) return rows;
  throw new ReplayError('invalid_input', 'There is nothing to replay: no exchange of the log fits. Choose others.');
}

async function findPlanned(store: Store, source: ReplaySource): Promise<ExchangeSummaryRow[]> {
  switch (source.kind) {
    case 'exchanges': {
      const ids = [...new Set(source.ids)].toSorted((a, b) => a - b);
      return store.read((tx) => ids.map((id) => tx.exchanges.get(id)).filter((row) => row !== undefined));
    }
    case 'filter':
      return matching(store, source.filter, { from: 0, to: Number.MAX_SAFE_INTEGER });
    case 'range':
      return matching(store, {}, source);
  }
}

/** Oldest first. */
export async function matching(
  store: Store,
  filter: ExchangeFilter,
  { from, to }: { from: number; to: number },
): Promise<ExchangeSummaryRow[]> {
  const found: ExchangeSummaryRow[] = [];
  for (let before = to === Number.MAX_SAFE_INTEGER ? to : to + 1; ;) {
    const { rows } = store.read((tx) => tx.exchanges.search({ filter, before, after: from - 1, limit: PAGE }));
    found.push(...rows);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return found.toReversed();
    if (found.length > MOST) {
      throw new ReplayError('invalid_input', `More than ${MOST} exchanges fit, the most that one replay has. Narrow the filter.`);
    }
    before = last.id;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
