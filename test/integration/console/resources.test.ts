import { describe, expect, test } from 'vitest';
import { MEISTERPLAN, bodyOf, created, expectError } from '../../support/scim-answers.ts';
import { minimalUser } from '../../support/scim-client.ts';
import { withHost } from '../../support/with-host.ts';
import { workbook } from '../../support/workbook.ts';

const running = withHost([]);

function base64(content: string | Uint8Array): string {
  return Buffer.from(content).toString('base64');
}

function linked(userName: string, id: string): object {
  return { ...minimalUser(userName), [MEISTERPLAN]: { linkedResource: { id } } };
}

describe('the list of resources', () => {
  test('rule 20: without a list any id is accepted', async () => {
    expect((await running.client.post('/Users', linked('early@contoso.example', 'whatever'))).status).toBe(201);
  });

  test('a workbook is read as a CSV file is, and one that is none is refused in words', async () => {
    const rows = [
      ['ID', 'Name'],
      [17, 'Anna Berg'],
      ['R-2', 'Beck; Ben'],
    ];
    const content = base64(workbook({ name: 'Cover', rows: [] }, { name: 'Resources', rows }));
    expect(await running.console.resources.preview({ content })).toMatchObject({
      source: { kind: 'xlsx', sheet: 'Resources', otherSheets: ['Cover'] },
      count: 2,
      sample: [
        { id: '17', name: 'Anna Berg' },
        { id: 'R-2', name: 'Beck; Ben' },
      ],
    });
    const locked = Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), Buffer.from('EncryptedPackage', 'utf16le')]);
    await expect(running.console.resources.preview({ content: base64(locked) })).rejects.toThrow('The workbook has a password.');
  });

  test('a file is previewed before anything changes, then imported', async () => {
    const content = base64('ID;Name\r\nR-1;Anna Berg\r\nR-2;"Beck; Ben"\r\n');
    expect(await running.console.resources.preview({ content })).toMatchObject({
      source: { kind: 'csv', encoding: 'UTF-8', separator: 'semicolon' },
      columns: { id: 'ID', name: 'Name' },
      count: 2,
      added: 2,
      sample: [
        { id: 'R-1', name: 'Anna Berg' },
        { id: 'R-2', name: 'Beck; Ben' },
      ],
      problemCount: 0,
    });
    expect((await running.console.resources.list({})).inAll).toBe(0);
    expect(await running.console.resources.import({ content, mode: 'replace' })).toEqual({
      added: 2,
      renamed: 0,
      removed: 0,
      inAll: 2,
    });
    const { items } = await running.console.resources.list({ text: 'BECK' });
    expect(items).toEqual([{ id: 'R-2', name: 'Beck; Ben' }]);
  });

  test('a second file adds to the list or takes its place, and says beforehand what leaves', async () => {
    const content = base64('id,name\nR-2,Ben Beck\nR-3,Cleo');
    expect(await running.console.resources.preview({ content })).toMatchObject({
      added: 1,
      renamed: 1,
      unchanged: 0,
      missing: 1,
    });
    expect((await running.console.resources.import({ content, mode: 'merge' })).inAll).toBe(3);
    expect(await running.console.resources.import({ content, mode: 'replace' })).toMatchObject({ removed: 1, inAll: 2 });
  });

  test('rule 20: with a list an id that it does not name is refused, on POST, PUT and PATCH, and one that it names is stored', async () => {
    const refused = await running.client.post('/Users', linked('ben@contoso.example', 'R-9'));
    expectError(refused, 400, 'invalidValue');
    expect(refused.json().detail).toContain('"R-9"');
    const ben = await created(running.client, '/Users', linked('ben@contoso.example', 'R-2'));
    expectError(await running.client.put(`/Users/${ben.id}`, linked('ben@contoso.example', 'R-9')), 400, 'invalidValue');
    const path = `${MEISTERPLAN}:linkedResource.id`;
    expectError(await running.client.patch(`/Users/${ben.id}`, [{ op: 'replace', path, value: 'R-9' }]), 400, 'invalidValue');
    bodyOf(await running.client.patch(`/Users/${ben.id}`, [{ op: 'replace', path, value: 'R-3' }]));
    expect(await running.console.resources.linkOf({ userId: ben.id })).toEqual({
      link: { id: 'R-3', name: 'Cleo', hasList: true },
    });
    const { items } = await running.console.exchanges.list({ filter: { ruleId: 'linked-resource' } });
    expect(items).toHaveLength(3);
    const detail = await running.console.exchanges.get({ id: items[0]?.id ?? 0 });
    expect(detail.findings[0]).toMatchObject({ code: 'unknown-linked-resource', severity: 'refused', ruleId: 'linked-resource' });
  });

  test('a PATCH of something else leaves a link alone that the list does not name', async () => {
    const { items } = await running.console.directory.users({ text: 'early@' });
    const id = items[0]?.id ?? '';
    expect((await running.client.patch(`/Users/${id}`, [{ op: 'replace', path: 'name.givenName', value: 'Early' }])).status).toBe(
      200,
    );
    expect(await running.console.resources.linkOf({ userId: id })).toEqual({
      link: { id: 'whatever', name: null, hasList: true },
    });
  });

  test('rule 20 can be set to accept with a warning, or silently', async () => {
    await running.console.rules.set({ id: 'linked-resource', value: 'warn' });
    await created(running.client, '/Users', linked('warned@contoso.example', 'R-9'));
    const [warned] = (await running.console.exchanges.list({ limit: 1 })).items;
    expect(warned?.verdict).toBe('warning');
    await running.console.rules.set({ id: 'linked-resource', value: 'accept' });
    await created(running.client, '/Users', linked('silent@contoso.example', 'R-9'));
    const [silent] = (await running.console.exchanges.list({ limit: 1 })).items;
    expect(silent?.verdict).toBe('ok');
    await running.console.rules.set({ id: 'linked-resource', value: 'refuse' });
  });

  test('one resource leaves the list, and an empty list accepts any id again', async () => {
    expect(await running.console.resources.remove({ id: 'R-3' })).toEqual({ inAll: 1 });
    await expect(running.console.resources.remove({ id: 'R-3' })).rejects.toThrow(/404.*no resource/);
    expectError(await running.client.post('/Users', linked('later@contoso.example', 'R-3')), 400, 'invalidValue');
    expect(await running.console.resources.clear({})).toEqual({ removed: 1 });
    expect((await running.client.post('/Users', linked('later@contoso.example', 'R-3'))).status).toBe(201);
  });

  test('what is no resource list is refused with a sentence, and nothing changes', async () => {
    const preview = (content: string | Uint8Array) => running.console.resources.preview({ content: base64(content) });
    await expect(preview('')).rejects.toThrow(/400.*empty/);
    await expect(preview('id;name\nR-1;"never closed\nR-2;x')).rejects.toThrow(/Line 2: a quote is opened/);
    await expect(preview(new Uint8Array([0x50, 0x4b, 3, 4, 0]))).rejects.toThrow(/workbook/);
    await expect(running.console.resources.import({ content: base64('{"a":1}'), mode: 'replace' })).rejects.toThrow(
      /looks like JSON/,
    );
    expect((await running.console.resources.list({})).inAll).toBe(0);
  });

  test('20 MB are refused by their size, and 5 MiB of resources are read', async () => {
    await expect(running.console.resources.preview({ content: base64(new Uint8Array(20_000_000).fill(65)) })).rejects.toThrow(
      /larger than the 6 MiB/,
    );
    const lines = Array.from({ length: 90_000 }, (_, index) => `R-${index};Resource with a name, number ${index}`);
    const content = base64(`id;name\n${lines.join('\n')}`);
    expect((await running.console.resources.import({ content, mode: 'replace' })).inAll).toBe(90_000);
    await running.console.resources.clear({});
  });
});
