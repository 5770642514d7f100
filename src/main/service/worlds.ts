import type { ConsoleEvent, Service, WorldContract } from '#shared/contract/index.ts';
import { ConsoleError } from '../console/console-error.ts';
import type { EventHub } from '../console/event-hub.ts';
import type { RawRequest } from '../endpoint/raw-request.ts';
import { refuseUnrecorded } from '../endpoint/unrecorded.ts';
import type { ConsoleWorlds } from '../http/api-handler.ts';
import type { ScimEndpoint } from '../http/scim-listener.ts';
import type { Invitations } from '../mail/invitations.ts';
import { copySandbox } from '../sandbox/lifecycle.ts';
import { readAbout } from '../sandbox/catalogue.ts';
import { SandboxError } from '../sandbox/sandbox-error.ts';
import { DatabaseError } from '../store/open-database.ts';
import { loadProfile } from './load-profile.ts';
import { type Slot, Slots } from './slots.ts';
import { StartupError } from './startup-error.ts';
import { type World, type WorldConfig, openWorld, tenantPath } from './world.ts';

/** How long a request waits for a sandbox that is being restored or reset before it is told to come again. */
const LONGEST_WAIT_MS = 10_000;
const COME_AGAIN = 'This sandbox is just being restored or reset. Nothing of the request was done; send it again.';

export interface WorldsConfig extends Pick<WorldConfig, 'dataFolder' | 'host' | 'secrets' | 'pdf' | 'logger'> {
  /** the sandbox that also answers at `/scim/v2` */
  readonly defaultSlug: string;
  /** profile of the default sandbox; undefined: its own */
  readonly profile: string | undefined;
}

/** The sandboxes of a host: each is opened when first asked for, and closed while its file is replaced. */
export class Worlds implements ScimEndpoint, ConsoleWorlds {
  readonly #config: WorldsConfig;
  readonly #slots: Slots;
  readonly #started = Promise.withResolvers<void>();
  #port = 0;

  constructor(config: WorldsConfig) {
    this.#config = config;
    this.#slots = new Slots(config.dataFolder, config.defaultSlug);
    // Requests may come in as soon as the listener has its port; they wait for the start.
    this.#slots.default.gate = this.#started.promise;
  }

  get dataFolder(): string {
    return this.#config.dataFolder;
  }

  get defaultSlug(): string {
    return this.#config.defaultSlug;
  }

  /**
   * Opens the default sandbox; requests that came in before wait for it.
   * @param port of the SCIM listener
   * @throws DatabaseError, StartupError
   */
  async start(port: number): Promise<World> {
    this.#port = port;
    try {
      return await this.#open(this.#slots.default);
    } finally {
      this.#slots.default.gate = null;
      this.#started.resolve();
    }
  }

  tenantUrlOf(slug: string): string {
    return `http://127.0.0.1:${this.#port}${tenantPath(slug, slug === this.defaultSlug)}`;
  }

  /** @returns the profile that the sandbox is under: a name, or the path of a file */
  profileOf(slug: string): string {
    const given = slug === this.defaultSlug ? this.#config.profile : undefined;
    return given ?? readAbout(this.dataFolder, slug).profile ?? 'meisterplan';
  }

  async answer(raw: RawRequest): ReturnType<ScimEndpoint['answer']> {
    let { world } = this.#slots.ofPath(raw.url);
    const deadline = world === null ? performance.now() + LONGEST_WAIT_MS : 0;
    // Nothing is awaited between this look and the work, so no world is closed under a request.
    while (world === null) {
      const slot = this.#slots.ofPath(raw.url);
      const refusal = await this.#waitFor(slot, deadline);
      if (refusal !== null) return refuseUnrecorded(503, refusal);
      ({ world } = this.#slots.ofPath(raw.url));
    }
    return world.endpoint.answer(raw);
  }

  markCutOff(exchangeId: number, url: string): void {
    this.#slots.ofPath(url).world?.endpoint.markCutOff(exchangeId);
  }

  withInvitations<T>(sandbox: string | null, work: (invitations: Invitations) => Promise<T>): Promise<T> {
    const slot = (sandbox === null ? undefined : this.#slots.find(sandbox)) ?? this.#slots.default;
    return this.#hold(slot, ({ invitations }) => work(invitations));
  }

  use<T>(sandbox: string | null, work: (service: Service<WorldContract>) => Promise<T>): Promise<T> {
    return this.#hold(this.#slots.known(sandbox), ({ console }) => work(console));
  }

  eventsOf(sandbox: string | null): EventHub {
    return this.#slots.known(sandbox).events;
  }

  /** Writes the sandbox as it is now to a file. */
  async copy(slug: string, to: string): Promise<void> {
    const slot = this.#slots.known(slug);
    await slot.gate;
    if (slot.world === null) await copySandbox({ folder: this.dataFolder, slug }, to);
    else await slot.world.sandbox.store.copyTo(to);
  }

  /** Commits everything that was answered, so that the sandbox's file can be read by itself. */
  settle(slug: string): void {
    this.#slots.known(slug).world?.sandbox.store.write(() => undefined);
  }

  /**
   * Runs `work` while the sandbox is closed. Requests wait meanwhile; what was answered before is in the file.
   * @throws SandboxError when something is under way in it, and what `work` throws; it is open again then
   */
  async exclusively<T>(slug: string, work: () => Promise<T>): Promise<T> {
    const slot = this.#slots.known(slug);
    if (slot.gate !== null)
      throw new SandboxError('not_possible', 'This sandbox is just being restored, reset or deleted. Wait until that is done.');
    const wasOpen = slot.world !== null || slot.opening !== null;
    const { promise, resolve: release } = Promise.withResolvers<void>();
    slot.gate = promise;
    try {
      await this.#close(slot);
      return await work();
    } finally {
      slot.gate = null;
      // A deleted sandbox is left alone: consoles learn from the list that it is gone.
      const isThere = this.#slots.find(slug) === slot;
      try {
        if (wasOpen && isThere) await this.#open(slot);
      } finally {
        release();
        if (isThere) slot.events.publish({ type: 'stream.reset' });
      }
    }
  }

  /** Tells every console that the list of sandboxes has changed. */
  tellChanged(): void {
    this.tellAll({ type: 'sandboxes.changed' });
  }

  /** Tells every console, whatever sandbox it shows. */
  tellAll(event: ConsoleEvent): void {
    for (const { events } of this.#slots.all()) events.publish(event);
  }

  /**
   * @param sandbox null: the default one
   * @throws ConsoleError when there is none of the name
   */
  tenantPathOf(sandbox: string | null): string {
    const slot = this.#slots.known(sandbox);
    return tenantPath(slot.slug, slot === this.#slots.default);
  }

  async close(): Promise<void> {
    for (const slot of this.#slots.all()) {
      if (slot !== this.#slots.default || this.#port !== 0) await slot.gate;
      await slot.opening?.catch(() => undefined);
      const { world } = slot;
      slot.world = null;
      await world?.close();
    }
  }

  /** @returns null when it is worth looking for the world again; else why it will not come */
  async #waitFor(slot: Slot, deadline: number): Promise<string | null> {
    const left = deadline - performance.now();
    if (left <= 0) return COME_AGAIN;
    if (slot.gate !== null) {
      await passed(slot.gate, left);
      return null;
    }
    try {
      await this.#open(slot);
      return null;
    } catch (error) {
      this.#config.logger.error(`the sandbox "${slot.slug}" cannot be opened`, error);
      return 'This sandbox cannot be opened. The log of SCIM Rehearsal itself says why.';
    }
  }

  #open(slot: Slot): Promise<World> {
    if (slot.world !== null) return Promise.resolve(slot.world);
    slot.opening ??= this.#openAnew(slot).finally(() => (slot.opening = null));
    return slot.opening;
  }

  async #openAnew(slot: Slot): Promise<World> {
    const { slug, events } = slot;
    const { dataFolder, host, secrets, pdf, logger } = this.#config;
    const profile = loadProfile(this.profileOf(slug));
    const isDefault = slot === this.#slots.default;
    const world = await openWorld({ slug, isDefault, profile, dataFolder, host, port: this.#port, secrets, pdf, logger, events });
    world.sandbox.countOnFrom(slot.lastNumber);
    slot.world = world;
    return world;
  }

  /** Closes the world once the calls that are under way in it have ended. @throws SandboxError when they take too long */
  async #close(slot: Slot): Promise<void> {
    await slot.opening?.catch(() => undefined);
    if (slot.calls.size > 0) {
      const isDone = await passed(Promise.allSettled(slot.calls), LONGEST_WAIT_MS);
      if (!isDone)
        throw new SandboxError(
          'not_possible',
          'Something is still under way in this sandbox, such as an export. Wait until it has ended.',
        );
    }
    const { world } = slot;
    slot.world = null;
    if (world === null) return;
    slot.lastNumber = world.sandbox.lastNumber;
    await world.close();
  }

  async #hold<T>(slot: Slot, work: (world: World) => Promise<T>): Promise<T> {
    while (slot.gate !== null) await slot.gate;
    const call = this.#opened(slot).then(work);
    slot.calls.add(call);
    return call.finally(() => slot.calls.delete(call));
  }

  async #opened(slot: Slot): Promise<World> {
    try {
      return await this.#open(slot);
    } catch (error) {
      if (error instanceof DatabaseError || error instanceof StartupError) throw new ConsoleError('unreachable', error.message);
      throw error;
    }
  }
}

/** @returns whether the promise settled in time */
async function passed(promise: Promise<unknown>, ms: number): Promise<boolean> {
  const { promise: late, resolve } = Promise.withResolvers<false>();
  const timer = setTimeout(resolve, ms, false);
  try {
    return await Promise.race([promise.then(() => true), late]);
  } finally {
    clearTimeout(timer);
  }
}
