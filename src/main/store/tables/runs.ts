/* What was sent again, and what was rehearsed. */

import type { Generated } from 'kysely';

/** One replay. JSON columns hold text; the secret token of its target is never here. */
export interface RunTable {
  id: Generated<number>;
  created: string;
  finished: string | null;
  title: string;
  target: string;
  pace: 'fast' | 'original' | 'step';
  state: 'ready' | 'running' | 'paused' | 'stopped' | 'broken' | 'finished';
  /** why it is broken, in words */
  problem: string | null;
  deletes: number;
  total: number;
  /** JSON: how many steps came out how */
  counts: string;
}

/** One exchange of a replay: what it was, what was sent, what came back. */
export interface RunStepTable {
  run_id: number;
  seq: number;
  /** null when the exchange came from a file; then `original` holds it (JSON, zstd when large) */
  exchange_id: number | null;
  original: string | Uint8Array | null;
  sentence: string;
  method: string;
  path: string;
  original_status: number;
  original_verdict: string | null;
  outcome: 'waiting' | 'sending' | 'in-doubt' | 'same' | 'differs' | 'cannot';
  /** why it cannot be replayed, or what to know of how it was */
  reason: string | null;
  sent: string | Uint8Array | null;
  status: number | null;
  verdict: string | null;
  told: string | null;
  answer_headers: string | null;
  answer_body: string | Uint8Array | null;
  differences: string | null;
  /** ids, versions and cursors that the answer taught, for going on after a break */
  learned: string | null;
  duration_us: number | null;
}

/** One rehearsal with the simulated identity provider. JSON columns hold text; the secret token of its target is never here. */
export interface RehearsalTable {
  id: Generated<number>;
  created: string;
  finished: string | null;
  idp: string;
  /** JSON: target, mapping, people, stories */
  plan: string;
  state: 'running' | 'finished' | 'stopped' | 'broken';
  problem: string | null;
  /** JSON: sentences */
  remarks: string;
  /** JSON: how many steps came out how */
  counts: string;
  requests: number;
  /** JSON: drills that were on meanwhile, and how many of its requests each touched */
  drills: Generated<string>;
}

export interface RehearsalStepTable {
  rehearsal_id: number;
  seq: number;
  story: string;
  sentence: string;
  expectation: string;
  outcome: 'ok' | 'unexpected' | 'failed' | 'skipped';
  told: string;
  /** JSON */
  exchanges: string;
  exchange_count: number;
  duration_ms: number;
  /** requests that a drill touched */
  drilled: number;
}
