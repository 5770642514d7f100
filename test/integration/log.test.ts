import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole } from '../support/console-client.ts';
import { type Host, makeDataFolder, runHost, startHost } from '../support/host.ts';
import { ScimClient, minimalUser } from '../support/scim-client.ts';

let host: Host;
let client: Awaited<ReturnType<typeof openConsole>>;
const data = makeDataFolder();
const files = mkdtempSync(join(tmpdir(), 'log files '));

beforeAll(async () => {
  host = await startHost(data.folder);
  client = await openConsole(host.console);
  const scim = new ScimClient(host.scim);
  for (let n = 1; n <= 12; n++) await scim.post('/Users', minimalUser(`user${n}@contoso.example`));
  await scim.post('/Users', { ...minimalUser('bad@contoso.example'), title: 'Chief' });
});

afterAll(async () => {
  await host.stop();
  data.remove();
  rmSync(files, { recursive: true, force: true });
});

const cli = (...args: string[]) => runHost(['log', ...args, '--data', data.folder]);

/** Pulls an export to its end, as the console does. */
async function exported(input: Parameters<typeof client.log.startExport>[0]): Promise<string> {
  const { job, total } = await client.log.startExport(input);
  let text = '';
  for (;;) {
    const piece = await client.log.continueExport({ job });
    text += piece.text;
    if (!piece.done) continue;
    expect(piece.processed).toBe(total);
    return text;
  }
}

describe('the log of a running service', () => {
  test('a search of the language finds, and a page says where the next begins', async () => {
    const first = await client.exchanges.list({ filter: { query: 'op:create -is:refused' }, limit: 5 });
    expect(first.items.map(({ resourceName }) => resourceName)).toEqual(
      [12, 11, 10, 9, 8].map((n) => `user${n}@contoso.example`),
    );
    const rest = await client.exchanges.list({ filter: { query: 'op:create -is:refused' }, before: first.next ?? 0, limit: 50 });
    expect(rest.items).toHaveLength(7);
    expect(rest.next).toBeNull();
    expect((await client.exchanges.list({ filter: { query: 'Chief' } })).items).toHaveLength(1);
  });

  test('a search that cannot be read says where', async () => {
    await expect(client.exchanges.list({ filter: { query: 'user:a rule:R99' } })).rejects.toThrow(
      /There is no rule \\?"R99\\?".*at character 8 of the search/,
    );
  });

  test('every format can be exported, and only our own says that it is whole', async () => {
    const jsonl = await exported({ selection: { query: 'user:user3' }, format: 'jsonl' });
    expect(
      jsonl
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { kind?: string }).kind),
    ).toEqual([undefined, 'exchange', 'end']);
    const har = JSON.parse(await exported({ selection: { query: '' }, format: 'har' })) as { log: { entries: unknown[] } };
    expect(har.log.entries).toHaveLength(13);
    const csv = await exported({ selection: { query: 'is:refused' }, format: 'csv' });
    expect(csv.split('\r\n')).toHaveLength(3);
    const curl = await exported({ selection: { query: 'user:user3' }, format: 'curl' });
    expect(curl).toContain(`curl -i -X POST '${host.scim}/Users'`);
    for (const text of [jsonl, csv, curl]) expect(text).not.toContain('0123456789abcdef0123456789abcdef');
  });

  test('marks stay with their exchange, and deletion leaves what is pinned', async () => {
    const { items } = await client.exchanges.list({ filter: { query: 'user:user1' } });
    const pinned = items.find(({ resourceName }) => resourceName === 'user1@contoso.example');
    await client.log.mark({ id: pinned?.id ?? 0, pinned: true, note: 'keep', tags: ['a', 'b'] });
    expect(await client.exchanges.get({ id: pinned?.id ?? 0 })).toMatchObject({ pinned: true, note: 'keep', tags: ['a', 'b'] });
    const removed = await client.log.remove({ selection: { query: 'user:user1' } });
    expect(removed).toEqual({ removed: 3, done: true });
    expect((await client.exchanges.list({ filter: { query: 'user:user1' } })).items.map(({ id }) => id)).toEqual([pinned?.id]);
    expect((await client.directory.users({ show: 'all' })).total).toBeGreaterThanOrEqual(12);
  });

  test('what is asked of an import or export that is gone is told so', async () => {
    await expect(client.log.continueExport({ job: 'gone' })).rejects.toThrow(/not under way any more/);
    await expect(client.log.continueImport({ job: 'gone', text: '', last: true })).rejects.toThrow(/not under way any more/);
  });
});

describe('the command line beside it', () => {
  test('lists, exports and reads in', async () => {
    const listed = await cli('list', 'is:refused', '--json');
    expect(listed.code).toBe(0);
    expect(JSON.parse(listed.stdout)).toMatchObject([{ status: 400, verdict: 'refused' }]);

    const file = join(files, 'all.jsonl');
    const written = await cli('export', 'user:user5', '--output', file, '--pseudonymise', '--json');
    expect(JSON.parse(written.stdout)).toEqual({ file, exchanges: 1 });
    expect(readFileSync(file, 'utf8')).toContain('person1@domain1.example');
    expect((await cli('export', '--format', 'csv')).stdout).toMatch(/^\uFEFFid,time,who/);

    const read = await cli('import', file, '--json');
    expect(JSON.parse(read.stdout)).toMatchObject({ name: 'all.jsonl', kind: 'own', entries: 1, warning: null });
    const [file1] = (await client.log.imports({})).items;
    expect(file1?.name).toBe('all.jsonl');
    const find = (query: string) => client.log.importedEntries({ importId: file1?.id ?? 0, query });
    expect((await find('op:create person1')).items).toHaveLength(1);
    expect(await find('is:refused')).toEqual({ items: [], next: null });
    await expect(find('user:a session:3')).rejects.toThrow(/Sessions are those of the log.*at character 8 of the search/);
  });

  test('says what is wrong, and ends with 2', async () => {
    expect(await cli('list', 'idp:entar')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('(at character 1 of the search)') as string,
    });
    const newer = join(files, 'newer.jsonl');
    writeFileSync(newer, '{"format":"scim-rehearsal-log","version":9,"createdBy":"scim-rehearsal 7.0.0"}\n');
    const refused = await cli('import', newer);
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain('Line 1: This log was written by scim-rehearsal 7.0.0 in format 9');
    expect(await cli('import', join(files, 'none.har'))).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('cannot be read: there is no such file') as string,
    });
    expect(await cli('export', '--format', 'xml')).toMatchObject({ code: 2 });
  });
});
