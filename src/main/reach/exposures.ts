import type { Exposure, ExposureEnd } from '#shared/contract/reach.ts';
import type { Clock } from '../service/ports.ts';
import type { Outside } from './outside.ts';
import type { ReachStore } from './reach-settings.ts';

/** Timers stand still while a machine sleeps, so the clock is read again and again instead. */
const LOOK_EVERY_MS = 5000;
const MINUTE_MS = 60_000;

type Ended = Readonly<{ url: string; at: string; why: ExposureEnd }>;

/**
 * Whether the service can be reached from outside, and until when. An address that we cannot take away (entered by hand, or of a
 * tunnel that a crash left behind) may lead here for ever: once its time is over, requests through it are refused.
 */
export class Exposures {
  readonly #store: ReachStore;
  readonly #outside: Outside;
  readonly #clock: Clock;
  readonly #onTime: () => void;
  readonly #looking: NodeJS.Timeout;
  #current: Exposure | null = null;
  #lastEnded: Ended | null = null;

  /** @param onTime is called when the time of the current exposure is over, to end it */
  constructor(options: { store: ReachStore; outside: Outside; clock: Clock; onTime: () => void }) {
    this.#store = options.store;
    this.#outside = options.outside;
    this.#clock = options.clock;
    this.#onTime = options.onTime;
    this.#resume();
    this.#looking = setInterval(() => this.#look(), LOOK_EVERY_MS).unref();
  }

  get current(): Exposure | null {
    return this.#current;
  }

  get lastEnded(): Ended | null {
    return this.#lastEnded;
  }

  /** An address leads here from now on. */
  begin(by: Exposure['by'], url: string, minutes: number): void {
    const now = this.#clock.now();
    const until = new Date(now.getTime() + minutes * MINUTE_MS);
    this.#lastEnded = null;
    this.#set({ by, url, since: now.toISOString(), until: until.toISOString() }, null);
  }

  /** @returns whether there was one */
  extend(minutes: number): boolean {
    if (this.#current === null) return false;
    const until = new Date(Date.parse(this.#current.until) + minutes * MINUTE_MS);
    this.#set({ ...this.#current, until: until.toISOString() }, null);
    return true;
  }

  /** @param isGone nothing leads here any more, because the tunnel has ended */
  end(why: ExposureEnd, isGone: boolean): void {
    if (this.#current === null) return;
    this.#lastEnded = { url: this.#current.url, at: this.#clock.now().toISOString(), why };
    this.#set(null, isGone ? null : this.#lastEnded);
  }

  /** Refuses requests from outside, or lets them in, as the settings say now. */
  applySetting(): void {
    const { settings, closed } = this.#store.read();
    if (closed === null || !settings.refuseAfterwards) this.#outside.open();
    else this.#outside.close(sentenceOf(closed));
  }

  /** For when the host ends. An address that was entered still leads here at the next start; a tunnel has been stopped by now. */
  close(): void {
    clearInterval(this.#looking);
  }

  /** Takes up what was on when the last host ended. */
  #resume(): void {
    const { exposure } = this.#store.read();
    if (exposure !== null) {
      const now = this.#clock.now();
      if (exposure.by === 'address' && Date.parse(exposure.until) > now.getTime()) {
        this.#current = exposure;
      } else {
        const isTunnel = exposure.by === 'tunnel';
        this.#lastEnded = {
          url: exposure.url,
          at: isTunnel ? now.toISOString() : exposure.until,
          why: isTunnel ? 'restart' : 'time',
        };
        this.#set(null, this.#lastEnded);
      }
    } else {
      this.#lastEnded = this.#store.read().closed;
    }
    this.applySetting();
  }

  #look(): void {
    if (this.#current !== null && Date.parse(this.#current.until) <= this.#clock.now().getTime()) this.#onTime();
  }

  #set(exposure: Exposure | null, closed: Ended | null): void {
    this.#current = exposure;
    this.#store.write({ ...this.#store.read(), exposure, closed });
    this.applySetting();
  }
}

/** Read by whoever calls from outside, so it gives nothing else away. */
function sentenceOf({ at }: Ended): string {
  return `This service is no longer to be reached from outside, since ${at}. Its admin can open it again on Connect > Reach it from outside.`;
}
