import type { ReplayPace } from '#shared/contract/replay.ts';
import { maskBody, maskHeaders } from '../log/mask.ts';
import type { Maker } from '../service/own-traffic.ts';
import type { Clock, Logger } from '../service/ports.ts';
import { encodeBody } from '../store/body-codec.ts';
import type { RunStepSummaryRow, StepResult } from '../store/repositories/runs.ts';
import type { Store } from '../store/store.ts';
import { compareAnswers } from './compare.ts';
import { type Counts, type FinalOutcome, count } from './counts.ts';
import { type IdMap, type Lesson } from './id-map.ts';
import { learn } from './learn.ts';
import { originalOf } from './originals.ts';
import { type Patient, sendPatiently, sleep } from './patience.ts';
import type { Outgoing, Recorded } from './recorded.ts';
import { replayable } from './replayable.ts';
import { rewrite } from './rewrite.ts';
import { type Target, TargetError } from './target.ts';

const CHUNK = 50;
const FLUSH_EVERY_MS = 100;
/** Results that are written together: a longer transaction would hold up whoever calls the service meanwhile. */
const WRITTEN_TOGETHER = 8;
/** A copy answers at once, so without a pause now and then the run would take the whole processor. */
const REST_MS = 1;
const READS = new Set(['GET', 'HEAD']);

export type LoopEnd = { readonly state: 'finished' | 'stopped' } | { readonly state: 'broken'; readonly problem: string };

export interface LoopOptions {
  /** the store that holds the run and the originals */
  readonly store: Store;
  readonly runId: number;
  /** the run, for the log of a service of this process that it is sent to */
  readonly maker: Maker;
  readonly target: Target;
  readonly ids: IdMap;
  readonly counts: Counts;
  readonly pace: ReplayPace;
  readonly deletes: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  /** called after something changed that a console shows */
  readonly onProgress: () => void;
}

/**
 * Sends the waiting steps of a run, one after the other. At a target that keeps what it gets, each step is written down as `sending`
 * before it goes out and with its answer after, so that a crash on either side leaves no doubt except the one that is recorded.
 */
export class RunLoop {
  readonly #options: LoopOptions;
  readonly #abort = new AbortController();
  readonly #results: StepResult[] = [];
  #lastFlush = performance.now();
  #previousAt: number | null = null;
  #budget: number;
  #wake: (() => void) | null = null;

  constructor(options: LoopOptions) {
    this.#options = options;
    this.#budget = options.pace === 'step' ? 0 : Number.POSITIVE_INFINITY;
  }

  get isPaused(): boolean {
    return this.#budget === 0;
  }

  pause(): void {
    this.#budget = 0;
  }

  /** goes on by that many steps */
  go(steps: number): void {
    this.#budget = steps;
    this.#wake?.();
  }

  stop(): void {
    this.#abort.abort();
    this.#wake?.();
  }

  async run(): Promise<LoopEnd> {
    const { store, runId } = this.#options;
    let after = 0;
    try {
      for (;;) {
        const steps = store.read((tx) => tx.runs.steps(runId, { outcomes: ['waiting'], after, limit: CHUNK }));
        for (const step of steps) {
          if (!(await this.#mayGoOn())) return { state: 'stopped' };
          const problem = await this.#perform(step);
          if (problem !== null) return { state: 'broken', problem };
          this.#budget -= 1;
          after = step.seq;
        }
        if (steps.length === 0) return { state: 'finished' };
      }
    } finally {
      await this.#flush();
    }
  }

  /** Waits while the run is paused; false when it was stopped. */
  async #mayGoOn(): Promise<boolean> {
    while (this.#budget <= 0 && !this.#abort.signal.aborted) {
      await this.#flush();
      this.#options.onProgress();
      await new Promise<void>((resolve) => (this.#wake = resolve));
      this.#wake = null;
    }
    return !this.#abort.signal.aborted;
  }

  /** @returns why the run cannot go on, or null */
  async #perform(step: RunStepSummaryRow): Promise<string | null> {
    const { store, runId, ids, target, deletes } = this.#options;
    const original = store.read((tx) => originalOf(tx, runId, step));
    if (original === null) {
      await this.#record(cannot(runId, step, 'The exchange has left the log since the replay was planned.'), step);
      return null;
    }
    const check = replayable(original, { deletes });
    if (!check.can) {
      await this.#record(cannot(runId, step, check.reason), step);
      return null;
    }
    if (!(await this.#keepPace(original))) return null;
    const outgoing = rewrite(check.recorded, ids);
    if (target.isDurable) await store.commit((tx) => tx.runs.setOutcome(runId, step.seq, 'sending', step.reason));
    try {
      const patient = await this.#send(outgoing, original);
      await this.#record(this.#resultOf(step, original, outgoing, patient, [step.reason, check.note]), step);
      return null;
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      await this.#noAnswer(step, outgoing, error);
      return error.message;
    }
  }

  async #send(outgoing: Outgoing, original: Recorded): Promise<Patient> {
    const { target, clock, maker } = this.#options;
    if (!target.obeysRetryAfter) return { answer: await target.send(outgoing, maker), note: null };
    const { signal } = this.#abort;
    return sendPatiently(() => target.send(outgoing, maker), { originalStatus: original.status, signal, now: () => clock.now() });
  }

  #resultOf(
    step: RunStepSummaryRow,
    original: Recorded,
    outgoing: Outgoing,
    { answer, note }: Patient,
    notes: readonly (string | null)[],
  ): StepResult {
    const { runId, ids, target } = this.#options;
    const lesson = learn(original, answer, outgoing.path);
    ids.learn(lesson);
    const differences = compareAnswers(original, answer, { ids, ignoreWording: target.hasOwnWording });
    const told = [...notes, note].filter((text) => text !== null);
    return {
      run_id: runId,
      seq: step.seq,
      outcome: differences.length === 0 ? 'same' : 'differs',
      reason: told.length === 0 ? null : told.join(' '),
      sent: encodeBody(JSON.stringify({ path: outgoing.path, headers: outgoing.headers, body: outgoing.body })),
      status: answer.status,
      verdict: answer.verdict,
      told: answer.told,
      answer_headers: JSON.stringify(maskHeaders(answer.headers.flatMap(({ name, value }) => [name, value]))),
      answer_body: encodeBody(answer.body === null ? null : maskBody(answer.body)),
      differences: differences.length === 0 ? null : JSON.stringify(differences),
      learned: taughtNothing(lesson) ? null : JSON.stringify(lesson),
      duration_us: answer.durationUs,
    };
  }

  /** Reading again does no harm; whether a write without an answer was done, nobody can tell. */
  async #noAnswer(step: RunStepSummaryRow, outgoing: Outgoing, error: TargetError): Promise<void> {
    const { store, runId, counts } = this.#options;
    const isInDoubt = error.isInDoubt && !READS.has(outgoing.method);
    if (isInDoubt) count(counts, 'in-doubt', { before: step.original_status, now: null });
    const reason = isInDoubt
      ? `It was sent, but no answer came, so nobody knows whether it was done. ${error.message}`
      : step.reason;
    await store.commit((tx) => tx.runs.setOutcome(runId, step.seq, isInDoubt ? 'in-doubt' : 'waiting', reason));
  }

  async #keepPace({ at }: Recorded): Promise<boolean> {
    const time = Date.parse(at);
    const pause = this.#options.pace === 'original' && this.#previousAt !== null ? time - this.#previousAt : 0;
    this.#previousAt = time;
    return pause <= 0 || (await sleep(pause, this.#abort.signal));
  }

  async #record(result: StepResult, step: RunStepSummaryRow): Promise<void> {
    const { target, counts, onProgress } = this.#options;
    this.#results.push(result);
    count(counts, result.outcome as FinalOutcome, { before: step.original_status, now: result.status });
    const isDue = performance.now() - this.#lastFlush > FLUSH_EVERY_MS || this.#results.length >= WRITTEN_TOGETHER;
    if (target.isDurable || isDue) {
      await this.#flush();
      if (!target.isDurable) await sleep(REST_MS, this.#abort.signal);
    }
    onProgress();
  }

  async #flush(): Promise<void> {
    const { store, runId, counts } = this.#options;
    this.#lastFlush = performance.now();
    const results = this.#results.splice(0);
    if (results.length === 0) return;
    const kept = JSON.stringify(counts);
    await store.commit((tx) => {
      for (const result of results) tx.runs.setResult(result);
      tx.runs.update(runId, { counts: kept });
    });
  }
}

function cannot(runId: number, step: RunStepSummaryRow, reason: string): StepResult {
  return {
    run_id: runId,
    seq: step.seq,
    outcome: 'cannot',
    reason,
    sent: null,
    status: null,
    verdict: null,
    told: null,
    answer_headers: null,
    answer_body: null,
    differences: null,
    learned: null,
    duration_us: null,
  };
}

function taughtNothing({ ids, mentions, versions, cursors }: Lesson): boolean {
  return ids.length === 0 && mentions.length === 0 && versions.length === 0 && cursors.length === 0;
}
