import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { writeHar } from '#main/log/export/har.ts';
import { writeLogFile } from '#main/log/format/write.ts';
import { LogImporter } from '#main/log/import/log-importer.ts';
import { readImportQuery, searchImport } from '#main/log/import/search-import.ts';
import type { Store } from '#main/store/store.ts';
import { openStore } from '../store/with-store.ts';
import { FACTS, eventEntry, exchangeEntry } from './format/entries.ts';

let store: Store;
let close: () => void;
beforeEach(async () => ({ store, close } = await openStore()));
afterEach(() => close());

const NOW = Date.parse('2026-03-02T15:00:00.000Z');

function read(text: string): { id: number; find: (query: string, page?: { after: number; limit: number }) => Promise<number[]> } {
  const importer = new LogImporter(store, 'file', new Date(NOW).toISOString());
  importer.push(text);
  const { id, kind } = importer.finish();
  const find = async (query: string, page = { after: -1, limit: 500 }) => {
    const { terms, problem } = readImportQuery(query, kind, NOW);
    if (terms === null) throw new Error(problem.message);
    return (await searchImport(store, id, terms, page)).rows.map(({ place }) => place);
  };
  return { id, find };
}

const { request, response } = exchangeEntry();
const ben = {
  request: { ...request, method: 'PATCH', url: '/scim/v2/Users/u2', path: '/Users/u2', body: '{"active":false}' },
  response: { ...response, status: 409, body: 'Größe' },
  resource: { type: 'User', id: 'u2', name: 'ben@contoso.example' },
  sentence: 'Refused: the user name is taken (disabling ben@contoso.example)',
  verdict: 'refused',
} as const;
const finding = {
  code: 'duplicate-user-name',
  severity: 'refused',
  attribute: 'userName',
  ruleId: 'duplicate-user-name',
  fidelity: 'documented',
  what: 'A user exists already.',
  why: '',
  fix: '',
  clickPath: null,
} as const;

describe('a log of SCIM Rehearsal that was read in', () => {
  const entries = [
    exchangeEntry(),
    exchangeEntry({
      ...ben,
      id: 2,
      at: '2026-03-02T14:30:00.000Z',
      durationMs: 1500,
      findings: [finding],
      pinned: true,
      tags: ['hr'],
    }),
    exchangeEntry({
      id: 3,
      at: '2026-03-02T14:55:00.000Z',
      idp: 'okta',
      madeBy: 'simulator',
      token: null,
      request: { ...request, method: 'GET', path: '/Groups?filter=displayName%20eq%20%22Sales%22', body: null },
      response: { ...response, status: 200, body: '{"totalResults":0}' },
      resource: { type: 'Group', id: null, name: null },
      sentence: 'Okta looked for the group Sales',
      note: 'Ask HR',
    }),
    eventEntry({
      at: '2026-03-02T14:56:00.000Z',
      action: 'StagedDelete',
      subject: { name: 'Cleo', sourceId: 's9', targetId: 'u9', userName: 'cleo@contoso.example' },
    }),
  ];

  test.each([
    ['', [0, 1, 2, 3]],
    ['anna', [0, 3]],
    ['größe', [1]],
    ['user:ben', [1]],
    ['group:sales', [2]],
    ['is:refused', [1]],
    ['is:pinned', [1]],
    ['op:create', [0]],
    ['op:disable', [1, 3]],
    ['status:>=400', [1]],
    ['idp:okta', [2]],
    ['by:outside', [0, 1]],
    ['-by:simulator', [0, 1, 3]],
    ['rule:R16', [1]],
    ['since:35m -since:10m', [1]],
    ['since:10m', [2, 3]],
    ['has:note,tag', [1, 2]],
    ['tag:hr', [1]],
    ['token:entra', [0, 1]],
    ['resource:u2', [1]],
    ['resource:s9', [3]],
    ['method:PATCH', [1]],
    ['path:"displayName eq"', [2]],
    ['duration:>1s', [1]],
    ['id:2..3', [1, 2]],
    ['user:ben -is:refused', []],
  ])('%s finds %j', async (query, places) => {
    const { find } = read([...writeLogFile(FACTS, entries)].join(''));
    expect(await find(query)).toEqual(places);
  });

  test('what only the log of this sandbox has is refused with a sentence', () => {
    expect(readImportQuery('anna session:3', 'own', NOW)).toEqual({
      terms: null,
      problem: { message: expect.stringContaining('Use since: and until: instead'), from: 5, to: 14 },
    });
  });

  test('a page says where the next one begins, and many entries are looked through', async () => {
    const many = Array.from({ length: 450 }, (_, n) => exchangeEntry({ id: n + 1, verdict: n % 100 === 7 ? 'refused' : 'ok' }));
    const { id, find } = read([...writeLogFile(FACTS, many)].join(''));
    expect(await find('is:refused')).toEqual([7, 107, 207, 307, 407]);
    const { terms } = readImportQuery('is:refused', 'own', NOW);
    const first = await searchImport(store, id, terms ?? [], { after: -1, limit: 2 });
    expect(first.next).toBe(107);
    const rest = await searchImport(store, id, terms ?? [], { after: 107, limit: 50 });
    expect(rest).toMatchObject({ next: null });
    expect(rest.rows.map(({ place }) => place)).toEqual([207, 307, 407]);
  });
});

describe('an HTTP archive', () => {
  test('is searched by what it has, and refuses what it cannot tell', async () => {
    const { find } = read(
      [...writeHar([exchangeEntry(), exchangeEntry(ben)], { origin: 'http://127.0.0.1:4700', version: '1' })].join(''),
    );
    expect(await find('anna')).toEqual([0]);
    expect(await find('status:409')).toEqual([1]);
    expect(await find('user:anna')).toEqual([0]);
    expect(await find('resource:u2')).toEqual([1]);
    expect(await find('op:update')).toEqual([1]);
    for (const query of [
      'by:outside',
      'token:Entra',
      'rule:R6',
      'tag:hr',
      'is:pinned',
      'has:note',
      'id:1',
      'session:1',
      'op:disable',
      'is:forgiven',
    ]) {
      await expect(find(query), query).rejects.toThrow(/archive|this file|This file|read in/);
    }
    expect(await find('is:forgiven,refused'), 'one of the words can be told').toEqual([1]);
  });
});

describe('Entra ID’s own log', () => {
  const event = (userName: string, status: string, part: object = {}) => ({
    id: userName,
    activityDateTime: '2026-03-02T14:00:03Z',
    provisioningAction: 'create',
    sourceIdentity: { id: `s-${userName}`, displayName: userName, details: { UserPrincipalName: userName } },
    targetIdentity: { id: 'u7', displayName: '' },
    provisioningStatusInfo: {
      status,
      errorInformation: status === 'failure' ? { errorCode: 'BadRequest', reason: 'title is not listed' } : null,
    },
    provisioningSteps: [{ name: 'EntryExport', status, description: 'sent' }],
    modifiedProperties: [{ displayName: 'department', oldValue: null, newValue: 'Planning' }],
    ...part,
  });

  test('is searched without HTTP, and refuses words that need it', async () => {
    const { find } = read(
      JSON.stringify({
        value: [
          event('anna@contoso.example', 'failure'),
          event('ben@contoso.example', 'success', { provisioningAction: 'disable' }),
        ],
      }),
    );
    expect(await find('listed')).toEqual([0]);
    expect(await find('planning')).toEqual([0, 1]);
    expect(await find('user:ben')).toEqual([1]);
    expect(await find('is:failed')).toEqual([0]);
    expect(await find('is:refused,failed')).toEqual([0]);
    expect(await find('op:disable')).toEqual([1]);
    expect(await find('resource:u7 -user:anna')).toEqual([1]);
    await expect(find('method:POST')).rejects.toThrow('Entra ID’s own log has no HTTP, so no methods. Use op: instead.');
    await expect(find('status:409')).rejects.toThrow('Use is:failed');
    await expect(find('is:refused')).rejects.toThrow('Use one of is:ok, is:warning, is:failed.');
    await expect(find('path:/Users')).rejects.toThrow('has no HTTP');
  });
});
