import type { Check } from '../check.ts';
import { expectError } from '../client.ts';

const base = { group: 'patch', binding: 'must', needs: ['patch'] } as const;

/** RFC 7644 §3.5.2: what PATCH refuses, and leaves as it was. */
export const patchRefusalChecks: readonly Check[] = [
  {
    ...base,
    id: 'patch.op-unknown',
    title: 'An unknown operation is refused',
    source: 'RFC 7644 §3.5.2, §3.12',
    fix: 'Answer 400 with scimType invalidSyntax.',
    run: async (bench) => {
      const { path } = await bench.user();
      const reply = await bench.client.patch(path, [{ op: 'increase', path: 'userName', value: 'x' }]);
      expectError(reply, 400, 'The operation “increase”', ['invalidSyntax', 'invalidValue']);
    },
  },
  {
    ...base,
    id: 'patch.path-broken',
    title: 'A broken path is refused',
    source: 'RFC 7644 §3.5.2, §3.12',
    fix: 'Answer 400 with scimType invalidPath.',
    run: async (bench) => {
      const { path } = await bench.user();
      const reply = await bench.client.patch(path, [{ op: 'replace', path: 'emails[type eq', value: 'x' }]);
      expectError(reply, 400, 'The path “emails[type eq”', ['invalidPath', 'invalidFilter']);
    },
  },
  {
    ...base,
    id: 'patch.remove-without-path',
    title: 'remove without a path is refused',
    source: 'RFC 7644 §3.5.2.2',
    fix: 'Answer 400 with scimType noTarget.',
    run: async (bench) => {
      const { path } = await bench.user();
      expectError(await bench.client.patch(path, [{ op: 'remove' }]), 400, 'A remove without a path', ['noTarget']);
    },
  },
  {
    ...base,
    id: 'patch.remove-required',
    title: 'A required attribute cannot be removed',
    source: 'RFC 7644 §3.5.2.2',
    fix: 'Answer 400 with scimType mutability or invalidValue.',
    run: async (bench) => {
      const { path } = await bench.user();
      const reply = await bench.client.patch(path, [{ op: 'remove', path: 'userName' }]);
      expectError(reply, 400, 'A remove of userName', ['mutability', 'invalidValue']);
    },
  },
  {
    ...base,
    id: 'patch.read-only',
    title: 'The id cannot be changed',
    source: 'RFC 7644 §3.5.2 (mutability)',
    fix: 'Answer 400 with scimType mutability to a PATCH that sets another id.',
    run: async (bench) => {
      const { path } = await bench.user();
      const reply = await bench.client.patch(path, [{ op: 'replace', path: 'id', value: `${bench.marker}-other` }]);
      expectError(reply, 400, 'A replace of id', ['mutability', 'invalidValue']);
    },
  },
  {
    ...base,
    id: 'patch.unknown-id',
    title: 'PATCH does not create',
    source: 'RFC 7644 §3.5.2',
    fix: 'Answer 404 to a PATCH of an id that is not there.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const reply = await bench.client.patch(`${usersPath}/${bench.marker}-none`, [
        { op: 'replace', path: 'userName', value: 'x' },
      ]);
      expectError(reply, 404, 'PATCH of an unknown id');
    },
  },
  {
    ...base,
    id: 'patch.conflict',
    title: 'A taken user name is refused',
    source: 'RFC 7644 §3.12 (uniqueness)',
    fix: 'Answer 409 with scimType uniqueness.',
    run: async (bench) => {
      const [one, other] = [await bench.user(), await bench.user()];
      const reply = await bench.client.patch(one.path, [{ op: 'replace', path: 'userName', value: other.name }]);
      expectError(reply, [409, 400], 'The user name of another', ['uniqueness']);
    },
  },
];
