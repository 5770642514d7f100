import type { ReplayPreview, ReplaySource, RunSummary } from '#shared/contract/replay.ts';
import type { EventHub } from '../console/event-hub.ts';
import type { Clock } from '../service/ports.ts';
import type { RunRow } from '../store/repositories/runs.ts';
import { removeCopies } from './copy-target.ts';
import { type Counts, readCounts } from './counts.ts';
import { IdMap, type Lesson } from './id-map.ts';
import { type TargetWorld, openTarget } from './open-target.ts';
import { imported, originalOf } from './originals.ts';
import { type Plan, type PlannedRun, keepPlan, planLogged, planRecorded } from './plan-run.ts';
import { previewRun } from './preview.ts';
import type { Recorded } from './recorded.ts';
import { confirmedUrl } from './checked-url.ts';
import { putBackInDoubt, recoverRuns } from './recover.ts';
import { ReplayError } from './replay-error.ts';
import { type LoopEnd, RunLoop } from './run-loop.ts';
import type { Target } from './target.ts';
import { viewRun } from './views.ts';

const PROGRESS_EVERY_MS = 200;

interface Live {
  readonly loop: RunLoop;
  readonly counts: Counts;
  readonly done: Promise<void>;
}

export interface StartOptions {
  readonly token?: string | undefined;
  readonly confirmHost?: string | undefined;
  readonly deletes: boolean;
  readonly resendInDoubt: boolean;
}

/** The replays of a sandbox: planned, running, paused, over. Tokens of targets are held in here alone, and only while their run lasts. */
export class Replays {
  /** what targets are made from */
  readonly world: TargetWorld;
  readonly #events: EventHub;
  readonly #clock: Clock;
  readonly #live = new Map<number, Live>();
  readonly #starting = new Map<number, Promise<void>>();
  /** runs whose preview at their real system was made */
  readonly #previewed = new Set<number>();
  readonly #lastTold = new Map<number, number>();

  constructor(world: TargetWorld, options: { events: EventHub; clock: Clock }) {
    this.world = world;
    this.#events = options.events;
    this.#clock = options.clock;
  }

  /** Called once at its start by the host that owns the sandbox: marks what a killed host left under way, and removes its token and its copies. */
  recover(): void {
    this.#store.write(recoverRuns);
    this.world.token.revokeLeftOvers();
    removeCopies(this.world.copies);
  }

  /** Plans a replay of what is in the log, or was imported. @throws ReplayError */
  async prepare(source: ReplaySource, plan: Plan): Promise<RunSummary> {
    if (source.kind === 'import') return this.prepareRecorded(await imported(this.#store, source.id), plan);
    return this.#keep(await planLogged(this.#store, source, plan));
  }

  /** Plans a replay of what a file holds. @throws ReplayError */
  async prepareRecorded(recorded: readonly Recorded[], plan: Plan): Promise<RunSummary> {
    return this.#keep(planRecorded(recorded, plan));
  }

  async #keep(run: PlannedRun): Promise<RunSummary> {
    const id = await keepPlan(this.#store, run, this.#now());
    this.#events.publish({ type: 'runs.changed' });
    return this.get(id);
  }

  /** @throws ReplayError when there is none */
  get(id: number): RunSummary {
    return viewRun(this.#row(id), this.#live.get(id)?.counts);
  }

  list(): RunSummary[] {
    return this.#store.read((tx) => tx.runs.all()).map((row) => viewRun(row, this.#live.get(row.id)?.counts));
  }

  /** What the run would do at its endpoint, found out by reading. @throws ReplayError */
  async preview(id: number, token: string | undefined): Promise<ReplayPreview> {
    const { target } = this.get(id);
    if (target.kind !== 'endpoint') throw new ReplayError('invalid_input', 'Only a replay to another endpoint has a preview.');
    const open = await openTarget(target, this.world, { token, first: null, ids: new IdMap() });
    try {
      const preview = await previewRun(this.#store, id, open);
      this.#previewed.add(id);
      return preview;
    } finally {
      await open.close();
    }
  }

  /** Starts a run, or goes on with one. @throws ReplayError */
  async start(id: number, options: StartOptions): Promise<RunSummary> {
    const live = this.#live.get(id);
    if (live !== undefined) {
      this.#setState(id, 'running');
      live.loop.go(Number.POSITIVE_INFINITY);
      return this.#told(id);
    }
    const run = this.get(id);
    if (this.#starting.has(id)) throw new ReplayError('conflict', 'This replay is just being started.');
    if (run.state !== 'ready' && !run.resumable) throw new ReplayError('conflict', overWords(run));
    this.#guard(run, options);
    const beginning = this.#begin(run, options);
    this.#starting.set(id, beginning);
    try {
      await beginning;
    } finally {
      this.#starting.delete(id);
    }
    return this.#told(id);
  }

  async #begin(run: RunSummary, options: StartOptions): Promise<void> {
    const { id } = run;
    const store = this.#store;
    const ids = new IdMap();
    for (const lesson of store.read((tx) => tx.runs.learned(id))) ids.learn(JSON.parse(lesson) as Lesson);
    const first = store.read((tx) => tx.runs.step(id, 1))?.exchange_id ?? null;
    const target = await openTarget(run.target, this.world, { token: options.token, first, ids });
    const counts = readCounts(this.#row(id).counts);
    if (options.resendInDoubt) putBackInDoubt(store, id, counts);
    // Deletions are held back at real systems only.
    const deletes = !run.isRemote || options.deletes;
    store.write((tx) =>
      tx.runs.update(id, {
        state: run.pace === 'step' ? 'paused' : 'running',
        problem: null,
        deletes: deletes ? 1 : 0,
        counts: JSON.stringify(counts),
      }),
    );
    const loop = new RunLoop({
      store,
      runId: id,
      maker: { by: 'replay', run: { sandbox: this.world.sandbox.name, id }, refusedOnPurpose: null },
      target,
      ids,
      counts,
      pace: run.pace,
      deletes,
      clock: this.#clock,
      logger: this.world.logger,
      onProgress: () => this.#progress(id),
    });
    this.#live.set(id, { loop, counts, done: this.#follow(id, loop, target, counts) });
  }

  async #follow(id: number, loop: RunLoop, target: Target, counts: Counts): Promise<void> {
    let end: LoopEnd;
    try {
      end = await loop.run();
    } catch (error) {
      this.world.logger.error(`replay ${id} failed inside`, error);
      end = { state: 'broken', problem: 'Something went wrong inside SCIM Rehearsal. Its own log has more.' };
    }
    try {
      await target.close();
      this.#store.write((tx) =>
        tx.runs.update(id, {
          state: end.state,
          problem: end.state === 'broken' ? end.problem : null,
          finished: end.state === 'broken' ? null : this.#now(),
          counts: JSON.stringify(counts),
        }),
      );
      this.#live.delete(id);
      this.#told(id);
    } catch (error) {
      // Nobody may be waiting for the end, and an unhandled rejection would end the host.
      this.world.logger.error(`the end of replay ${id} could not be kept`, error);
    } finally {
      this.#live.delete(id);
      this.#lastTold.delete(id);
    }
  }

  /** @throws ReplayError unless a real system was previewed and confirmed */
  #guard(run: RunSummary, { confirmHost }: StartOptions): void {
    if (!run.isRemote || run.target.kind !== 'endpoint') return;
    const { url } = run.target;
    if (!this.#previewed.has(run.id)) {
      confirmedUrl(url, undefined, (counts) => `${counts}. Look first at what the replay would do there: make the preview.`);
    }
    confirmedUrl(url, confirmHost, (counts) => `${counts}. Type its host name to confirm.`);
  }

  /** @throws ReplayError when it does not run */
  pause(id: number): RunSummary {
    this.#running(id).loop.pause();
    this.#setState(id, 'paused');
    return this.#told(id);
  }

  /** @throws ReplayError when it is not paused */
  next(id: number): RunSummary {
    this.#running(id).loop.go(1);
    return this.get(id);
  }

  /** Ends a run after the exchange that is under way. */
  async stop(id: number): Promise<RunSummary> {
    const live = this.#running(id);
    live.loop.stop();
    await live.done;
    return this.get(id);
  }

  remove(id: number): void {
    if (this.#live.has(id) || this.#starting.has(id)) {
      throw new ReplayError('conflict', 'This replay is under way. Stop it before you delete it.');
    }
    this.#row(id);
    this.#store.write((tx) => tx.runs.remove(id));
    this.#previewed.delete(id);
    this.#events.publish({ type: 'runs.changed' });
  }

  /** Resolves when a run that goes on has come to its end. */
  async finished(id: number): Promise<RunSummary> {
    await this.#live.get(id)?.done;
    return this.get(id);
  }

  /** Stops what runs; a run to a target that keeps what it got can go on later. */
  async close(): Promise<void> {
    // A run whose target is still being made would otherwise go on after the store is closed.
    await Promise.allSettled(this.#starting.values());
    for (const { loop } of this.#live.values()) loop.stop();
    await Promise.all([...this.#live.values()].map(({ done }) => done));
    this.world.token.revoke();
  }

  /** @throws ReplayError */
  original(id: number, seq: number) {
    return this.#store.read((tx) => {
      const row = tx.runs.step(id, seq);
      if (row === undefined) throw new ReplayError('not_found', `Replay ${id} has no exchange ${seq}.`);
      return { row, original: originalOf(tx, id, row) };
    });
  }

  get #store() {
    return this.world.sandbox.store;
  }

  #row(id: number): RunRow {
    const row = this.#store.read((tx) => tx.runs.get(id));
    if (row === undefined) throw new ReplayError('not_found', `There is no replay ${id}.`);
    return row;
  }

  #running(id: number): Live {
    const live = this.#live.get(id);
    if (live === undefined) throw new ReplayError('conflict', overWords(this.get(id)));
    return live;
  }

  #setState(id: number, state: RunRow['state']): void {
    this.#store.write((tx) => tx.runs.update(id, { state }));
  }

  #progress(id: number): void {
    const now = performance.now();
    if (now - (this.#lastTold.get(id) ?? 0) < PROGRESS_EVERY_MS) return;
    this.#told(id);
  }

  #told(id: number): RunSummary {
    this.#lastTold.set(id, performance.now());
    const run = this.get(id);
    this.#events.publish({ type: 'run.progress', run });
    return run;
  }

  #now(): string {
    return this.#clock.now().toISOString();
  }
}

function overWords({ state, target }: RunSummary): string {
  if (state === 'ready') return 'This replay has not been started yet.';
  if (state === 'broken' && target.kind !== 'endpoint' && target.kind !== 'sandbox') {
    return 'The copy that this replay went to is gone. Replay the exchanges anew.';
  }
  return 'This replay is over. Replay the exchanges anew.';
}
