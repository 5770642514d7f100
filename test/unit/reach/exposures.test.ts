import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Exposures } from '#main/reach/exposures.ts';
import { Outside } from '#main/reach/outside.ts';
import { type ReachStore, StoredReach } from '#main/reach/reach-settings.ts';

const NOON = '2026-11-24T12:00:00.000Z';
beforeEach(() => vi.useFakeTimers({ now: new Date(NOON) }));
afterEach(() => vi.useRealTimers());

function memory(stored: unknown = {}): ReachStore {
  let value = StoredReach.parse(stored);
  return { read: () => value, write: (next) => (value = next) };
}

function open(store = memory()) {
  const outside = new Outside();
  const exposures: Exposures = new Exposures({
    store,
    outside,
    clock: { now: () => new Date() },
    onTime: () => exposures.end('time', false),
  });
  return { exposures, outside, store };
}

describe('an exposure ends by itself', () => {
  test('when its time is over, and what comes afterwards is refused', () => {
    const { exposures, outside, store } = open();
    exposures.begin('address', 'https://a.example', 240);
    expect(exposures.current?.until).toBe('2026-11-24T16:00:00.000Z');
    vi.advanceTimersByTime(239 * 60_000);
    expect(exposures.current).not.toBeNull();
    vi.advanceTimersByTime(61_000);
    expect(exposures.current).toBeNull();
    expect(exposures.lastEnded).toMatchObject({ url: 'https://a.example', why: 'time' });
    expect(outside.isClosed).toBe(true);
    expect(outside.refusal()).toMatchObject({ status: 503, reason: 'exposure-over' });
    expect(store.read().exposure).toBeNull();
    exposures.close();
  });

  test('even when the machine slept through that time', () => {
    const { exposures } = open();
    exposures.begin('address', 'https://a.example', 60);
    vi.setSystemTime('2026-11-25T09:00:00Z');
    vi.advanceTimersByTime(5000);
    expect(exposures.current).toBeNull();
    exposures.close();
  });

  test('later, when it was extended', () => {
    const { exposures } = open();
    expect(exposures.extend(60)).toBe(false);
    exposures.begin('tunnel', 'https://a.example', 60);
    expect(exposures.extend(60)).toBe(true);
    vi.advanceTimersByTime(90 * 60_000);
    expect(exposures.current?.until).toBe('2026-11-24T14:00:00.000Z');
    vi.advanceTimersByTime(31 * 60_000);
    expect(exposures.current).toBeNull();
    exposures.close();
  });
});

describe('what is refused afterwards', () => {
  test('nothing, when the tunnel is gone', () => {
    const { exposures, outside } = open();
    exposures.begin('tunnel', 'https://a.example', 60);
    exposures.end('hand', true);
    expect(outside.isClosed).toBe(false);
    exposures.close();
  });

  test('nothing, when the admin wants it so; all that comes from outside, when the admin changes that', () => {
    const { exposures, outside, store } = open();
    const { settings } = store.read();
    store.write({ ...store.read(), settings: { ...settings, refuseAfterwards: false } });
    exposures.begin('address', 'https://a.example', 60);
    exposures.end('hand', false);
    expect(outside.isClosed).toBe(false);
    store.write({ ...store.read(), settings });
    exposures.applySetting();
    expect(outside.isClosed).toBe(true);
    exposures.begin('address', 'https://a.example', 60);
    expect(outside.isClosed, 'a new exposure opens the way again').toBe(false);
    exposures.close();
  });
});

describe('at the next start', () => {
  const exposure = { by: 'address', url: 'https://a.example', since: NOON, until: '2026-11-24T13:00:00.000Z' };

  test('an address that still has time goes on', () => {
    const { exposures, outside } = open(memory({ exposure }));
    expect(exposures.current).toEqual(exposure);
    expect(outside.isClosed).toBe(false);
    vi.advanceTimersByTime(61 * 60_000);
    expect(exposures.current).toBeNull();
    exposures.close();
  });

  test('one whose time is over is closed, since it was over', () => {
    vi.setSystemTime('2026-11-25T12:00:00Z');
    const { exposures, outside } = open(memory({ exposure }));
    expect(exposures.lastEnded).toEqual({ url: 'https://a.example', at: '2026-11-24T13:00:00.000Z', why: 'time' });
    expect(outside.isClosed).toBe(true);
    exposures.close();
  });

  test('a tunnel that a crash left behind is shut out, and stays so from start to start', () => {
    const store = memory({ exposure: { ...exposure, by: 'tunnel' } });
    const first = open(store);
    expect(first.exposures.lastEnded).toMatchObject({ why: 'restart' });
    expect(first.outside.isClosed).toBe(true);
    first.exposures.close();
    const second = open(store);
    expect(second.outside.isClosed).toBe(true);
    expect(second.exposures.lastEnded).toMatchObject({ url: 'https://a.example', why: 'restart' });
    second.exposures.close();
  });
});
