import type { RehearsalDetail, RehearsalStart, RehearsalStep, RehearsalSummary } from '#shared/contract/rehearsals.ts';
import type { EventHub } from '../console/event-hub.ts';
import { endpointTarget } from '../replay/endpoint-target.ts';
import { isLoopback } from '../replay/target-url.ts';
import { introduced } from '../replay/introduced.ts';
import type { Target } from '../replay/target.ts';
import { NoTokenError, createOwnToken, revokeOwnTokens } from '../sandbox/own-token.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { NOBODYS_TOKEN } from '../service/own-traffic.ts';
import type { Clock, Logger } from '../service/ports.ts';
import type { RehearsalRow } from '../store/repositories/rehearsals.ts';
import { RUN_TOKEN_NAMES } from '../token/run-tokens.ts';
import { findExchangeIn } from './find-exchange.ts';
import { mannersOf } from './wire/manners.ts';
import { type Pace, compressedPace } from './wire/pace.ts';
import { type Plan, planRehearsal } from './plan.ts';
import { RehearsalError } from './rehearsal-error.ts';
import { buildWorld } from './run/build-world.ts';
import { DrillsMet, type FollowedDrills } from './run/drills-met.ts';
import { Recorder } from './run/recorder.ts';
import { type CurrentStep, type RunEnd, rehearse } from './run/rehearse.ts';
import { type Counts, NO_COUNTS, stepRow, viewRehearsal, viewStep } from './views.ts';

const TELL_EVERY_MS = 200;

interface Live {
  readonly abort: AbortController;
  counts: Counts;
  requests: number;
  drills: RehearsalSummary['drills'];
  now: RehearsalSummary['now'];
  done: Promise<void>;
}

export interface RehearsalsOptions {
  readonly sandbox: Sandbox;
  readonly events: EventHub;
  readonly clock: Clock;
  readonly logger: Logger;
  /** where this sandbox listens */
  readonly scimUrl: string;
  /** of this sandbox */
  readonly drills: FollowedDrills;
  readonly pace?: Pace;
}

/** The rehearsals of a sandbox, running and over. The token of another endpoint is held in here alone, and only while a rehearsal of it runs. */
export class Rehearsals {
  readonly #options: RehearsalsOptions;
  readonly #live = new Map<number, Live>();
  readonly #lastTold = new Map<number, number>();

  constructor(options: RehearsalsOptions) {
    this.#options = options;
  }

  /** Called once at its start by the host that owns the sandbox: marks what a killed host left under way. */
  recover(): void {
    this.#store.write((tx) => {
      for (const row of tx.rehearsals.all()) {
        if (row.state !== 'running') continue;
        tx.rehearsals.update(row.id, { state: 'broken', problem: 'SCIM Rehearsal ended while this rehearsal was under way.' });
      }
    });
    revokeOwnTokens(this.#store, { name: RUN_TOKEN_NAMES.rehearsal, now: this.#now() });
  }

  list(): RehearsalSummary[] {
    return this.#store.read((tx) => tx.rehearsals.all()).map((row) => this.#view(row));
  }

  /** @throws RehearsalError when there is none */
  get(id: number): RehearsalDetail {
    const steps = this.#store.read((tx) => tx.rehearsals.steps(id));
    return { ...this.#summary(id), steps: steps.map(viewStep) };
  }

  /** @throws RehearsalError when it cannot be started as asked */
  async start(start: RehearsalStart): Promise<RehearsalSummary> {
    const plan = await planRehearsal(
      start,
      this.#store.read((tx) => tx.mappingFiles.get()),
    );
    if (plan.url === null && this.#runsHere()) {
      throw new RehearsalError('conflict', 'Another rehearsal of this sandbox is under way. Stop it, or wait for its end.');
    }
    const access = this.#access(plan, start);
    const id = this.#store.write((tx) =>
      tx.rehearsals.insert({
        created: this.#now(),
        idp: plan.kept.idp,
        plan: JSON.stringify(plan.kept),
        state: 'running',
        remarks: JSON.stringify(plan.remarks),
        counts: JSON.stringify(NO_COUNTS),
        requests: 0,
      }),
    );
    const live: Live = {
      abort: new AbortController(),
      counts: NO_COUNTS,
      requests: 0,
      drills: [],
      now: null,
      done: Promise.resolve(),
    };
    this.#live.set(id, live);
    live.done = this.#run(id, live, plan, {
      ...access,
      deletes: plan.url === null || start.deletes || isLoopback(plan.url.hostname),
    });
    this.#options.events.publish({ type: 'rehearsals.changed' });
    return this.#summary(id);
  }

  /** Ends a rehearsal after the request that is under way. @throws RehearsalError when it does not run */
  async stop(id: number): Promise<RehearsalSummary> {
    const live = this.#live.get(id);
    if (live === undefined) throw new RehearsalError('conflict', `${this.#summary(id).title}: this rehearsal is over.`);
    live.abort.abort();
    await live.done;
    return this.#summary(id);
  }

  /** Resolves when a rehearsal that goes on has come to its end. */
  async finished(id: number): Promise<RehearsalDetail> {
    await this.#live.get(id)?.done;
    return this.get(id);
  }

  remove(id: number): void {
    if (this.#live.has(id)) throw new RehearsalError('conflict', 'This rehearsal is under way. Stop it before you delete it.');
    this.#summary(id);
    this.#store.write((tx) => tx.rehearsals.remove(id));
    this.#options.events.publish({ type: 'rehearsals.changed' });
  }

  async close(): Promise<void> {
    for (const { abort } of this.#live.values()) abort.abort();
    await Promise.all([...this.#live.values()].map(({ done }) => done));
  }

  get #store() {
    return this.#options.sandbox.store;
  }

  #runsHere(): boolean {
    return [...this.#live.keys()].some((id) => this.#summary(id).target.kind === 'sandbox');
  }

  /** A token of its own for each rehearsal here, because the token tells who calls where a request does not say so itself. */
  #access({ url }: Plan, { token }: RehearsalStart): { url: URL; secret: string; tokenId: string | null } {
    if (url !== null) return { url, secret: token?.trim() ?? '', tokenId: null };
    try {
      const { row, secret } = this.#store.write((tx) =>
        createOwnToken(tx, { name: RUN_TOKEN_NAMES.rehearsal, now: this.#now() }),
      );
      this.#options.events.publish({ type: 'tokens.changed' });
      return { url: new URL(this.#options.scimUrl), secret, tokenId: row.id };
    } catch (error) {
      if (error instanceof NoTokenError) throw new RehearsalError('conflict', error.message, { cause: error });
      throw error;
    }
  }

  async #run(
    id: number,
    live: Live,
    plan: Plan,
    access: { url: URL; secret: string; tokenId: string | null; deletes: boolean },
  ): Promise<void> {
    const { logger, clock } = this.#options;
    const { deadlineMs } = mannersOf(plan.kept.idp, { activityId: '', now: clock.now() });
    const direct = endpointTarget({ url: access.url, token: access.secret, answerWithinMs: deadlineMs });
    const isHere = access.tokenId !== null;
    const target = isHere ? direct : introduced(direct, { url: access.url, token: access.secret, by: 'simulator' });
    const strangers = endpointTarget({
      url: access.url,
      token: NOBODYS_TOKEN,
      answerWithinMs: deadlineMs,
    });
    const met = isHere ? new DrillsMet(this.#options.drills, { sandbox: this.#options.sandbox.name, id }) : null;
    let end: RunEnd;
    let remarks = plan.remarks;
    try {
      const world = this.#world(live, id, plan, { target, strangers, isHere, deletes: access.deletes });
      end = await rehearse(world.world, plan.kept.stories, world.current, {
        onBegin: (now) => {
          live.now = { ...now, done: null, of: null };
          this.#tellNowAndThen(id);
        },
        onStep: (step) => {
          live.drills = met?.all() ?? [];
          return this.#keep(id, live, { ...step, drilled: met?.takeStep() ?? 0 });
        },
      });
      remarks = [...remarks, ...world.world.outflow.remarks];
    } catch (error) {
      logger.error(`rehearsal ${id} failed inside`, error);
      end = { state: 'broken', problem: 'Something went wrong inside SCIM Rehearsal. Its own log has more.' };
    }
    live.drills = met?.all() ?? [];
    met?.close();
    try {
      await target.close();
      await strangers.close();
      this.#conclude(id, live, end, remarks, access.tokenId);
    } catch (error) {
      // Nobody may be waiting for the end, and an unhandled rejection would end the host.
      logger.error(`the end of rehearsal ${id} could not be kept`, error);
    } finally {
      this.#live.delete(id);
      this.#lastTold.delete(id);
    }
  }

  #world(live: Live, id: number, plan: Plan, to: { target: Target; strangers: Target; isHere: boolean; deletes: boolean }) {
    const { sandbox, clock, pace = compressedPace } = this.#options;
    const model = sandbox.profile.byName('User');
    if (model === undefined) throw new Error('the profile has no users');
    const current: CurrentStep = { recorder: new Recorder(), sentence: '' };
    const world = buildWorld({
      idp: plan.kept.idp,
      company: plan.company,
      seed: plan.seed,
      mappings: plan.mappings,
      model,
      target: to.target,
      strangers: to.strangers,
      deletes: to.deletes,
      pace,
      signal: live.abort.signal,
      now: clock.now(),
      current,
      run: { sandbox: sandbox.name, id },
      findExchange: to.isHere ? findExchangeIn(this.#store) : undefined,
      onRequest: () => {
        live.requests += 1;
      },
      onProgress: (done, of) => {
        if (live.now !== null) live.now = { ...live.now, done, of };
        this.#tellNowAndThen(id);
      },
    });
    return { world, current };
  }

  async #keep(id: number, live: Live, step: Omit<RehearsalStep, 'seq'>): Promise<void> {
    const { counts } = live;
    const seq = counts.ok + counts.unexpected + counts.failed + counts.skipped + 1;
    await this.#store.commit((tx) => tx.rehearsals.insertStep(stepRow(id, { ...step, seq })));
    live.counts = { ...counts, [step.outcome]: counts[step.outcome] + 1 };
    this.#tell(id);
  }

  #conclude(id: number, live: Live, end: RunEnd, remarks: readonly string[], tokenId: string | null): void {
    const now = this.#now();
    if (tokenId !== null) {
      this.#store.write((tx) => tx.tokens.revoke(tokenId, now));
      this.#options.events.publish({ type: 'tokens.changed' });
    }
    this.#store.write((tx) =>
      tx.rehearsals.update(id, {
        state: end.state,
        problem: end.state === 'broken' ? end.problem : null,
        finished: now,
        remarks: JSON.stringify(remarks),
        counts: JSON.stringify(live.counts),
        requests: live.requests,
        drills: JSON.stringify(live.drills),
      }),
    );
    this.#live.delete(id);
    this.#tell(id);
  }

  /** @throws RehearsalError */
  #summary(id: number): RehearsalSummary {
    const row = this.#store.read((tx) => tx.rehearsals.get(id));
    if (row === undefined) throw new RehearsalError('not_found', `There is no rehearsal ${id}.`);
    return this.#view(row);
  }

  #view(row: RehearsalRow): RehearsalSummary {
    return viewRehearsal(row, this.#live.get(row.id));
  }

  #tellNowAndThen(id: number): void {
    if (performance.now() - (this.#lastTold.get(id) ?? Number.NEGATIVE_INFINITY) >= TELL_EVERY_MS) this.#tell(id);
  }

  #tell(id: number): void {
    this.#lastTold.set(id, performance.now());
    this.#options.events.publish({ type: 'rehearsal.progress', rehearsal: this.#summary(id) });
  }

  #now(): string {
    return this.#options.clock.now().toISOString();
  }
}
