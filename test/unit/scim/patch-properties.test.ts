import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { ScimError } from '#main/scim/errors.ts';
import { type PatchOptions, applyPatch } from '#main/scim/patch/apply.ts';
import { parsePatch } from '#main/scim/patch/parse.ts';
import { readResource } from '#main/scim/read-resource.ts';
import fc from 'fast-check';
import { scimPatch } from 'scim-patch';
import { describe, expect, it } from 'vitest';
import { user } from './models.ts';

const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const options: PatchOptions = { filteredTargetMissing: 'no-target', removeWithValue: 'listed-only', readOnly: 'refuse' };

interface Operation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path?: string;
  readonly value?: JsonValue;
}

function patch(resource: JsonObject, operations: readonly Operation[]) {
  const body: JsonObject = { Operations: operations.map((operation): JsonObject => ({ ...operation })) };
  return applyPatch(user, resource, parsePatch(user, body).operations, options);
}

const text = fc.constantFrom('a', 'b', 'c', 'd');
const type = fc.constantFrom('work', 'home', 'other');
const plainPath = fc.constantFrom('title', 'nickName', 'name.givenName', 'name.familyName', `${enterprise}:department`);

/** The same attributes as a flat table, and what each operation does to it: a second, simpler implementation. */
type Table = Map<string, JsonValue>;

function tableOf(resource: JsonObject): Table {
  const table: Table = new Map();
  const name = resource['name'];
  const extension = resource[enterprise];
  for (const key of ['title', 'nickName']) put(table, key, resource[key]);
  for (const key of ['givenName', 'familyName']) put(table, `name.${key}`, isObject(name) ? name[key] : undefined);
  put(table, `${enterprise}:department`, isObject(extension) ? extension['department'] : undefined);
  for (const email of Array.isArray(resource['emails']) ? resource['emails'] : []) {
    if (isObject(email)) put(table, `email ${JSON.stringify(email['type']).slice(1, -1)}`, email['value']);
  }
  return table;
}

function put(table: Table, key: string, value: JsonValue | undefined): void {
  if (value === undefined) table.delete(key);
  else table.set(key, value);
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

interface Move {
  readonly operation: Operation;
  /** changes the table, or says that the operation has no target */
  readonly onTable: (table: Table) => 'done' | 'noTarget';
}

const plainMove: fc.Arbitrary<Move> = fc
  .tuple(fc.constantFrom('add' as const, 'replace' as const, 'remove' as const), plainPath, text)
  .map(([op, path, value]) => ({
    operation: op === 'remove' ? { op, path } : { op, path, value },
    onTable: (table) => {
      put(table, path, op === 'remove' ? undefined : value);
      return 'done';
    },
  }));

const pathlessMove: fc.Arbitrary<Move> = fc
  .tuple(fc.constantFrom('add' as const, 'replace' as const), text, text)
  .map(([op, title, givenName]) => ({
    operation: { op, value: { title, name: { givenName } } },
    onTable: (table) => {
      table.set('title', title);
      table.set('name.givenName', givenName);
      return 'done';
    },
  }));

const emailMove: fc.Arbitrary<Move> = fc
  .tuple(fc.constantFrom('add' as const, 'replace' as const, 'remove' as const), type, text)
  .map(([op, kind, value]) => ({
    operation:
      op === 'remove' ? { op, path: `emails[type eq "${kind}"]` } : { op, path: `emails[type eq "${kind}"].value`, value },
    onTable: (table) => {
      if (op === 'remove') table.delete(`email ${kind}`);
      else if (!table.has(`email ${kind}`)) return 'noTarget';
      else table.set(`email ${kind}`, value);
      return 'done';
    },
  }));

const emailsMove: fc.Arbitrary<Move> = fc.uniqueArray(type, { maxLength: 3 }).chain((kinds) =>
  fc.array(text, { minLength: kinds.length, maxLength: kinds.length }).map((values): Move => {
    const emails = kinds.map((kind, index) => ({ type: kind, value: values[index] ?? 'a' }));
    return {
      operation: { op: 'replace', path: 'emails', value: emails },
      onTable: (table) => {
        for (const key of table.keys()) if (key.startsWith('email ')) table.delete(key);
        for (const { type: kind, value } of emails) table.set(`email ${kind}`, value);
        return 'done';
      },
    };
  }),
);

const start: JsonObject = {
  schemas: [userUrn],
  userName: 'u',
  name: { givenName: 'a' },
  emails: [{ value: 'a', type: 'work' }],
};

describe('PATCH sequences', () => {
  it('do what a simple model does', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(plainMove, pathlessMove, emailMove, emailsMove), { minLength: 1, maxLength: 12 }),
        (moves) => {
          let resource: JsonObject = readResource(user, start).resource;
          const table = tableOf(resource);
          for (const { operation, onTable } of moves) {
            if (onTable(table) === 'noTarget') {
              expect(() => patch(resource, [operation])).toThrow(ScimError);
              continue;
            }
            const before = structuredClone(resource);
            const result = patch(resource, [operation]);
            expect(resource, 'the input stays').toEqual(before);
            expect(result.changedPaths.length === 0).toBe(JSON.stringify(before) === JSON.stringify(result.resource));
            resource = result.resource;
            expect(tableOf(resource)).toEqual(table);
            expect(resource['schemas']).toEqual(enterprise in resource ? [userUrn, enterprise] : [userUrn]);
          }
          expect(readResource(user, resource).resource, 'the result is canonical').toEqual(resource);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('in one request are the same as one by one', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(plainMove, pathlessMove, emailsMove), { minLength: 1, maxLength: 10 }), (moves) => {
        const operations = moves.map(({ operation }) => operation);
        let single: JsonObject = start;
        for (const operation of operations) single = patch(single, [operation]).resource;
        expect(patch(start, operations).resource).toEqual(single);
      }),
      { numRuns: 300 },
    );
  });

  it('end in a resource or in a 400 of RFC 7644 §3.12, whatever is sent', () => {
    const path = fc.oneof(
      plainPath,
      fc.constantFrom('emails', 'emails[type eq "x"]', 'emails.value', 'name', 'id', 'meta', enterprise, 'groups'),
      fc.string({ maxLength: 20 }),
    );
    const operation = fc.record(
      { op: fc.constantFrom('add', 'replace', 'remove', 'Add', ''), path, value: fc.jsonValue({ maxDepth: 3 }) },
      { requiredKeys: ['op'] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.array(operation, { maxLength: 4 }), fc.jsonValue()), (operations) => {
        const before = structuredClone(start);
        try {
          applyPatch(user, start, parsePatch(user, { Operations: operations }).operations, options);
        } catch (error) {
          expect(error).toBeInstanceOf(ScimError);
          expect(error).toMatchObject({ status: 400 });
        }
        expect(start).toEqual(before);
      }),
      { numRuns: 1200 },
    );
  });
});

/**
 * scim-patch 0.8.3 as a second opinion, where it is right. Left out here, and tested by clause in patch.test.ts:
 *
 * - it knows no schema: types, mutability, required attributes, `schemas`, and case of names are not its business;
 * - `remove` of the last sub-attribute leaves an empty object, and of the last listed value an empty list (RFC 7643 §2.5);
 * - `replace` keeps an element that the value lists twice (RFC 7643 §2.4);
 * - `remove` by a filter on a list that is not there is an error (RFC 7644 §3.5.2.2 names none);
 * - `remove` of an element's `value` leaves an element with only a type;
 * - adding an object to a list compares whole objects, so the same `value` and `type` with another `display` is added twice;
 * - a new `primary` does not take that from the old one (RFC 7644 §3.5.2);
 * - `replace` of a complex attribute without a path drops the sub-attributes that the value does not name (RFC 7644 §3.5.2.3).
 */
describe('scim-patch as oracle', () => {
  const meta = { created: new Date(0), lastModified: new Date(0) };

  it('agrees on paths, value filters and lists', () => {
    const anyOperation: fc.Arbitrary<Operation> = fc.oneof(
      fc.record({
        op: fc.constantFrom('add' as const, 'replace' as const),
        path: fc.constantFrom('title', 'name.givenName', 'name.familyName'),
        value: text,
      }),
      fc.record({ op: fc.constant('remove' as const), path: fc.constantFrom('title', 'nickName') }),
      fc.record({ op: fc.constant('replace' as const), path: type.map((one) => `emails[type eq "${one}"].value`), value: text }),
      fc.record({ op: fc.constant('remove' as const), path: type.map((one) => `emails[type eq "${one}"]`) }),
      fc.record({
        op: fc.constant('add' as const),
        path: fc.constant('emails'),
        value: fc.record({ value: text, type }, { noNullPrototype: true }).map((one) => [one]),
      }),
      fc.record({
        op: fc.constant('replace' as const),
        path: fc.constant('emails'),
        value: fc.uniqueArray(fc.record({ value: text, type }, { noNullPrototype: true }), {
          minLength: 1,
          maxLength: 2,
          selector: (one) => JSON.stringify(one),
        }),
      }),
      fc.record({
        op: fc.constantFrom('add' as const, 'replace' as const),
        value: fc.record({ title: text, nickName: text }, { noNullPrototype: true }),
      }),
    );
    fc.assert(
      fc.property(fc.array(anyOperation, { minLength: 1, maxLength: 8 }), (operations) => {
        let ours: JsonObject = start;
        let theirs = { ...structuredClone(start), schemas: [userUrn], meta };
        for (const one of operations) {
          const operation = one.op === 'remove' ? { op: one.op, path: one.path ?? '' } : { ...one, op: one.op };
          const expected = outcome(() => scimPatch(theirs, [operation], { mutateDocument: false, treatMissingAsAdd: false }));
          const actual = outcome(() => patch(ours, [one]).resource);
          if (one.op === 'remove' && !('emails' in ours) && expected === null) {
            expect(actual).toEqual(ours);
            continue;
          }
          expect(actual === null, JSON.stringify(one)).toBe(expected === null);
          if (actual === null || expected === null) continue;
          ours = actual;
          theirs = expected;
          const { meta: _meta, ...document } = theirs;
          expect(ours, JSON.stringify(one)).toEqual(document);
        }
      }),
      { numRuns: 400 },
    );
  });

  function outcome<T>(call: () => T): T | null {
    try {
      return call();
    } catch {
      // Both sides refuse in words of their own; that they refuse is what is compared.
      return null;
    }
  }
});
