import type { ReachRun, ReachSettings, ReachState, TunnelProgram, TunnelProgramId } from '#shared/contract/reach.ts';
import type { Clock, Logger } from '../service/ports.ts';
import { Bench } from './check.ts';
import { runChecks, unasked, verdictOf } from './doctor.ts';
import { Exposures } from './exposures.ts';
import { findProgram } from './find-program.ts';
import { type Outside, VALIDATOR_ORIGIN } from './outside.ts';
import { Probe } from './probe.ts';
import { type PublicAddress, readAddress } from './public-address.ts';
import { ReachError } from './reach-error.ts';
import type { ReachStore } from './reach-settings.ts';
import { readOrigins } from './read-origins.ts';
import { Tunnel } from './tunnel.ts';
import { type TunnelProgram as Program, TUNNEL_PROGRAMS, tunnelProgram } from './tunnel-programs.ts';

const ONE_HOUR = 60;
/** Consoles are told about a program's output no more often than this. */
const TELL_EVERY_MS = 150;
/** How long a look for programs counts: one may be installed at any time. */
const LOOK_AGAIN_MS = 3000;

export interface ReachOptions {
  /** of the SCIM listener */
  readonly port: number;
  readonly store: ReachStore;
  readonly outside: Outside;
  readonly clock: Clock;
  readonly logger: Logger;
  /** tells every console to look again */
  readonly publish: () => void;
  /** @returns the path of a sandbox's tenant URL; null stands for the default sandbox */
  readonly tenantPathOf: (sandbox: string | null) => string;
}

/** How the service is reached from outside: the tunnel, the exposure, and the checks of the way in. There is one for each host. */
export class Reach {
  readonly #options: ReachOptions;
  readonly #exposures: Exposures;
  #tunnel: Tunnel | null = null;
  #run: ReachRun | null = null;
  #checking: { readonly stop: AbortController; readonly done: Promise<void> } | null = null;
  #programs: { readonly at: number; readonly items: TunnelProgram[] } | null = null;
  #telling: NodeJS.Timeout | null = null;
  #isClosing = false;
  /** starts and ends come one after another */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: ReachOptions) {
    this.#options = options;
    const { store, outside, clock } = options;
    this.#exposures = new Exposures({ store, outside, clock, onTime: () => this.#timeIsUp() });
    this.#applyOrigins();
  }

  state(): ReachState {
    const { port, store, outside } = this.#options;
    return {
      listening: `http://127.0.0.1:${port}`,
      programs: this.#lookForPrograms(),
      tunnel: this.#tunnel?.state() ?? null,
      exposure: this.#exposures.current,
      lastEnded: this.#exposures.lastEnded,
      isClosed: outside.isClosed,
      run: this.#run,
      settings: store.read().settings,
    };
  }

  /**
   * Starts a tunnel, in place of whatever leads here now.
   * @throws ReachError when the program is not there
   */
  async start(id: TunnelProgramId, minutes: number, sandbox: string | null): Promise<void> {
    this.#programs = null;
    const { path, problem } = this.#find(id);
    const program = tunnelProgram(id);
    if (path === null) {
      throw new ReachError(
        'not_possible',
        problem ?? `${program.name} was not found on this machine. Install it, or set its path.`,
      );
    }
    const tenantPath = this.#options.tenantPathOf(sandbox);
    await this.#inTurn(async () => {
      await this.#end('hand');
      this.#startTunnel(program, path, { minutes, tenantPath });
    });
  }

  #startTunnel(program: Program, path: string, { minutes, tenantPath }: { minutes: number; tenantPath: string }): void {
    const tunnel: Tunnel = new Tunnel({
      program,
      path,
      port: this.#options.port,
      started: this.#options.clock.now(),
      onChange: () => this.#tell(),
      onOpen: (url) => {
        this.#exposures.begin('tunnel', url, minutes);
        this.#check(readAddress(url, tenantPath), { tenantPath, minutes, isNew: true });
      },
      onEnd: () => this.#tunnelEnded(tunnel),
    });
    this.#tunnel = tunnel;
    this.#tell();
  }

  /** Ends the exposure, and the tunnel with it. */
  stop(): Promise<void> {
    return this.#inTurn(() => this.#end('hand'));
  }

  /** @throws ReachError when there is nothing to extend */
  extend(): void {
    if (!this.#exposures.extend(ONE_HOUR))
      throw new ReachError('not_possible', 'Nothing leads here from outside, so there is nothing to extend.');
    this.#tell();
  }

  /** Checks the way in by an address; the state shows how it goes. @throws ReachError when it is not an address */
  check(address: string, minutes: number, sandbox: string | null): void {
    const tenantPath = this.#options.tenantPathOf(sandbox);
    this.#check(readAddress(address, tenantPath), { tenantPath, minutes, isNew: false });
  }

  /** Changes settings; what is left out stays. @throws ReachError for something that is not an origin */
  configure(change: Partial<ReachSettings> & { path?: { program: TunnelProgramId; path: string } | undefined }): void {
    const { path, origins, ...settings } = change;
    const { store } = this.#options;
    const before = store.read();
    const checked = origins === undefined ? {} : { origins: readOrigins(origins) };
    const paths = path === undefined ? before.paths : { ...before.paths, [path.program]: path.path.trim() };
    store.write({ ...before, paths, settings: { ...before.settings, ...settings, ...checked } });
    this.#programs = null;
    this.#applyOrigins();
    this.#exposures.applySetting();
    this.#tell();
  }

  /** Stops the tunnel and the checks. */
  async close(): Promise<void> {
    this.#isClosing = true;
    await this.#inTurn(async () => {
      // An address that was entered leads here again at the next start.
      if (this.#exposures.current?.by === 'tunnel') await this.#end('hand');
      else await this.#tunnel?.stop();
    });
    this.#checking?.stop.abort();
    await this.#checking?.done;
    if (this.#telling !== null) clearTimeout(this.#telling);
    this.#exposures.close();
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }

  #timeIsUp(): void {
    this.#inTurn(() => this.#end('time')).catch((error: unknown) =>
      this.#options.logger.error('the exposure could not be ended although its time is up', error),
    );
  }

  async #end(why: 'hand' | 'time'): Promise<void> {
    const tunnel = this.#tunnel;
    const isTunnel = this.#exposures.current?.by === 'tunnel';
    this.#checking?.stop.abort();
    // From now on nothing that comes through counts, even while the program takes its time to end.
    this.#exposures.end(why, isTunnel);
    this.#run = null;
    await tunnel?.stop();
    if (tunnel !== null && this.#tunnel === tunnel) this.#tunnel = null;
    this.#tell();
  }

  #tunnelEnded(tunnel: Tunnel): void {
    if (this.#tunnel !== tunnel) return;
    if (this.#exposures.current?.by === 'tunnel') {
      this.#checking?.stop.abort();
      this.#exposures.end('ended', true);
      this.#run = null;
    }
    this.#tell();
  }

  #check(
    { base, tenantUrl }: PublicAddress,
    { minutes, ...how }: Pick<Bench, 'tenantPath' | 'isNew'> & { minutes: number },
  ): void {
    const { port, outside, clock } = this.#options;
    const before = this.#checking;
    before?.stop.abort();
    const stop = new AbortController();
    const probe = new Probe();
    const removeProbe = outside.addProbe(probe);
    const bench = new Bench({ tenantUrl, ...how, port, probe, signal: stop.signal });
    const run: ReachRun = {
      base,
      url: tenantUrl.href,
      started: clock.now().toISOString(),
      finished: null,
      sentence: '',
      results: unasked(),
    };
    const work = async () => {
      await before?.done;
      await this.#conduct(run, bench, minutes).finally(removeProbe);
    };
    this.#run = run;
    this.#tell();
    this.#checking = { stop, done: work() };
  }

  /** Carries out a run of the checks. Once it is stopped it tells nothing more: a newer one may have taken its place. */
  async #conduct(begun: ReachRun, bench: Bench, minutes: number): Promise<void> {
    const { clock, logger } = this.#options;
    const { signal } = bench;
    let run = begun;
    const set = (change: Partial<ReachRun>) => {
      if (signal.aborted) return;
      run = { ...run, ...change };
      this.#run = run;
      this.#tell();
    };
    try {
      await runChecks(bench, (result) => {
        set({ results: run.results.map((one) => (one.id === result.id ? result : one)) });
        if (bench.isProven && !signal.aborted) this.#proven(run.base, minutes);
      });
      set({ sentence: verdictOf(run.results) });
    } catch (error) {
      if (signal.aborted) return this.#forget(run);
      logger.error('a check of the way from outside failed inside', error);
      set({ sentence: 'The check broke off inside SCIM Rehearsal. Its own log says why.' });
    }
    set({ finished: clock.now().toISOString() });
  }

  /** A run that was stopped is not shown as if it still went on. */
  #forget(run: ReachRun): void {
    if (this.#run !== run) return;
    this.#run = null;
    this.#tell();
  }

  /** An address was proven to lead here, so from now on it counts as an exposure. */
  #proven(base: string, minutes: number): void {
    const { port } = this.#options;
    const current = this.#exposures.current;
    const isOwn = [`http://127.0.0.1:${port}`, `http://localhost:${port}`].includes(base);
    if (isOwn || current?.by === 'tunnel' || current?.url === base) return;
    this.#exposures.begin('address', base, minutes);
  }

  #lookForPrograms(): TunnelProgram[] {
    const now = this.#options.clock.now().getTime();
    if (this.#programs === null || now - this.#programs.at > LOOK_AGAIN_MS) {
      const items = TUNNEL_PROGRAMS.map(({ id, name, install, page, needs }) => {
        const setPath = this.#options.store.read().paths[id] ?? '';
        return { id, name, install: [...install], page, needs, setPath, ...this.#find(id) };
      });
      this.#programs = { at: now, items };
    }
    return this.#programs.items;
  }

  #find(id: TunnelProgramId) {
    return findProgram(id, this.#options.store.read().paths[id] ?? '');
  }

  #applyOrigins(): void {
    const { allowValidator, origins } = this.#options.store.read().settings;
    this.#options.outside.origins = new Set([...(allowValidator ? [VALIDATOR_ORIGIN] : []), ...origins]);
  }

  /** Tells the consoles soon, and once for everything that happens until then. */
  #tell(): void {
    if (this.#isClosing || this.#telling !== null) return;
    this.#telling = setTimeout(() => {
      this.#telling = null;
      this.#options.publish();
    }, TELL_EVERY_MS);
  }
}
