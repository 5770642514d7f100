import { zstdCompressSync } from 'node:zlib';
import SqliteDatabase from 'better-sqlite3';
import { Store } from '#main/store/store.ts';

/** Makes a sandbox file whose log has many exchanges, as Entra ID would make them in many cycles; written in bulk, past the recording. */
export async function seedLog(file: string, count: number): Promise<void> {
  (await Store.open(file)).close();
  const sqlite = new SqliteDatabase(file);
  sqlite.pragma('journal_mode = WAL');
  sqlite.pragma('synchronous = OFF');
  const insert = sqlite.prepare(
    `insert into exchange values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '127.0.0.1', ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  const rule = sqlite.prepare('insert into exchange_rule values (?, ?)');
  const begin = Date.parse('2026-01-01T00:00:00Z');
  const write = sqlite.transaction((from: number, to: number) => {
    for (let id = from; id <= to; id++) {
      const exchange = exchangeOf(id, begin);
      insert.run(...exchange.columns);
      if (exchange.refused) rule.run('unlisted-attributes', id);
    }
  });
  for (let from = 1; from <= count; from += 20_000) write(from, Math.min(count, from + 19_999));
  sqlite.close();
}

const GIVEN = ['Anna', 'Ben', 'Carla', 'David', 'Elif', 'Farid', 'Greta', 'Hugo', 'Ines', 'Jonas', 'Karla', 'Liam'];
const FAMILY = ['Smith', 'Weber', 'Novak', 'Rossi', 'Meyer', 'Dubois', 'Ivanova', 'Okafor', 'Tanaka', 'Silva', 'Berg', 'Yilmaz'];

/** @param id its user is one of 50,000; each cycle has 400 requests within two minutes, and they are 40 minutes apart */
function exchangeOf(id: number, begin: number) {
  const cycle = Math.floor(id / 400);
  const at = new Date(begin + cycle * 2_400_000 + (id % 400) * 300).toISOString();
  const person = (id * 7919) % 50_000;
  const given = GIVEN[person % 12] ?? '';
  const family = FAMILY[Math.floor(person / 12) % 12] ?? '';
  const name = `${given}.${family}.${person}@contoso.example`.toLowerCase();
  const userId = `${person.toString(16).padStart(8, '0')}-7d5c-4f0a-8f3e-0f7f1f4d1a11`;
  const kind = id % 10;
  const refused = kind === 7;
  const user = JSON.stringify({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName: name,
    externalId: `ext-${person}`,
    name: { givenName: given, familyName: family },
    emails: [{ type: 'work', value: name, primary: true }],
    active: true,
    ...(refused ? { title: `Consultant ${person % 97}` } : {}),
  });
  const answer = refused
    ? JSON.stringify({
        schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'],
        status: '400',
        detail: 'title is not in the mapping list',
      })
    : JSON.stringify({
        ...(JSON.parse(user) as object),
        id: userId,
        meta: { resourceType: 'User', created: at, version: 'W/"1"' },
      });
  const search = kind < 5;
  const method = search ? 'GET' : kind === 9 ? 'PATCH' : 'POST';
  const path = search
    ? `/Users?filter=userName+eq+%22${encodeURIComponent(name)}%22`
    : kind === 9
      ? `/Users/${userId}`
      : '/Users';
  const status = search ? 200 : refused ? 400 : kind === 9 ? 200 : 201;
  const sentence = search
    ? `Entra ID looked for ${name}: found 1`
    : refused
      ? `Refused: \`title\` is not in the mapping list (creating ${name})`
      : `Entra ID ${kind === 9 ? 'changed title of' : 'created'} ${name}`;
  const headers = JSON.stringify([
    { name: 'Authorization', value: 'Bearer api-0123••••' },
    { name: 'Content-Type', value: 'application/scim+json' },
    { name: 'User-Agent', value: 'Microsoft Azure AD Provisioning' },
  ]);
  const findings = refused
    ? JSON.stringify([
        {
          code: 'unlisted-attribute',
          severity: 'refused',
          attribute: 'title',
          ruleId: 'unlisted-attributes',
          fidelity: 'inferred',
          what: '`title` is not in the mapping list',
          why: 'It is not listed.',
          fix: 'Take it out.',
          clickPath: null,
        },
      ])
    : null;
  const list = JSON.stringify({ totalResults: 1, Resources: [JSON.parse(user)] });
  const body = search ? (id % 1000 === 0 ? zstdCompressSync(list.repeat(20)) : list) : answer;
  return {
    refused,
    columns: [
      id,
      at,
      'entra',
      'Entra ID, default dialect',
      method,
      path,
      `/scim/v2${path}`,
      status,
      900 + (id % 977) * 11,
      refused ? 'refused' : 'ok',
      sentence,
      search ? null : 'User',
      search ? null : userId,
      search ? null : name,
      refused ? 1 : 0,
      'token-1',
      'Entra',
      headers,
      search ? null : user,
      search ? 0 : user.length,
      JSON.stringify([{ name: 'Content-Type', value: 'application/scim+json' }]),
      body,
      findings,
      '["header `ADSCIMVersion` present"]',
      null,
    ],
  };
}
