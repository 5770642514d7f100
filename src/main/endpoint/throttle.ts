/** Counts events of a minute by key; for the rate limit and for failed log-ins. */
export class MinuteCounter {
  readonly #counts = new Map<string, { minute: number; count: number }>();
  static readonly #KEYS = 10_000;

  /** @returns how many there were in this minute, this one included */
  count(key: string, milliseconds: number): number {
    const minute = Math.floor(milliseconds / 60_000);
    const entry = this.#counts.get(key);
    if (entry !== undefined && entry.minute === minute) {
      entry.count += 1;
      return entry.count;
    }
    // Addresses can be made up without end behind a tunnel; old ones are of no use.
    if (this.#counts.size >= MinuteCounter.#KEYS) this.#counts.clear();
    this.#counts.set(key, { minute, count: 1 });
    return 1;
  }
}

/** @returns whole seconds until the next minute begins, for `Retry-After` (Okta reads integers only) */
export function secondsToNextMinute(milliseconds: number): number {
  return 60 - (Math.floor(milliseconds / 1000) % 60);
}
