import type { ExchangeFilter } from '#shared/contract/exchanges.ts';
import type { ReplaySource } from '#shared/contract/replay.ts';
import { filterTerms } from '../log/filter-terms.ts';
import { findAll } from '../log/search-log.ts';
import { readDetail } from '../log/views.ts';
import { LogFileExchange } from '../log/format/schema.ts';
import { bodyToText } from '../store/body-codec.ts';
import type { PlannedRow, RunStepSummaryRow } from '../store/repositories/runs.ts';
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
    const detail = readDetail(tx, exchange_id);
    return detail === undefined ? null : recordedFrom(detail);
  }
  const text = bodyToText(tx.runs.step(runId, seq)?.original ?? null);
  return text === null ? null : (JSON.parse(text) as Recorded);
}

/** What is in the log, by its ids, its range or a search. */
export type LogSource = Exclude<ReplaySource, { kind: 'import' }>;

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
export async function planned(store: Store, source: LogSource): Promise<PlannedRow[]> {
  const rows = await findPlanned(store, source);
  if (rows.length > MOST) {
    throw new ReplayError('invalid_input', `More than ${MOST} exchanges fit, the most that one replay has. Narrow the filter.`);
  }
  if (rows.length > 0) return rows;
  throw new ReplayError('invalid_input', 'There is nothing to replay: no exchange of the log fits. Choose others.');
}

async function findPlanned(store: Store, source: LogSource): Promise<PlannedRow[]> {
  switch (source.kind) {
    case 'exchanges': {
      const ids = [...new Set(source.ids)].toSorted((a, b) => a - b);
      return byNumber(store, ids);
    }
    case 'filter':
      if (Object.keys(source.filter).length > 0) return matching(store, source.filter);
      return inRange(store, { from: 0, to: Number.MAX_SAFE_INTEGER });
    case 'range':
      return inRange(store, source);
  }
}

/** All of a stretch of the log, at most one more than a run can have. */
export async function inRange(store: Store, { from, to }: { from: number; to: number }): Promise<PlannedRow[]> {
  const found: PlannedRow[] = [];
  for (;;) {
    const next = (found.at(-1)?.id ?? from - 1) + 1;
    const rows = store.read((tx) => tx.runs.exchanges({ from: next, to, limit: PAGE }));
    found.push(...rows);
    if (rows.length < PAGE || found.length > MOST) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** @throws ReplayError that says what is wrong with the search */
async function matching(store: Store, filter: ExchangeFilter): Promise<PlannedRow[]> {
  const { terms, problem } = filterTerms(filter, Date.now());
  if (terms === null) {
    throw new ReplayError('invalid_input', `${problem.message} (at character ${problem.from + 1} of the search)`);
  }
  return byNumber(store, (await findAll(store, terms)).slice(0, MOST + 1));
}

async function byNumber(store: Store, ids: readonly number[]): Promise<PlannedRow[]> {
  const rows: PlannedRow[] = [];
  for (let at = 0; at < ids.length; at += PAGE) {
    const page = ids.slice(at, at + PAGE);
    rows.push(...store.read((tx) => page.flatMap((id) => tx.runs.exchanges({ from: id, to: id, limit: 1 }))));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return rows;
}

/** The exchanges of a file that was read in; entries of an identity provider's own log have no HTTP and are passed over. */
export async function imported(store: Store, id: number): Promise<Recorded[]> {
  const file = store.read((tx) => tx.log.imports.get(id));
  if (file === undefined) throw new ReplayError('not_found', 'This file was deleted from the imports.');
  if (file.entries === 0) throw new ReplayError('conflict', `${file.name} is still being read in, or there is nothing in it.`);
  const found: Recorded[] = [];
  // Places are counted from 0.
  for (let after = -1; ;) {
    const rows = store.read((tx) => tx.log.imports.page(id, after, PAGE));
    for (const { place, kind } of rows) {
      after = place;
      if (kind !== 'exchange') continue;
      const text = bodyToText(store.read((tx) => tx.log.imports.entry(id, place))?.entry ?? null);
      if (text !== null) found.push(recordedFromFile(LogFileExchange.parse(JSON.parse(text))));
    }
    if (rows.length < PAGE || found.length > MOST) return found;
    await new Promise((resolve) => setImmediate(resolve));
  }
}
