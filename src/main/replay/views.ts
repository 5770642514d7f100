import type { Verdict } from '#shared/contract/exchanges.ts';
import { type Difference, ReplayTarget, type RunStep, type RunStepDetail, type RunSummary } from '#shared/contract/replay.ts';
import { bodyToText } from '../store/body-codec.ts';
import type { RunRow, RunStepRow, RunStepSummaryRow } from '../store/repositories/runs.ts';
import { type Counts, readCounts } from './counts.ts';
import type { Header, Recorded } from './recorded.ts';
import { isLoopback } from './target-url.ts';

/** @param live counts of a run that goes on at this moment */
export function viewRun(row: RunRow, live?: Counts): RunSummary {
  const target = ReplayTarget.parse(JSON.parse(row.target));
  const { refusedBefore, refusedNow, ...outcomes } = live ?? readCounts(row.counts);
  const done = outcomes.same + outcomes.differs + outcomes.cannot + outcomes.inDoubt;
  const isCopy = target.kind === 'snapshot' || target.kind === 'fresh';
  return {
    id: row.id,
    created: row.created,
    finished: row.finished,
    title: row.title,
    target,
    targetName: targetName(target),
    isRemote: target.kind === 'endpoint' && !isLoopback(new URL(target.url).hostname),
    pace: row.pace,
    state: row.state,
    problem: row.problem,
    total: row.total,
    counts: { ...outcomes, waiting: row.total - done },
    refusedBefore,
    refusedNow,
    resumable:
      row.state === 'paused' || (row.state === 'broken' && !isCopy) || (row.state === 'stopped' && !isCopy && done < row.total),
  };
}

/** The target in words, for a sentence: "sent to …". */
function targetName(target: ReplayTarget): string {
  switch (target.kind) {
    case 'sandbox':
      return 'this sandbox';
    case 'snapshot':
      return `a copy of this sandbox${ruleWords(target.rules)}`;
    case 'fresh': {
      const profile = target.profile === undefined ? '' : ` with the profile ${target.profile}`;
      const preface = target.preface ? ' that first got what came before' : '';
      return `an empty copy${profile}${preface}${ruleWords(target.rules)}`;
    }
    case 'endpoint':
      return target.url;
  }
}

function ruleWords({
  preset,
  values = {},
}: {
  preset?: string | undefined;
  values?: Record<string, string> | undefined;
}): string {
  const changed = Object.entries(values).map(([id, value]) => `${id} = ${value}`);
  const parts = [...(preset === undefined ? [] : [`the preset ${preset}`]), ...changed];
  return parts.length === 0 ? '' : `, under ${parts.join(', ')}`;
}

/** A row as the console's contract has it. */
export function viewStep(row: RunStepSummaryRow): RunStep {
  return {
    seq: row.seq,
    exchangeId: row.exchange_id,
    sentence: row.sentence,
    method: row.method,
    path: row.path,
    originalStatus: row.original_status,
    originalVerdict: row.original_verdict as Verdict | null,
    status: row.status,
    verdict: row.verdict as Verdict | null,
    outcome: row.outcome,
    reason: row.reason,
    differenceCount: readDifferences(row.differences).length,
  };
}

/** @param original null when it has left the log */
export function viewStepDetail(row: RunStepRow, original: Recorded | null): RunStepDetail {
  const sentText = bodyToText(row.sent);
  const sent = sentText === null ? null : (JSON.parse(sentText) as { path: string; headers: Header[]; body: string | null });
  return {
    ...viewStep(row),
    told: row.told,
    differences: readDifferences(row.differences),
    original: original === null ? null : messagesOf(original),
    sent: sent === null ? null : { line: `${row.method} ${sent.path}`, headers: sent.headers, body: sent.body },
    answer:
      row.status === null
        ? null
        : {
            line: String(row.status),
            headers: row.answer_headers === null ? [] : (JSON.parse(row.answer_headers) as Header[]),
            body: bodyToText(row.answer_body),
          },
    durationMs: row.duration_us === null ? null : row.duration_us / 1000,
  };
}

/** Reads the differences that a step has stored; none where it has none. */
export function readDifferences(json: string | null): Difference[] {
  return json === null ? [] : (JSON.parse(json) as Difference[]);
}

function messagesOf(original: Recorded): NonNullable<RunStepDetail['original']> {
  return {
    request: {
      line: `${original.method} ${original.path}`,
      headers: [...original.requestHeaders],
      body: original.requestBody,
    },
    response: { line: String(original.status), headers: [...original.responseHeaders], body: original.responseBody },
  };
}
