/** Keys that are counted one by one; a client can make addresses up without end. */
const KEYS = 10_000;
const ALL_OTHERS = '';

/** Counts events of a minute by key; for the rate limit and for failed log-ins. */
export class MinuteCounter {
  readonly #counts = new Map<string, number>();
  #minute = 0;

  /** @returns how many there were in this minute, this one included */
  count(key: string, milliseconds: number): number {
    const minute = Math.floor(milliseconds / 60_000);
    if (minute !== this.#minute) this.#counts.clear();
    this.#minute = minute;
    const counted = this.#counts.size < KEYS || this.#counts.has(key) ? key : ALL_OTHERS;
    const count = (this.#counts.get(counted) ?? 0) + 1;
    this.#counts.set(counted, count);
    return count;
  }
}

/** @returns whole seconds until the next minute begins, for `Retry-After` (Okta reads integers only) */
export function secondsToNextMinute(milliseconds: number): number {
  return 60 - (Math.floor(milliseconds / 1000) % 60);
}
