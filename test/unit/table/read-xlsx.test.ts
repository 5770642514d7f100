import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTable } from '#main/table/read-table.ts';
import { TableFileError } from '#main/table/table-file-error.ts';
import { readUsers } from '#main/user-list/read-users.ts';
import { type TestCell, type TestSheet, workbook, workbookParts, zip } from '../../support/workbook.ts';

const EXPECTED = { sentence: 'A list is expected.', columns: 2 } as const;
const read = (bytes: Uint8Array) => readTable(bytes, EXPECTED);
const xml = (text: string): TestCell => ({ xml: text });
const sheet = (rows: TestSheet['rows'], more: Partial<TestSheet> = {}): TestSheet => ({ name: 'Users', rows, ...more });
const HEADINGS = ['User name', 'Staff number', 'Active'];

describe('a workbook', () => {
  test('is read as the text of its cells: numbers with all digits, truth, dates with a time only where there is one', async () => {
    const table = await read(
      workbook(
        sheet([
          HEADINGS,
          ['anna@contoso.example', 1_234_567_890_123, true],
          [' Jörg & "Co" <1> ', 0.1 + 0.2, false],
          ['00017', xml('<c s="1"><v>46054</v></c>'), xml('<c s="2"><v>46054.5</v></c>')],
          [xml('<c t="inlineStr"><is><r><t>in </t></r><r><t>line</t></r></is></c>'), 1e21, xml('<c t="d"><v>2026-02-01</v></c>')],
        ]),
      ),
    );
    expect(table.source).toEqual({ kind: 'xlsx', sheet: 'Users', otherSheets: [] });
    expect(table.rows.map(({ fields }) => fields)).toEqual([
      HEADINGS,
      ['anna@contoso.example', '1234567890123', 'true'],
      ['Jörg & "Co" <1>', '0.3', 'false'],
      ['00017', '2026-02-01', '2026-02-01 12:00:00'],
      ['in line', '1000000000000000000000', '2026-02-01'],
    ]);
    expect(table.remarks).toEqual([]);
  });

  test('gives formulas the value that was computed last, and names those that were never computed and those that failed', async () => {
    const { rows, remarks } = await read(
      workbook(
        sheet([
          HEADINGS,
          [xml('<c t="str"><f>B2&amp;"@x"</f><v>anna@x</v></c>'), xml('<c><f>1+1</f><v>2</v></c>'), true],
          ['ben@x', xml('<c><f>LOOKUP(1,2)</f></c>'), xml('<c t="e"><f>1/0</f><v>#DIV/0!</v></c>')],
        ]),
      ),
    );
    expect(rows.map(({ fields }) => fields).slice(1)).toEqual([['anna@x', '2', 'true'], ['ben@x']]);
    expect(remarks).toEqual([
      { line: 3, what: expect.stringContaining('Cell B3 is a formula that was never computed; it is read as empty.') },
      { line: 3, what: 'Cell C3 shows the error #DIV/0!; it is read as empty.' },
    ]);
  });

  test('of several sheets has the first one read that is shown and holds anything, and the others named', async () => {
    const hidden = sheet([['secret', 'x']], { name: 'Hidden', hidden: true });
    const table = await read(
      workbook(
        sheet([], { name: 'Cover' }),
        hidden,
        sheet([HEADINGS], { name: 'Users & Co' }),
        sheet([['a', 'b']], { name: 'Log' }),
      ),
    );
    expect(table.source).toEqual({ kind: 'xlsx', sheet: 'Users & Co', otherSheets: ['Cover', 'Hidden', 'Log'] });
    expect(table.rows).toHaveLength(1);
  });

  test('has its empty rows left out, a title over merged columns passed over, and lines numbered as Excel does', async () => {
    const { rows, remarks } = await read(
      workbook(
        sheet([['Users of 2026', null, null], [], HEADINGS, ['anna', 1, true], [], ['', null], ['ben', 2, false]], {
          merged: ['A1:C1'],
        }),
      ),
    );
    expect(rows.map(({ line, fields }) => [line, fields[0]])).toEqual([
      [3, 'User name'],
      [4, 'anna'],
      [7, 'ben'],
    ]);
    expect(remarks).toEqual([{ line: 1, what: '"Users of 2026" stands above the headings as a title; it is passed over.' }]);
  });

  test('is as good as a CSV file to whoever reads a list of users', async () => {
    const headings = ['Benutzername', 'E-Mail-Adresse', 'Vorname', 'Nachname', 'Benutzergruppen', 'Aktiv'];
    const anna = ['anna', 'a@x.example', 'Anna', 'Berg', 'Admins; Planners'];
    const fromWorkbook = await readUsers(workbook(sheet([headings, [...anna, true]])));
    const lines = [headings, [...anna, 'ja']].map((fields) => fields.map((field) => `"${field}"`).join(';'));
    const fromText = await readUsers(Buffer.from(lines.join('\n')));
    expect(fromWorkbook.users).toEqual(fromText.users);
    expect(fromWorkbook.columns).toEqual(fromText.columns);
  });

  test('comes back as it was, whatever its texts are', async () => {
    const cell = fc
      .string({ minLength: 1, maxLength: 12, unit: fc.constantFrom('a', 'Ü', '<', '&', '"', '漢', '😀', '_', 'x', '0', ',') })
      .filter((text) => !/_x[0-9a-f]{4}_/i.test(text));
    const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(rows, async (cells) => {
        expect((await read(workbook(sheet(cells)))).rows.map(({ fields }) => fields)).toEqual(cells);
      }),
    );
  });
});

const GOOD = workbookParts(sheet([HEADINGS, ['anna', 1, true]]));
const without = (part: string) => zip(GOOD.filter(({ name }) => name !== part));
const only = (...names: string[]) => zip(names.map((name) => ({ name, content: 'x' })));
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
/** 110 MB that pack to a thousandth */
const BOMB = { name: 'xl/media/image1.bin', content: Buffer.alloc(110_000_000) };

describe('a file that is no workbook to be read is refused with a sentence of its own', () => {
  test.each<[string, () => Uint8Array, RegExp]>([
    [
      'with a password',
      () => Buffer.concat([Buffer.from(OLE), Buffer.from('EncryptedPackage', 'utf16le')]),
      /has a password.*Encrypt with Password/,
    ],
    [
      'of the time before 2007',
      () => Buffer.concat([Buffer.from(OLE), Buffer.from('Workbook', 'utf16le')]),
      /before 2007 \(\.xls\)/,
    ],
    ['binary', () => only('[Content_Types].xml', 'xl/workbook.bin'), /binary Excel workbook \(\.xlsb\)/],
    ['of OpenDocument', () => only('mimetype', 'content.xml'), /OpenDocument/],
    ['another archive', () => only('photos/1.jpg'), /zip archive and no Excel workbook/],
    ['an empty archive', () => zip([]), /zip archive and no Excel workbook/],
    ['cut off', () => zip(GOOD).subarray(0, 900), /damaged or cut off/],
    ['the beginning of an archive', () => Buffer.from('PK\u0003\u0004'), /damaged or cut off/],
    ['a directory that points anywhere', () => pointingAnywhere(zip(GOOD)), /damaged or cut off/],
    ['without its sheet', () => without('xl/worksheets/sheet1.xml'), /workbook is damaged.*save it as a new file/],
    ['with a changed byte', () => changed(zip(GOOD)), /damaged/],
    ['a bomb', () => zip([...GOOD, BOMB]), /unpacks to more than 100 MiB/],
    [
      'a bomb that claims to be small',
      () =>
        zip(
          GOOD.map((part) =>
            part.name.includes('sheet1') ? { ...part, content: Buffer.alloc(50_000_000, ' '), claimed: 100 } : part,
          ),
        ),
      /workbook is damaged/,
    ],
    [
      'a bomb that claims no size',
      () => zip([...GOOD, { ...BOMB, content: Buffer.alloc(1_000_000), claimed: 0 }]),
      /unpacks to more than 100 MiB/,
    ],
    ['without a sheet', () => workbook(), /The workbook has no sheet/],
    [
      'of empty sheets',
      () => workbook(sheet([]), sheet([[null, '']], { name: 'B' }), sheet([['x', 'y']], { name: 'C', hidden: true })),
      /No sheet .* "Users", "B", "C"/,
    ],
  ])('%s', async (_what, make, message) => {
    const reading = read(make());
    await expect(reading).rejects.toThrow(TableFileError);
    await expect(reading).rejects.toThrow(message);
    await expect(reading).rejects.toThrow(/\.$/);
  });

  test('and so is whatever was changed in a good one, unless it can be read', async () => {
    const good = zip(GOOD);
    const place = fc.nat(good.length - 1);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(place, fc.nat(255)), { minLength: 1, maxLength: 6 }), async (changes) => {
        const bytes = Buffer.from(good);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          expect((await read(bytes)).rows.length).toBeGreaterThan(0);
        } catch (error) {
          expect(error).toMatchObject({ name: 'TableFileError', message: expect.stringMatching(/\.$/) });
        }
      }),
      { numRuns: 300 },
    );
  });
});

/** The place of the directory, in the record that the archive ends with. */
function pointingAnywhere(bytes: Buffer): Buffer {
  return bytes.fill(0xee, bytes.length - 6, bytes.length - 2);
}

/** One byte of the packed sheet, so that its checksum no longer holds. */
function changed(bytes: Buffer): Buffer {
  const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 'xl/worksheets/sheet1.xml'.length + 40;
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  return bytes;
}
