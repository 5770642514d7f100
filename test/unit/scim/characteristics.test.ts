import type { JsonObject } from '#shared/scim/wire.ts';
import { normaliseFilter } from '#main/dialect/normalise.ts';
import { defaultSettings } from '#main/rules/presets.ts';
import { keysOf } from '#main/store/resource-keys.ts';
import { foldCase } from '#main/scim/fold-case.ts';
import { findAttribute } from '#main/scim/model.ts';
import { compileProjection } from '#main/scim/projection.ts';
import { readResource } from '#main/scim/read-resource.ts';
import { replaceResource } from '#main/scim/replace-resource.ts';
import { describe, expect, it } from 'vitest';
import { refusal } from './models.ts';
import { type Operation, lenient, patch } from './patch-fixture.ts';
import { LOAN, TOOL, tool } from './workshop.ts';

const drill: JsonObject = {
  schemas: [TOOL],
  id: '1',
  number: 'T1',
  maker: { name: 'ACME', country: 'SE', remark: 'old' },
  lock: { kind: 'ring', code: '•', serial: 'S1', colours: ['red'] },
  parts: [{ value: 'bit', sizes: [4, 6] }],
  [LOAN]: { to: 'anna' },
};

const after = (...operations: Operation[]) => patch(drill, operations, lenient, tool).resource;
const view = (attributes: string) => compileProjection(tool, attributes, undefined)?.apply(drill);

describe('RFC 7644 §3.10: a URN that is how another URN begins', () => {
  it('the longest one that fits is meant, in names, in PATCH paths and in filters', () => {
    expect(findAttribute(tool, `${LOAN}:to`)).toMatchObject({ kind: 'attribute', attribute: { path: `${LOAN}:to` } });
    expect(findAttribute(tool, LOAN)).toMatchObject({ kind: 'extension' });
    expect(findAttribute(tool, `${TOOL}:number`)).toMatchObject({ kind: 'attribute', attribute: { path: 'number' } });
    expect(after({ op: 'replace', path: `${LOAN}:to`, value: 'ben' })[LOAN]).toEqual({ to: 'ben' });
    expect(view(`${LOAN}:to`)?.[LOAN]).toEqual({ to: 'anna' });
    expect(normaliseFilter(`${LOAN}:open eq "True"`, tool, defaultSettings).text).toBe(`${LOAN}:open eq true`);
  });
});

describe('RFC 7643 §7: returned always', () => {
  it('a complex attribute that is always returned comes with what it returns by default', () => {
    expect(view('number')).toEqual({ schemas: [TOOL], id: '1', number: 'T1', maker: { name: 'ACME', country: 'SE' } });
  });

  it('or with the sub-attributes that were named', () => {
    expect(view('maker.country')?.['maker']).toEqual({ country: 'SE' });
    expect(view('maker.remark')?.['maker']).toEqual({ remark: 'old' });
  });
});

describe('RFC 7644 §3.5.2: sub-attributes of several values', () => {
  it('§3.5.2.1: what is added joins what is there, each value once', () => {
    expect(after({ op: 'add', path: 'lock.colours', value: ['blue', 'RED'] })['lock']).toMatchObject({
      colours: ['red', 'blue'],
    });
    expect(after({ op: 'add', path: 'lock.colours', value: 'blue' })['lock']).toMatchObject({ colours: ['red', 'blue'] });
    expect(after({ op: 'add', path: 'lock', value: { colours: ['blue'] } })['lock']).toMatchObject({
      kind: 'ring',
      colours: ['red', 'blue'],
    });
    expect(after({ op: 'add', path: 'parts[value eq "bit"].sizes', value: [6, 8] })['parts']).toEqual([
      { value: 'bit', sizes: [4, 6, 8] },
    ]);
    expect(after({ op: 'add', path: 'parts[value eq "bit"]', value: { sizes: [8] } })['parts']).toEqual([
      { value: 'bit', sizes: [4, 6, 8] },
    ]);
  });

  it('§3.5.2.3: what replaces takes the place of all', () => {
    expect(after({ op: 'replace', path: 'lock.colours', value: ['blue'] })['lock']).toMatchObject({ colours: ['blue'] });
    expect(after({ op: 'replace', path: 'lock', value: { colours: ['blue'] } })['lock']).toMatchObject({ colours: ['blue'] });
    expect(after({ op: 'replace', path: 'parts.sizes', value: [1] })['parts']).toEqual([{ value: 'bit', sizes: [1] }]);
  });

  it('a removal that lists values takes those away, and no others', () => {
    expect(after({ op: 'remove', path: 'parts.sizes', value: [4] })['parts']).toEqual([{ value: 'bit', sizes: [6] }]);
    expect(after({ op: 'remove', path: 'parts.sizes', value: [9] })['parts']).toEqual(drill['parts']);
    expect(after({ op: 'remove', path: 'lock.colours', value: ['red'] })['lock']).not.toHaveProperty('colours');
  });
});

describe('RFC 7644 §3.5.1: PUT and the parts of a complex value', () => {
  const put = (lock: JsonObject) => replaceResource(tool, drill, readResource(tool, { number: 'T1', lock }).resource)['lock'];

  it('what a client cannot read, or need not repeat, is kept', () => {
    expect(put({ kind: 'bolt' })).toEqual({ kind: 'bolt', code: '•', serial: 'S1' });
    expect(put({ kind: 'bolt', code: 'new' })).toEqual({ kind: 'bolt', code: 'new', serial: 'S1' });
  });

  it('an immutable part that differs is refused', () => {
    expect(refusal(() => put({ serial: 'S2' }))).toMatchObject({ status: 400, scimType: 'mutability', attribute: 'lock.serial' });
  });
});

describe('what values are compared by', () => {
  it('RFC 7643 §2.3.5: one instant is one value for uniqueness, however it is written', () => {
    const lookups = (tested: string) => keysOf(tool, { ...drill, tested }).lookups;
    expect(lookups('2026-01-01T01:00:00+01:00')).toEqual(lookups('2026-01-01T00:00:00Z'));
    expect(lookups('2026-01-01T00:00:00.5Z')).not.toEqual(lookups('2026-01-01T00:00:00Z'));
  });

  it('RFC 7644 §5: a letter with an accent is the same letter as one character and as two', () => {
    expect(foldCase('Rene\u0301')).toBe(foldCase('RENÉ'));
    expect(foldCase('A\u030angstro\u0308m')).toBe(foldCase('\u212Bngström'));
    expect(foldCase('straße')).not.toBe(foldCase('strasse'));
  });

  it('RFC 8259 §6: a whole number that JSON cannot carry exactly is refused, and the bound is told', () => {
    const error = refusal(() => readResource(tool, { number: 'T', weight: 2 ** 53 }));
    expect(error.message).toContain('at most 9007199254740991');
    expect(refusal(() => readResource(tool, { number: 'T', weight: 1.5 })).message).toContain('it was the number 1.5');
  });

  it('a number that no double holds is refused without being called Infinity', () => {
    expect(refusal(() => readResource(tool, { number: 'T', weight: Number('1e400') })).message).not.toContain('Infinity');
  });

  it('RFC 7644 §3.12: an attribute that the schema lacks is told apart as the path of an operation and as a name in its value', () => {
    const unknown = (operation: Operation) => patch(drill, [operation], lenient, tool).unknown;
    expect(unknown({ op: 'add', path: 'colour', value: 'red' })).toEqual([{ path: 'colour', value: 'red', isPath: true }]);
    expect(unknown({ op: 'remove', path: 'colour' })).toEqual([{ path: 'colour', isPath: true }]);
    expect(unknown({ op: 'add', value: { colour: 'red' } })).toEqual([{ path: 'colour', value: 'red' }]);
  });

  it('a PATCH path with a filter that is none says so once', () => {
    const error = refusal(() => after({ op: 'remove', path: "parts[type eq 'x']" }));
    expect(error.message.match(/cannot be read/g)).toHaveLength(1);
    expect(error.message).not.toContain('..');
  });

  it('RFC 7643 §2.3.1: half a character and NUL are no text, and the answer says which it was', () => {
    expect(refusal(() => readResource(tool, { number: '\ud800' })).message).toContain('a lone surrogate');
    expect(refusal(() => readResource(tool, { number: 'a\u0000' })).message).toContain('a NUL character');
  });
});
