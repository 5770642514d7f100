import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonObject } from '#shared/scim/wire.ts';
import { takeBack, touches } from '#main/directory/undo/take-back.ts';

const EXTENSION = 'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User';
const mail = (value: string, type = 'work') => ({ value, type });

describe('taking one change out of a document that has changed since', () => {
  test('with nothing in between it is exactly the document before', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue()), (a, b) => {
        const [before, after] = [a, b] as [JsonObject, JsonObject];
        expect(takeBack(before, after, after)).toEqual({ doc: before, overwritten: [] });
      }),
    );
  });

  test('taking back what a change did not touch leaves it as it is', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.jsonValue(), fc.jsonValue(), (a, was, is) => {
        const current = { ...a, mine: is } as JsonObject;
        const { doc } = takeBack({ mine: was }, { mine: is }, current);
        expect({ ...doc, mine: undefined }).toEqual({ ...current, mine: undefined });
      }),
    );
  });

  test('single sub-attributes go back, their neighbours stay', () => {
    const before = { name: { givenName: 'Ann', familyName: 'Lee' } };
    const after = { name: { givenName: 'Anna', familyName: 'Lee' } };
    const now = { name: { givenName: 'Anna', familyName: 'Moss' }, active: false };
    expect(takeBack(before, after, now)).toEqual({
      doc: { name: { givenName: 'Ann', familyName: 'Moss' }, active: false },
      overwritten: [],
    });
  });

  test('what was set again since is told, with its path, and goes back all the same', () => {
    const { doc, overwritten } = takeBack(
      { [EXTENSION]: { passwordNeverExpires: false } },
      { [EXTENSION]: { passwordNeverExpires: true } },
      { [EXTENSION]: {} },
    );
    expect(doc).toEqual({ [EXTENSION]: { passwordNeverExpires: false } });
    expect(overwritten).toEqual([{ path: `${EXTENSION}:passwordNeverExpires`, now: undefined, back: false }]);
  });

  test('elements of a list are told apart by their type: one that was added since stays', () => {
    const before = { emails: [mail('a@x.example')] };
    const after = { emails: [mail('b@x.example')] };
    const now = { emails: [mail('home@x.example', 'home'), mail('b@x.example')] };
    expect(takeBack(before, after, now)).toEqual({
      doc: { emails: [mail('home@x.example', 'home'), mail('a@x.example')] },
      overwritten: [],
    });
  });

  test('an element that was set again since is told by its path', () => {
    const { overwritten } = takeBack(
      { emails: [mail('a@x.example')] },
      { emails: [mail('b@x.example')] },
      { emails: [mail('c@x.example')] },
    );
    expect(overwritten).toEqual([{ path: 'emails[type eq "work"].value', now: 'c@x.example', back: 'a@x.example' }]);
  });

  test('one that went since comes back whole, and that is told', () => {
    const { doc, overwritten } = takeBack(
      { emails: [mail('a@x.example')], active: true },
      { emails: [mail('b@x.example')], active: true },
      { emails: [mail('home@x.example', 'home')], active: true },
    );
    expect(doc).toEqual({ emails: [mail('home@x.example', 'home'), mail('a@x.example')], active: true });
    expect(overwritten).toEqual([{ path: 'emails[type eq "work"]', now: undefined, back: mail('a@x.example') }]);
  });

  test('a list whose elements nothing tells apart goes back as a whole', () => {
    const twice = [mail('a@x.example'), mail('a@x.example')];
    const { doc, overwritten } = takeBack({ emails: twice }, { emails: [] }, { emails: [mail('b@x.example')] });
    expect(doc).toEqual({ emails: twice });
    expect(overwritten).toEqual([{ path: 'emails', now: [mail('b@x.example')], back: twice }]);
  });

  test('what was set back by hand already is no news', () => {
    expect(takeBack({ active: true }, { active: false }, { active: true })).toEqual({ doc: { active: true }, overwritten: [] });
  });
});

describe('whether a change has set a place', () => {
  test('itself, something in it, or what it lies in', () => {
    const [before, after] = [{ name: { givenName: 'Ann' } }, { name: { givenName: 'Anna' } }];
    expect(touches(before, after, 'name.givenName')).toBe(true);
    expect(touches(before, after, 'name')).toBe(true);
    expect(touches({}, after, 'name.givenName')).toBe(true);
    expect(touches(before, after, 'name.familyName')).toBe(false);
    expect(touches({ nameday: 'a' }, { nameday: 'b' }, 'name')).toBe(false);
  });
});
