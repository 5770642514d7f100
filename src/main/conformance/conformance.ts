import { randomBytes } from 'node:crypto';
import type { CheckDetail, CheckList, CheckTarget, ConformanceRun } from '#shared/contract/conformance.ts';
import type { EventHub } from '../console/event-hub.ts';
import type { Clock, Logger } from '../service/ports.ts';
import type { Check } from './check.ts';
import { selectChecks, UnknownCheckError } from './catalogue.ts';
import { ConformanceError } from './conformance-error.ts';
import { countResults } from './counts.ts';
import { guardedToken, guardedUrl } from './guard.ts';
import { openTargets } from './open-targets.ts';
import { resultOf, runChecks } from './run-checks.ts';

/** A place to run checks at, until it is closed. */
export interface CheckedPlace {
  readonly url: string;
  readonly token: string;
  /** in words: "an empty sandbox like this one" */
  readonly name: string;
  /** another process may answer there */
  readonly isElsewhere?: true;
  close(): Promise<void>;
}

export interface ConformanceWorld {
  readonly events: EventHub;
  readonly clock: Clock;
  readonly logger: Logger;
  /** @throws ConformanceError when this sandbox cannot give a token */
  openSandbox(): Promise<CheckedPlace>;
  openThrowaway(): Promise<CheckedPlace>;
}

export interface StartOptions {
  readonly target: CheckTarget;
  readonly list?: CheckList | undefined;
  readonly only?: readonly string[] | undefined;
  readonly token?: string | undefined;
  readonly confirmHost?: string | undefined;
}

/** The latest run, in memory: it is gone with the host, and reports are what one keeps. */
export class Conformance {
  readonly #world: ConformanceWorld;
  #run: ConformanceRun | null = null;
  #details = new Map<string, CheckDetail>();
  #stop: AbortController | null = null;
  #ended: Promise<void> = Promise.resolve();

  constructor(world: ConformanceWorld) {
    this.#world = world;
  }

  latest(): ConformanceRun | null {
    return this.#run;
  }

  /** @throws ConformanceError when the latest run has no such check */
  check(id: string): CheckDetail {
    const detail = this.#details.get(id);
    if (detail !== undefined) return detail;
    throw new ConformanceError('not_found', `The latest run has no check ${id}.`);
  }

  /** All checks of the latest run, for a report. */
  details(): { run: ConformanceRun; details: readonly CheckDetail[] } {
    if (this.#run === null) throw new ConformanceError('not_found', 'Nothing was checked yet. Run the checks first.');
    return { run: this.#run, details: [...this.#details.values()] };
  }

  /** @throws ConformanceError when one is under way, or it cannot be started */
  async start(options: StartOptions): Promise<ConformanceRun> {
    if (this.#stop !== null) throw new ConformanceError('conflict', 'A run is under way. Stop it first, or wait for its end.');
    const stop = new AbortController();
    this.#stop = stop;
    const opening = this.#openAndBegin(options);
    // Whoever stops while the place is being opened waits for it too: it has to be closed again.
    this.#ended = opening.then(
      async ({ checks, place }) => {
        await this.#carryOut(checks, place, stop.signal);
        this.#stop = null;
        this.#publish();
      },
      // Why it cannot be started is told to whoever starts it.
      () => {
        this.#stop = null;
      },
    );
    return (await opening).run;
  }

  async #openAndBegin(options: StartOptions): Promise<{ checks: readonly Check[]; place: CheckedPlace; run: ConformanceRun }> {
    const checks = chosen(options);
    const place = await this.#open(options);
    return { checks, place, run: this.#begin(checks, place.name, options.list ?? null) };
  }

  /** Resolves when the run is over and what it made is gone. */
  async stop(): Promise<void> {
    this.#stop?.abort();
    await this.#ended;
  }

  #open({ target, token, confirmHost }: StartOptions): Promise<CheckedPlace> {
    if (target.kind === 'sandbox') return this.#world.openSandbox();
    if (target.kind === 'throwaway') return this.#world.openThrowaway();
    const url = guardedUrl(target.url, confirmHost);
    return Promise.resolve({
      url: url.href,
      token: guardedToken(url, token),
      name: url.href,
      isElsewhere: true,
      close: () => Promise.resolve(),
    });
  }

  #begin(checks: readonly Check[], targetName: string, list: CheckList | null): ConformanceRun {
    const waiting = checks.map((check) => resultOf(check, { outcome: 'not-run', what: null }));
    this.#details = new Map(waiting.map((detail) => [detail.id, detail]));
    this.#run = {
      state: 'running',
      started: this.#world.clock.now().toISOString(),
      finished: null,
      targetName,
      list,
      current: checks[0]?.title ?? null,
      total: checks.length,
      counts: countResults(waiting),
      problem: null,
      leftBehind: [],
      results: waiting.map(withoutExchanges),
    };
    this.#publish();
    return this.#run;
  }

  async #carryOut(checks: readonly Check[], place: CheckedPlace, signal: AbortSignal): Promise<void> {
    const opened = openTargets(new URL(place.url), place.token, { isElsewhere: place.isElsewhere === true });
    try {
      const outcome = await runChecks({
        checks,
        targets: opened.targets,
        marker: newMarker(),
        signal,
        onStart: ({ title }) => this.#update({ current: title }),
        onResult: (result) => this.#note(result),
      });
      const { state, problem, leftBehind } = outcome;
      this.#update({ state, problem, leftBehind: [...leftBehind] });
    } catch (error) {
      this.#world.logger.error('the conformance checks failed inside', error);
      this.#update({ state: 'broken', problem: 'Something went wrong inside SCIM Rehearsal. Its own log says more.' });
    } finally {
      this.#update({ current: null, finished: this.#world.clock.now().toISOString() });
      await this.#close(opened);
      await this.#close(place);
    }
  }

  /** A place that cannot be closed is no reason to lose the run, or the host with it. */
  async #close(place: { close(): Promise<void> }): Promise<void> {
    try {
      await place.close();
    } catch (error) {
      this.#world.logger.error('what the conformance checks ran at could not be closed', error);
    }
  }

  #note(result: CheckDetail): void {
    this.#details.set(result.id, result);
    const results = [...this.#details.values()];
    this.#update({ results: results.map(withoutExchanges), counts: countResults(results) });
    this.#publish();
  }

  #update(change: Partial<ConformanceRun>): void {
    if (this.#run !== null) this.#run = { ...this.#run, ...change };
  }

  #publish(): void {
    this.#world.events.publish({ type: 'conformance.changed' });
  }
}

/** Lower-case letters and digits, so that any rule on user names leaves it alone. */
export function newMarker(): string {
  return `check-${randomBytes(4).toString('hex')}`;
}

function chosen(options: StartOptions): readonly Check[] {
  try {
    return selectChecks(options);
  } catch (error) {
    if (error instanceof UnknownCheckError) throw new ConformanceError('invalid_input', error.message, { cause: error });
    throw error;
  }
}

function withoutExchanges(detail: CheckDetail): ConformanceRun['results'][number] {
  const { exchanges, ...result } = detail;
  return { ...result, exchangeCount: exchanges.length };
}
