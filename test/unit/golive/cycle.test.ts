import { gatherGoLiveFacts } from '#main/golive/gather-facts.ts';
import { type ThrowawaySandbox, openThrowawaySandbox } from '#main/sandbox/throwaway-sandbox.ts';
import { loadShippedProfile } from '#main/service/load-profile.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exchangeRow } from '../log/exchange-row.ts';

let place: ThrowawaySandbox;
const logger = { info: () => undefined, error: () => undefined };
const BEGINNING = Date.UTC(2026, 0, 1);

beforeEach(async () => {
  place = await openThrowawaySandbox({ profile: loadShippedProfile('meisterplan'), logger });
});
afterEach(() => place.close());

function called(id: number, minute: number, verdict: 'ok' | 'refused'): void {
  const at = new Date(BEGINNING + minute * 60_000).toISOString();
  place.sandbox.store.write((tx) => tx.exchanges.insert(exchangeRow(id, { at, verdict }), []));
}

function lastCycle() {
  const { store } = place.sandbox;
  return store.read(
    (tx) => gatherGoLiveFacts(tx, place.sandbox, { outside: [], simulated: [] }, null, new Date(BEGINNING).toISOString()).cycle,
  );
}

test('nothing that was sent is no cycle', () => {
  expect(lastCycle()).toBeNull();
});

test('what was refused and then mended six minutes later is not in the last cycle; four minutes are no pause', () => {
  called(1, 0, 'refused');
  called(2, 6, 'ok');
  called(3, 10, 'ok');
  expect(lastCycle()).toMatchObject({ exchanges: 2, refusedIds: [] });
  called(4, 14, 'refused');
  expect(lastCycle()).toMatchObject({ exchanges: 3, refusedIds: [4] });
});
