import { MinuteCounter, secondsToNextMinute } from '#main/endpoint/throttle.ts';
import { describe, expect, it } from 'vitest';

const NOON = Date.UTC(2026, 10, 5, 12);

describe('counting by the minute', () => {
  it('counts each key for itself, and from one again in the next minute', () => {
    const counter = new MinuteCounter();
    expect([0, 1, 59_999].map((offset) => counter.count('a', NOON + offset))).toEqual([1, 2, 3]);
    expect(counter.count('b', NOON + 59_999)).toBe(1);
    expect(counter.count('a', NOON + 60_000)).toBe(1);
  });

  it('starts again when the clock is set back', () => {
    const counter = new MinuteCounter();
    counter.count('a', NOON);
    expect(counter.count('a', NOON - 60_000)).toBe(1);
  });

  it('takes keys like "__proto__" as any other', () => {
    const counter = new MinuteCounter();
    expect(['__proto__', 'constructor', '__proto__'].map((key) => counter.count(key, NOON))).toEqual([1, 1, 2]);
  });

  it('made-up keys without end do not fill the memory, and do not free one that is being held back', () => {
    const counter = new MinuteCounter();
    for (let i = 0; i < 700; i++) counter.count('attacker', NOON);
    for (let i = 0; i < 100_000; i++) counter.count(`made-up ${i}`, NOON);
    // Those that are too many share one count.
    expect(counter.count('one more', NOON)).toBeGreaterThan(80_000);
    expect(counter.count('attacker', NOON)).toBe(701);
    expect(counter.count('one more', NOON + 60_000)).toBe(1);
  });

  it('RFC 9110 §10.2.3: Retry-After is whole seconds, at least one, at most a minute', () => {
    expect([0, 1, 999, 1000, 59_000, 59_999].map((offset) => secondsToNextMinute(NOON + offset))).toEqual([60, 60, 60, 59, 1, 1]);
  });
});
