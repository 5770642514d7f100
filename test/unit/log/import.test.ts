import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeHar } from '#main/log/export/har.ts';
import { writeLogFile } from '#main/log/format/write.ts';
import { eventsOf, importedDetail } from '#main/log/import/imported.ts';
import { LogImporter } from '#main/log/import/log-importer.ts';
import type { Store } from '#main/store/store.ts';
import { record } from '../store/logbook-fixture.ts';
import { openStore } from '../store/with-store.ts';
import { FACTS, eventEntry, exchangeEntry } from './format/entries.ts';

let store: Store;
let close: () => void;
beforeEach(async () => ({ store, close } = await openStore()));
afterEach(() => close());

function importText(text: string, pieceSize = 1000) {
  const importer = new LogImporter(store, 'file', '2026-03-02T15:00:00.000Z');
  try {
    for (let at = 0; at < text.length; at += pieceSize) importer.push(text.slice(at, at + pieceSize));
    return importer.finish();
  } catch (error) {
    importer.abandon();
    throw error;
  }
}

const kept = () => store.read((tx) => tx.log.imports.all().length);
const ENTRA = {
  id: 'e1',
  activityDateTime: '2026-03-02T14:00:03Z',
  provisioningAction: 'create',
  durationInMilliseconds: 250,
  cycleId: 'c1',
  sourceIdentity: { id: 's1', displayName: 'User Three', details: { UserPrincipalName: 'User3@contoso.example' } },
  targetIdentity: { id: '', displayName: '' },
  provisioningStatusInfo: {
    status: 'failure',
    errorInformation: { errorCode: 'BadRequest', reason: 'title is not in the mapping list' },
  },
  provisioningSteps: [{ name: 'EntryExport', status: 'failure', description: 'refused' }],
  modifiedProperties: [{ displayName: 'title', oldValue: null, newValue: 'Consultant' }],
};

describe('reading a log in', () => {
  test('our own format, in pieces of any size, and as it was', async () => {
    const entry = exchangeEntry({ note: 'Ask HR', tags: ['hr'] });
    const text = [...writeLogFile(FACTS, [entry, eventEntry()])].join('');
    for (const size of [1, 64, 100_000]) {
      const { id, kind, entries, warning } = importText(text, size);
      expect({ kind, entries, warning }).toEqual({ kind: 'own', entries: 2, warning: null });
      expect((await importedDetail(store, id, 0))?.entry).toEqual(entry);
    }
  });

  test('secrets that are still in a file are masked before anything is kept', async () => {
    const secret = 'api-0123456789abcdef0123456789abcdef';
    const { request } = exchangeEntry();
    const entry = exchangeEntry({
      request: { ...request, headers: [{ name: 'Authorization', value: `Bearer ${secret}` }], body: '{"password":"hunter2!"}' },
    });
    const { id } = importText([...writeLogFile(FACTS, [entry])].join(''));
    expect(JSON.stringify(await importedDetail(store, id, 0))).not.toMatch(/hunter2|456789abcdef/);
  });

  test('an archive that we wrote, as HTTP without what HAR has no place for', async () => {
    const har = [...writeHar([exchangeEntry()], { origin: 'http://127.0.0.1:4700', version: '0.1.0' })].join('');
    const { id, kind, entries } = importText(har);
    expect({ kind, entries }).toEqual({ kind: 'har', entries: 1 });
    const { request, response } = exchangeEntry();
    expect((await importedDetail(store, id, 0))?.entry).toMatchObject({
      at: '2026-03-02T14:02:11.318Z',
      request: { method: 'POST', path: '/Users', body: request.body },
      response: { status: 201, body: response.body },
      verdict: 'ok',
    });
  });

  test('an archive with other requests leaves those out and says so; one without SCIM is refused', () => {
    const har = JSON.parse([...writeHar([exchangeEntry()], { origin: 'http://x.example', version: '1' })].join('')) as {
      log: { entries: { request: { url: string } }[] };
    };
    const [entry] = har.log.entries;
    if (entry === undefined) throw new Error('the archive is empty');
    const other = { ...entry, request: { ...entry.request, url: 'https://x.example/app.js' } };
    expect(importText(JSON.stringify({ log: { entries: [entry, other] } })).warning).toBe(
      '1 of its 2 requests are no SCIM and were left out.',
    );
    expect(() => importText(JSON.stringify({ log: { entries: [other] } }))).toThrow(
      /^This HAR has no SCIM request: none of its 1 addresses/,
    );
    expect(kept()).toBe(1);
  });

  test.each([
    ['the array that the portal downloads', [ENTRA]],
    ['the answer of Microsoft Graph', { '@odata.context': 'x', value: [ENTRA] }],
    [
      'older member names',
      [
        {
          ...ENTRA,
          provisioningAction: undefined,
          action: 'Create',
          provisioningStatusInfo: undefined,
          statusInfo: ENTRA.provisioningStatusInfo,
        },
      ],
    ],
  ])("Entra ID's provisioning log: %s", async (_, file) => {
    for (let id = 1; id <= 6; id++) record(store, id);
    const { id, kind } = importText(JSON.stringify(file));
    expect(kind).toBe('entra');
    const detail = await importedDetail(store, id, 0);
    expect(detail?.sentence).toMatch(
      /^Entra ID's own log: it failed on User3@contoso.example \([Cc]reate\): title is not in the mapping list$/,
    );
    expect(detail?.matches.map((match) => match.id)).toEqual([3]);
    expect(store.read((tx) => eventsOf(tx, 3))).toMatchObject([
      { place: 0, verdict: 'failed', error: 'title is not in the mapping list' },
    ]);
    expect(store.read((tx) => eventsOf(tx, 4))).toEqual([]);
  });

  test.each([
    ['{"log":{"entries":[\n{"a":1},\n', /^Line 3: The file ends in the middle/],
    ['{"log":\n oops}', /^Line 2: This is not JSON/],
    ['{"users":[]}', /^This JSON is none of the logs/],
    ['[{"name":"x"}]', /^This JSON is none of the logs/],
    ['', /^This file is empty/],
    ['{"value":[]}', /^This provisioning log has no entries/],
    [JSON.stringify([{ ...ENTRA, activityDateTime: 'soon' }]), /^Entry 1 of this provisioning log has no time/],
    ['time;user\n1;anna\n', /^(?:Line 1: )?This is not JSON/],
  ])('%j is refused with a sentence, and nothing is kept', (text, message) => {
    expect(() => importText(text)).toThrow(message);
    expect(kept()).toBe(0);
  });

  test('a broken line in the middle is named, and what came before it is taken back', () => {
    const lines = [...writeLogFile(FACTS, [exchangeEntry(), exchangeEntry()])];
    expect(() => importText([lines[0], lines[1], '{oops\n', lines[2]].join(''))).toThrow(/^Line 3: This line is not JSON/);
    expect(kept()).toBe(0);
  });
});
