import { z } from 'zod';
import { ActiveDrill, type DrillEffect, type DrillPlan, type DrillState } from '#shared/contract/drills.ts';
import type { EventHub } from '../console/event-hub.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Maker } from '../service/own-traffic.ts';
import type { Clock, Logger } from '../service/ports.ts';
import { type DrillProgress, type DrilledRequest, NOTHING_MET, judge } from './judge.ts';
import { DRILL_PRESETS } from './presets.ts';

/** The setting exists only while a drill is on; one that is found at the start was on when the last host ended. */
const SETTING = 'drill';
const Stored = z.object({ plan: ActiveDrill.shape.plan, started: z.string() }).nullable().catch(null);

/** Who wants to know what drills do while something goes on. */
interface Follower {
  onDrill(name: string): void;
  onTouched(name: string, maker: Maker | null): void;
}

interface Running {
  readonly plan: DrillPlan;
  readonly started: string;
  readonly endsAt: number | null;
  progress: DrillProgress;
}

/** The one drill of a sandbox: on or off, and how far it has come. */
export class Drills {
  readonly #sandbox: Sandbox;
  readonly #events: EventHub;
  readonly #clock: Clock;
  readonly #logger: Logger;
  #running: Running | null = null;
  #lastEnded: DrillState['lastEnded'] = null;
  #timer: NodeJS.Timeout | null = null;
  readonly #followers = new Set<Follower>();

  constructor(options: { sandbox: Sandbox; events: EventHub; clock: Clock; logger: Logger }) {
    this.#sandbox = options.sandbox;
    this.#events = options.events;
    this.#clock = options.clock;
    this.#logger = options.logger;
    const stored = Stored.parse(this.#sandbox.store.read((tx) => tx.sandboxSettings.get(SETTING)) ?? null);
    if (stored === null) return;
    this.#remember(null);
    this.#lastEnded = { name: stored.plan.name, at: this.#now(), why: 'restart', touched: 0 };
  }

  /** A request asks this first, and pays for nothing else while no drill is on. */
  get isOn(): boolean {
    return this.#running !== null;
  }

  /**
   * Tells of the drill that is on, of each that is started, and of each request that one touches.
   * @returns the way to hear no more
   */
  follow(follower: Follower): () => void {
    this.#followers.add(follower);
    if (this.#running !== null) follower.onDrill(this.#running.plan.name);
    return () => void this.#followers.delete(follower);
  }

  /**
   * @param maker whose doing the request is; null: it came from outside
   * @returns what the drill does to this request; null when it passes
   */
  meet(request: DrilledRequest, maker: Maker | null): { name: string; effect: DrillEffect } | null {
    const running = this.#running;
    if (running === null) return null;
    const now = this.#clock.now().getTime();
    if (running.endsAt !== null && now >= running.endsAt) {
      this.#end('time');
      return null;
    }
    const { effect, progress } = judge(running.plan, running.progress, request, now);
    running.progress = progress;
    if (effect === null) return null;
    const { name, endsAfterRequests } = running.plan;
    for (const follower of this.#followers) follower.onTouched(name, maker);
    if (endsAfterRequests !== null && progress.touched >= endsAfterRequests) this.#end('requests');
    else this.#publish();
    return { name, effect };
  }

  state(): DrillState {
    const running = this.#running;
    const active =
      running === null
        ? null
        : {
            plan: running.plan,
            started: running.started,
            endsAt: running.endsAt === null ? null : new Date(running.endsAt).toISOString(),
            met: running.progress.met,
            touched: running.progress.touched,
          };
    return { active, presets: [...DRILL_PRESETS], lastEnded: this.#lastEnded };
  }

  /** Starts a drill, in place of one that is on. */
  start(plan: DrillPlan): void {
    const now = this.#clock.now();
    const minutes = plan.endsAfterMinutes;
    const endsAt = minutes === null ? null : now.getTime() + minutes * 60_000;
    this.#remember({ plan, started: now.toISOString() });
    this.#clearTimer();
    this.#running = { plan, started: now.toISOString(), endsAt, progress: NOTHING_MET };
    this.#lastEnded = null;
    for (const follower of this.#followers) follower.onDrill(plan.name);
    if (minutes !== null) this.#timer = setTimeout(() => this.#end('time'), minutes * 60_000).unref();
    this.#publish();
  }

  stop(): void {
    if (this.#running !== null) this.#end('hand');
  }

  /** For when the host ends. A drill that is on stays on record, so that the next start can say that it was cut off. */
  close(): void {
    this.#clearTimer();
  }

  #end(why: 'hand' | 'requests' | 'time'): void {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    this.#clearTimer();
    this.#lastEnded = { name: running.plan.name, at: this.#now(), why, touched: running.progress.touched };
    this.#publish();
    this.#remember(null);
  }

  /** Queued rather than written at once, because a request may be inside the store at this moment. */
  #remember(value: z.infer<typeof Stored>): void {
    this.#sandbox.store
      .commit((tx) => tx.sandboxSettings.set(SETTING, value))
      .catch((error: unknown) => this.#logger.error('a drill could not be noted', error));
  }

  #clearTimer(): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #now(): string {
    return this.#clock.now().toISOString();
  }

  #publish(): void {
    this.#events.publish({ type: 'drills.changed' });
  }
}
