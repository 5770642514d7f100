import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareAnswers } from '#main/replay/compare.ts';
import { IdMap } from '#main/replay/id-map.ts';
import { learn } from '#main/replay/learn.ts';
import { NOTHING_LEARNED, answered, recorded } from './recorded-fixture.ts';

const A = '0a0a0a0a-1111-4222-8333-444455556666';
const B = 'b1b1b1b1-1111-4222-8333-444455556666';
const ids = new IdMap();
ids.learn({ ...NOTHING_LEARNED, ids: [[A, B]] });

function differences(before: unknown, now: unknown, statuses = [200, 200], ignoreWording = false) {
  const original = recorded({ status: statuses[0] ?? 0, responseBody: JSON.stringify(before) });
  return compareAnswers(original, answered(statuses[1] ?? 0, now), { ids, ignoreWording });
}

describe('what must differ does not count', () => {
  test('ids, times, versions, hosts', () => {
    const resource = (id: string, host: string, time: string) => ({
      id,
      userName: 'anna',
      groups: [{ value: id, $ref: `${host}/Groups/${id}` }],
      meta: { resourceType: 'User', created: time, lastModified: time, version: `W/"${time}"`, location: `${host}/Users/${id}` },
    });
    expect(differences(resource(A, 'http://a/scim/v2', '1'), resource(B, 'https://b:1/x', '2'))).toEqual([]);
  });

  test('the order of values that have none', () => {
    const emails = [
      { value: 'a@x', type: 'work' },
      { value: 'b@x', type: 'home' },
    ];
    expect(differences({ emails, members: [{ value: A }] }, { emails: emails.toReversed(), members: [{ value: B }] })).toEqual(
      [],
    );
  });

  test('an id inside the words of an error', () => {
    expect(differences({ detail: `There is no user "${A}".` }, { detail: `There is no user "${B}".` }, [404, 404])).toEqual([]);
  });
});

describe('what differs is named with its place', () => {
  test('a value of a user in a list', () => {
    const list = (active: boolean) => ({ Resources: [{ id: active ? A : B, userName: 'anna', active }] });
    expect(differences(list(true), list(false))).toEqual([
      { path: 'Resources[userName eq "anna"].active', before: 'true', now: 'false' },
    ]);
  });

  test('another id than the one that stands for it', () => {
    expect(differences({ id: A }, { id: A })).toEqual([{ path: 'id', before: B, now: A }]);
  });

  test('what is missing, and what is more', () => {
    expect(differences({ a: 1, gone: 'x' }, { a: 1, 'urn:x:y': { z: 1 } })).toEqual([
      { path: 'gone', before: 'x', now: null },
      { path: '["urn:x:y"]', before: null, now: '{"z":1}' },
    ]);
  });

  test('an error instead of a resource is told by its words', () => {
    expect(differences({ id: A, userName: 'anna' }, { detail: 'taken', status: '409' }, [201, 409])).toEqual([
      { path: 'status', before: '201', now: '409' },
      { path: 'detail', before: null, now: 'taken' },
    ]);
  });
});

test('another endpoint may word its errors as it likes, but not their type', () => {
  expect(
    differences({ detail: 'taken', scimType: 'uniqueness' }, { detail: 'exists', scimType: 'uniqueness' }, [409, 409], true),
  ).toEqual([]);
  expect(differences({ detail: 'taken', scimType: 'uniqueness' }, { detail: 'taken' }, [409, 409], true)).toHaveLength(1);
});

test('any answer is the same as itself, and another JSON is not', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(differences({ value }, { value })).toEqual([]);
    }),
  );
  fc.assert(
    fc.property(fc.dictionary(fc.stringMatching(/^[a-z]{1,6}$/), fc.integer()), fc.integer(), (object, number) => {
      expect(differences(object, { ...object, added: number })).toHaveLength(1);
    }),
  );
});

test('ids are learnt from a create, from lists by name, from members by display, from bulk results', () => {
  const member = (value: string) => ({ id: 'same', members: [{ value, display: 'anna' }] });
  const cases: [unknown, unknown][] = [
    [{ id: A }, { id: B }],
    [
      {
        Resources: [
          { id: 'x', userName: 'zoe' },
          { id: A, userName: 'Anna' },
        ],
      },
      { Resources: [{ id: B, userName: 'anna' }] },
    ],
    [member(A), member(B)],
    [{ Operations: [{ location: `https://a/Users/${A}` }] }, { Operations: [{ location: `https://b/Users/${B}` }] }],
  ];
  for (const [before, now] of cases) {
    const learnt = new IdMap();
    learnt.learn(learn(recorded({ responseBody: JSON.stringify(before) }), answered(200, now), '/Users'));
    expect(learnt.id(A)).toBe(B);
  }
});

test('nothing is learnt from a refusal', () => {
  const lesson = learn(recorded({ status: 201, responseBody: JSON.stringify({ id: A }) }), answered(409, { id: B }), '/Users');
  expect(lesson).toEqual(NOTHING_LEARNED);
});
