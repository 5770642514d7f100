import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LogFileReader } from '#main/log/format/read.ts';
import type { LogFileEntry } from '#main/log/format/schema.ts';
import { writeLogFile } from '#main/log/format/write.ts';
import { FACTS, eventEntry, exchangeEntry } from './entries.ts';

function fileOf(entries: readonly LogFileEntry[]): string {
  return [...writeLogFile(FACTS, entries)].join('');
}

function read(text: string) {
  const reader = new LogFileReader();
  const entries = reader.push(text);
  const { entries: last, warning } = reader.end();
  return { header: reader.header, entries: [...entries, ...last], warning };
}

test('what was written is read again, whatever the pieces it comes in and whatever the bodies hold', () => {
  const anyEntry = fc.oneof(
    fc.string({ unit: 'binary' }).map((body) => exchangeEntry({ request: { ...exchangeEntry().request, body } })),
    fc.string().map((sentence) => eventEntry({ sentence })),
  );
  fc.assert(
    fc.property(fc.array(anyEntry, { maxLength: 8 }), fc.integer({ min: 1, max: 200 }), (entries, size) => {
      const text = fileOf(entries);
      const reader = new LogFileReader();
      const found: LogFileEntry[] = [];
      for (let at = 0; at < text.length; at += size) found.push(...reader.push(text.slice(at, at + size)));
      const end = reader.end();
      expect([...found, ...end.entries]).toEqual(entries);
      expect(end.warning).toBeNull();
      expect(reader.header).toMatchObject(FACTS);
    }),
  );
});

test('a file that is cut off anywhere after its first line is read as far as it goes, and says so', () => {
  const entries = [exchangeEntry({ id: 1 }), exchangeEntry({ id: 2 }), eventEntry()];
  const text = fileOf(entries);
  const head = text.indexOf('\n') + 1;
  for (let length = head; length < text.length - 1; length += 7) {
    const { entries: found, warning } = read(text.slice(0, length));
    expect(found).toEqual(entries.slice(0, found.length));
    expect(warning).toMatch(/^The file ends (in the middle of|after) line \d+/);
  }
});

test('the sentence about half a line names it and what was read', () => {
  const text = fileOf([exchangeEntry({ id: 1 }), exchangeEntry({ id: 2 })]);
  const half = text.slice(0, text.indexOf('"id":2') + 20);
  expect(read(half).warning).toBe(
    'The file ends in the middle of line 3. What stands before it was read (1 entry). Export it again if the rest matters.',
  );
});

test('a broken line in the middle is an error that names it', () => {
  const lines = fileOf([exchangeEntry({ id: 1 }), exchangeEntry({ id: 2 })]).split('\n');
  lines[1] = '{"kind":"exchange", oops';
  expect(() => read(lines.join('\n'))).toThrow(/^Line 2: This line is not JSON/);
  lines[1] = '{"kind":"exchange","id":1}';
  expect(() => read(lines.join('\n'))).toThrow(/^Line 2: This line is no entry of a log at /);
});

test('a file of a newer version is refused with what to do', () => {
  const text = fileOf([]).replace('"version":1', '"version":2');
  expect(() => read(text)).toThrow(
    'Line 1: This log was written by scim-rehearsal 0.1.0 in format 2, and this version reads format 1. Update SCIM Rehearsal to read it.',
  );
});

test('another file is refused by its first line', () => {
  expect(() => read('{"log":{"version":"1.2"}}\n')).toThrow(/^Line 1: This is not a log of SCIM Rehearsal/);
  expect(() => read('time,user\n')).toThrow(/^Line 1: This line is not JSON/);
  expect(() => read('')).toThrow('Line 1: The file is empty.');
});

test('members of a later version of the same format are let pass, and so are CRLF and a byte order mark', () => {
  const text = fileOf([exchangeEntry()]).replace('"verdict":"ok"', '"verdict":"ok","mood":"fine"');
  const { entries, warning } = read(`\uFEFF${text.replaceAll('\n', '\r\n')}`);
  expect(entries).toEqual([exchangeEntry()]);
  expect(warning).toBeNull();
});

test('a file whose last line speaks of other numbers says so', () => {
  const lines = fileOf([exchangeEntry({ id: 1 }), exchangeEntry({ id: 2 })]).split('\n');
  lines.splice(1, 1);
  expect(read(lines.join('\n')).warning).toBe('The last line speaks of 2 entries, but the file has 1. It was read as it is.');
});
