import { setImmediate } from 'node:timers/promises';
import { Conformance, type CheckedPlace } from '#main/conformance/conformance.ts';
import { EventHub } from '#main/console/event-hub.ts';
import { expect, test } from 'vitest';

function openedBy(open: () => Promise<CheckedPlace>) {
  const errors: string[] = [];
  const conformance = new Conformance({
    events: new EventHub(0),
    clock: { now: () => new Date('2026-11-02T08:00:00Z') },
    logger: { info: () => undefined, error: (message) => void errors.push(message) },
    openSandbox: open,
    openThrowaway: open,
  });
  return { conformance, errors };
}

/** Nothing listens on this port, so that no check gets an answer. */
const place: CheckedPlace = { url: 'http://127.0.0.1:1', token: 'api-x', name: 'nothing', close: () => Promise.resolve() };

test('who stops a run whose place is still being opened waits until that place is closed again', async () => {
  const opened = Promise.withResolvers<CheckedPlace>();
  let isClosed = false;
  const { conformance } = openedBy(() => opened.promise);
  const starting = conformance.start({ target: { kind: 'throwaway' } });
  await setImmediate();
  const stopping = conformance.stop();
  opened.resolve({
    ...place,
    close: () => {
      isClosed = true;
      return Promise.resolve();
    },
  });
  await stopping;
  expect(isClosed).toBe(true);
  await starting;
  expect(conformance.latest()?.finished).not.toBeNull();
});

test('a place that cannot be closed is logged and does not end the host', async () => {
  const { conformance, errors } = openedBy(() =>
    Promise.resolve({ ...place, close: () => Promise.reject(new Error('the disk is full')) }),
  );
  await conformance.start({ target: { kind: 'throwaway' } });
  await conformance.stop();
  expect(errors).toEqual(['what the conformance checks ran at could not be closed']);
  expect(conformance.latest()?.finished).not.toBeNull();
});

test('a place that cannot be opened leaves the way free for the next run', async () => {
  let tries = 0;
  const { conformance } = openedBy(() => (++tries === 1 ? Promise.reject(new Error('no token')) : Promise.resolve(place)));
  await expect(conformance.start({ target: { kind: 'sandbox' } })).rejects.toThrow('no token');
  await expect(conformance.start({ target: { kind: 'sandbox' } })).resolves.toMatchObject({ state: 'running' });
  await conformance.stop();
});
