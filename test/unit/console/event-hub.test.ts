import type { ConsoleEvent } from '#shared/contract/events.ts';
import { EventHub, type NumberedEvent } from '#main/console/event-hub.ts';
import { describe, expect, it } from 'vitest';

const event = (resourceId: string): ConsoleEvent => ({
  type: 'directory.changed',
  resourceType: 'User',
  resourceIds: [resourceId],
});
const START = 1_000_000;

function hubWith(count: number): EventHub {
  const hub = new EventHub(START);
  for (let i = 1; i <= count; i++) hub.publish(event(`u${i}`));
  return hub;
}

const ids = (events: readonly NumberedEvent[]) => events.map(({ id }) => id - START);
const RESET = [{ id: expect.any(Number) as number, event: { type: 'stream.reset' } }];

describe('the event hub', () => {
  it('tells every listener everything, in order, until it leaves', () => {
    const hub = new EventHub(START);
    const heard: number[] = [];
    const stop = hub.subscribe(({ id }) => heard.push(id - START));
    hub.publish(event('a'));
    hub.publish(event('b'));
    stop();
    hub.publish(event('c'));
    expect(heard).toEqual([1, 2]);
  });

  it('HTML Living Standard §9.2.4: a console resumes behind the last event that it saw', () => {
    const hub = hubWith(5);
    expect(ids(hub.missedSince(START + 3))).toEqual([4, 5]);
    expect(ids(hub.missedSince(START))).toEqual([1, 2, 3, 4, 5]);
    expect(hub.missedSince(START + 5)).toEqual([]);
  });

  it('a console that just opened has missed nothing', () => {
    expect(hubWith(5).missedSince(undefined)).toEqual([]);
  });

  it.each([
    ['of an earlier run of the host', START - 1],
    ['that was never given', START + 6],
    ['that is no number', -1],
    ['of zero', 0],
  ])('an id %s starts the console afresh, at the newest event', (_name, lastSeen) => {
    const missed = hubWith(5).missedSince(lastSeen);
    expect(missed).toEqual(RESET);
    expect(missed[0]?.id).toBe(START + 5);
  });

  it('a console that was away for too many events starts afresh, and one that was not resumes', () => {
    const hub = hubWith(10_000);
    expect(hub.missedSince(START + 1)).toEqual(RESET);
    const missed = ids(hub.missedSince(START + 8_500));
    expect(missed).toHaveLength(1500);
    expect(missed[0]).toBe(8501);
    expect(missed.at(-1)).toBe(10_000);
  });

  it('however long it runs, some thousand events are kept', () => {
    const hub = hubWith(50_000);
    const oldest = [...Array(50_000).keys()].findIndex((seen) => hub.missedSince(START + seen).length > 1);
    expect(50_000 - oldest).toBeLessThanOrEqual(4001);
    expect(50_000 - oldest).toBeGreaterThanOrEqual(2000);
  });

  it('resuming at any moment gives each event once: what was missed, then what comes', () => {
    for (const lastSeen of [0, 1, 7, 10]) {
      const hub = hubWith(10);
      const heard = ids(hub.missedSince(START + lastSeen));
      hub.subscribe(({ id }) => heard.push(id - START));
      hub.publish(event('new'));
      expect(heard).toEqual([...Array(11 - lastSeen).keys()].map((i) => lastSeen + 1 + i));
    }
  });
});
