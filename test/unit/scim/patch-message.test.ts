import type { JsonValue } from '#shared/scim/wire.ts';
import { parsePatch } from '#main/scim/patch/parse.ts';
import { describe, expect, it } from 'vitest';
import { refusal, user } from './models.ts';
import { anna, enterprise, patch } from './patch-fixture.ts';

describe('RFC 7644 §3.5.2: the message', () => {
  it.each<[string, JsonValue | undefined, string]>([
    ['no body', undefined, 'invalidSyntax'],
    ['an array', [], 'invalidSyntax'],
    ['no operations', {}, 'invalidSyntax'],
    ['an empty list', { Operations: [] }, 'invalidSyntax'],
    ['an operation that is no object', { Operations: ['add'] }, 'invalidSyntax'],
    ['an unknown op', { Operations: [{ op: 'move', path: 'title', value: 'x' }] }, 'invalidSyntax'],
    ['an op that is no text', { Operations: [{ op: 1, path: 'title', value: 'x' }] }, 'invalidSyntax'],
    ['a path that is no text', { Operations: [{ op: 'add', path: ['title'], value: 'x' }] }, 'invalidPath'],
    ['add without value', { Operations: [{ op: 'add', path: 'title' }] }, 'invalidValue'],
    ['replace without value', { Operations: [{ op: 'replace', path: 'title' }] }, 'invalidValue'],
    ['remove without path', { Operations: [{ op: 'remove' }] }, 'noTarget'],
    ['a value without path that is no object', { Operations: [{ op: 'add', value: 'x' }] }, 'invalidValue'],
    ['a path that is none', { Operations: [{ op: 'add', path: '[type eq "x"]', value: 'x' }] }, 'invalidPath'],
    ['a filter that is none', { Operations: [{ op: 'add', path: 'emails[type is "x"].value', value: 'x' }] }, 'invalidPath'],
    ['an open bracket', { Operations: [{ op: 'remove', path: 'emails[type eq "x"' }] }, 'invalidPath'],
    [
      'something behind the sub-attribute',
      { Operations: [{ op: 'remove', path: 'emails[type eq "x"].value.more' }] },
      'invalidPath',
    ],
    ['a filter on a single value', { Operations: [{ op: 'remove', path: 'userName[value eq "x"]' }] }, 'invalidPath'],
    [
      'more than 1,000 operations',
      { Operations: Array.from({ length: 1001 }, () => ({ op: 'remove', path: 'title' })) },
      'tooMany',
    ],
  ])('%s is refused', (_name, body, scimType) => {
    expect(refusal(() => parsePatch(user, body))).toMatchObject({ status: 400, scimType });
  });

  it('1,000 operations are accepted', () => {
    const operations = Array.from({ length: 1000 }, (_, i) => ({ op: 'replace', path: 'title', value: String(i) }));
    expect(patch(anna, operations).resource['title']).toBe('999');
  });

  it('an attribute that the model does not know is told and not applied', () => {
    const { resource, unknown, changedPaths } = patch(anna, [
      { op: 'add', path: 'shoeSize', value: 40 },
      { op: 'add', path: 'name.shoe', value: 'x' },
      { op: 'add', path: 'emails[type eq "work"].shoe', value: 'x' },
      { op: 'replace', value: { hat: 1, name: { hat: 2 } } },
      { op: 'add', path: enterprise, value: { hat: 3 } },
      { op: 'add', path: 'urn:example:other:1.0:User:hat', value: 4 },
      { op: 'remove', path: 'glove' },
    ]);
    expect(unknown.map(({ path }) => path).toSorted()).toEqual(
      [
        'emails[type eq "work"].shoe',
        'glove',
        'hat',
        'name.hat',
        'name.shoe',
        'shoeSize',
        'urn:example:other:1.0:User:hat',
        `${enterprise}:hat`,
      ].toSorted(),
    );
    expect(changedPaths).toEqual([]);
    expect(resource).toEqual(anna);
  });
});
