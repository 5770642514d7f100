import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readResources } from '#main/resource-list/read-resources.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const read = (text: string) => readResources(utf8(text));
const listed = async (text: string) => (await read(text)).resources.map(({ id, name }) => `${id}=${name}`);

describe('a resource list', () => {
  test.each([
    ['semicolon', 'ID;Name\nR-1;Anna\nR-2;Ben'],
    ['comma', 'ID,Name\r\nR-1,Anna\r\nR-2,Ben\r\n'],
    ['tab', 'ID\tName\nR-1\tAnna\nR-2\tBen'],
    ['vertical bar', 'ID|Name\nR-1|Anna\nR-2|Ben'],
  ])('is read with a %s between its columns', async (separator, text) => {
    const file = await read(text);
    expect(file.source).toMatchObject({ kind: 'csv', separator });
    expect(file.resources).toEqual([
      { id: 'R-1', name: 'Anna' },
      { id: 'R-2', name: 'Ben' },
    ]);
    expect(file.problems).toEqual([]);
  });

  test('may say its separator in the first line, as Excel knows it, and lines are counted from there', async () => {
    const file = await read('sep=,\nid,name\nR-1,"Anna; Berg"\nR-1,Ben');
    expect(file.source).toMatchObject({ separator: 'comma' });
    expect(file.resources).toEqual([{ id: 'R-1', name: 'Anna; Berg' }]);
    expect(file.problems[0]?.line).toBe(4);
  });

  test('finds its two columns by their headings, in any order, among others, in English and German', async () => {
    expect(await listed('Team;Resource Name;Role;Resource_ID\nA;Anna;Dev;R-1')).toEqual(['R-1=Anna']);
    expect(await listed('Ressource;Ressourcen-ID\nAnna;R-1')).toEqual(['R-1=Anna']);
  });

  test('without a heading takes the first of two columns as the id, and says so', async () => {
    const file = await read('R-1;Anna\nR-2;Ben');
    expect(file.resources).toHaveLength(2);
    expect(file.problems).toEqual([{ line: 1, effect: 'read', what: expect.stringContaining('no heading') }]);
  });

  test('keeps quoted separators, doubled quotes and line breaks, and names the line on which a record begins', async () => {
    const file = await read('id;name\nR-1;"Anna ""A"" Berg;\nsecond line"\n\nR-1;again\n');
    expect(file.resources).toEqual([{ id: 'R-1', name: 'Anna "A" Berg;\nsecond line' }]);
    expect(file.problems).toEqual([{ line: 5, effect: 'left-out', what: expect.stringContaining('line 2') }]);
  });

  test('of an id that comes twice keeps the first and names both lines', async () => {
    const { resources, problems } = await read('id;name\nR-1;Anna\nR-1;Cleo\nR-1;Anna');
    expect(resources).toEqual([{ id: 'R-1', name: 'Anna' }]);
    expect(problems).toEqual([
      { line: 3, effect: 'left-out', what: 'Id "R-1" was there in line 2 already, as "Anna"; that one counts.' },
      { line: 4, effect: 'left-out', what: 'Id "R-1" was there in line 2 already; that one counts.' },
    ]);
  });

  test('leaves out a line without an id, and lets the id stand for a missing name', async () => {
    const { resources, problems } = await read('id;name\n;Nobody\nR-2;\nR-3\n  R-4 ; Dora \n');
    expect(resources).toEqual([
      { id: 'R-2', name: 'R-2' },
      { id: 'R-3', name: 'R-3' },
      { id: 'R-4', name: 'Dora' },
    ]);
    expect(problems.map(({ line, effect }) => [line, effect])).toEqual([
      [2, 'left-out'],
      [3, 'read'],
      [4, 'read'],
    ]);
  });
});

describe('encodings', () => {
  const umlauts = [{ id: 'R-1', name: 'Jörg Müller €' }];

  test('UTF-8 with a byte order mark', async () => {
    expect(await read('\uFEFFid;name\nR-1;Jörg Müller €')).toMatchObject({
      source: { encoding: 'UTF-8' },
      resources: umlauts,
      problems: [],
    });
  });

  test('Windows-1252, which is told', async () => {
    const file = await readResources(Buffer.from('id;name\nR-1;J\xF6rg M\xFCller \x80', 'latin1'));
    expect(file).toMatchObject({ source: { encoding: 'Windows-1252' }, resources: umlauts });
    expect(file.problems).toEqual([{ line: 1, effect: 'read', what: expect.stringContaining('Windows-1252') }]);
  });

  test.each(['utf-16le', 'utf-16be'])('%s with its byte order mark, as Excel saves Unicode text', async (encoding) => {
    const bytes = Buffer.from('\uFEFFid\tname\nR-1\tJörg Müller €', 'utf16le');
    if (encoding === 'utf-16be') bytes.swap16();
    expect(await readResources(bytes)).toMatchObject({ source: { encoding: 'UTF-16', separator: 'tab' }, resources: umlauts });
  });
});

describe('what is no resource list is refused with a sentence', () => {
  test.each([
    ['an empty file', '', /^The file is empty\./],
    ['a file of blank lines', '\n \n', /no line with text/],
    ['a heading alone', 'id;name\n', /No line of the file holds a resource/],
    ['one column', 'id\nR-1', /^Line 1 has one column only/],
    ['JSON', '{"id": 1}', /looks like JSON/],
    ['XML', '<resources/>', /looks like XML/],
    [
      'headings that name no id',
      'Key figure;Name;Team\n1;Anna;A',
      /^Line 1: no column is headed as the id .*"Key figure", "Name", "Team"/,
    ],
    ['headings that name no name', 'id;team;role\n1;A;B', /no column is headed as the name/],
    ['a quote that is not closed', 'id;name\nR-1;Anna\nR-2;"Ben\nR-3;Cleo', /^Line 3: a quote is opened and never closed/],
    ['text behind a quote', 'id;name\nR-1;"Anna"x', /^Line 2: something follows a closing quote/],
  ])('%s', async (_what, text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  test('a workbook, an old workbook and bytes that no text has', async () => {
    await expect(readResources(Uint8Array.of(0x50, 0x4b, 3, 4, 20))).rejects.toThrow(/damaged or cut off/);
    await expect(readResources(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0))).rejects.toThrow(/workbook/);
    await expect(readResources(Uint8Array.of(65, 0, 66))).rejects.toThrow(/no text has/);
  });

  test('more resources than a sandbox takes, with the line', async () => {
    const lines = Array.from({ length: 100_002 }, (_, index) => `${index};n`).join('\n');
    await expect(read(`id;name\n${lines}`)).rejects.toThrow(/^Line 100002: .*more than 100,000/);
  });
});

test('any list that is written as RFC 4180 says comes back as it was', async () => {
  const field = fc
    .string({ minLength: 1, maxLength: 20 })
    .map((text) => text.trim())
    .filter((text) => text !== '' && !text.startsWith('\uFEFF'));
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lists = fc.uniqueArray(fc.record({ id: field, name: field }), { selector: ({ id }) => id, minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(lists, fc.constantFrom(';', ',', '\t'), async (resources, separator) => {
      const lines = resources.map(({ id, name }) => quoted(id) + separator + quoted(name));
      expect((await read(['id' + separator + 'name', ...lines].join('\r\n'))).resources).toEqual(resources);
    }),
  );
});

test('whatever the bytes, they are read or refused with a sentence', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      try {
        expect((await readResources(bytes)).resources.length).toBeGreaterThan(0);
      } catch (error) {
        expect(error).toMatchObject({ name: 'TableFileError', message: expect.stringMatching(/\.$/) });
      }
    }),
  );
});
