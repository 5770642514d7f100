import type { RunComparison } from '#shared/contract/replay.ts';
import { bodyToText } from '../store/body-codec.ts';
import type { RunStepRow } from '../store/repositories/runs.ts';
import type { Store } from '../store/store.ts';
import { type Comparable, compare } from './compare.ts';
import { IdMap } from './id-map.ts';
import { learn } from './learn.ts';
import type { Header } from './recorded.ts';
import { ReplayError } from './replay-error.ts';

const CHUNK = 100;
const TOLD = 500;

/**
 * Two replays side by side, exchange by exchange; the ids of one stand for those of the other.
 * @throws ReplayError when they are not replays of the same exchanges
 */
export async function compareRuns(store: Store, before: number, now: number): Promise<RunComparison> {
  const ids = new IdMap();
  const items: RunComparison['items'] = [];
  let alike = 0;
  for (let seq = 1; ; seq++) {
    const pair = store.read((tx) => [tx.runs.step(before, seq), tx.runs.step(now, seq)] as const);
    const [old, fresh] = pair;
    if (old === undefined && fresh === undefined) return { items, alike };
    if (old === undefined || fresh === undefined || old.method !== fresh.method || old.path !== fresh.path) {
      throw new ReplayError(
        'invalid_input',
        'These two are replays of other exchanges, so there is nothing to lay side by side.',
      );
    }
    const differences = differencesOf(old, fresh, ids);
    if (differences === null) alike += 1;
    else if (items.length < TOLD) {
      items.push({
        seq,
        sentence: old.sentence,
        before: { status: old.status, outcome: old.outcome },
        now: { status: fresh.status, outcome: fresh.outcome },
        differences,
      });
    }
    if (seq % CHUNK === 0) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** null when both came out alike */
function differencesOf(old: RunStepRow, fresh: RunStepRow, ids: IdMap): RunComparison['items'][number]['differences'] | null {
  const [a, b] = [answerOf(old), answerOf(fresh)];
  if (a === null || b === null) return old.outcome === fresh.outcome ? null : [];
  const recorded = {
    exchangeId: null,
    at: '',
    sentence: '',
    verdict: null,
    method: old.method,
    path: old.path,
    url: old.path,
    requestHeaders: [],
    requestBody: null,
    requestBytes: 0,
    status: a.status,
    responseHeaders: a.headers,
    responseBody: a.body,
    ruleIds: [],
  };
  ids.learn(learn(recorded, { ...b, durationUs: 0, verdict: null, told: null }, fresh.path));
  const differences = compare(a, b, { ids, ignoreWording: false });
  return differences.length === 0 ? null : differences;
}

function answerOf(row: RunStepRow): Comparable | null {
  if (row.status === null) return null;
  const headers = row.answer_headers === null ? [] : (JSON.parse(row.answer_headers) as Header[]);
  return { status: row.status, headers, body: bodyToText(row.answer_body) };
}
