import { type BulkCall, type BulkOutcome, bulkResponse, planBulk, runBulk } from '#main/scim/bulk.ts';
import { type BulkRequest, parseBulkRequest } from '#main/scim/bulk-request.ts';
import { ScimError } from '#main/scim/errors.ts';
import { URN } from '#shared/scim/urns.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

const limits = { maxOperations: 100, maxPayloadSize: 1024 };
const extension = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const request = (operations: JsonValue, more: JsonObject = {}): BulkRequest =>
  parseBulkRequest({ schemas: [URN.bulkRequest], Operations: operations, ...more }, limits);

const post = (bulkId: string, data: JsonObject = {}, path = '/Users'): JsonObject => ({ method: 'POST', path, bulkId, data });
const group = (bulkId: string, ...members: string[]): JsonObject =>
  post(bulkId, { displayName: bulkId, members: members.map((member) => ({ value: `bulkId:${member}` })) }, '/Groups');

/** Does every operation; a new resource gets the id `id-` and its bulkId's place. Refuses what `fails` names by its place. */
function recorder(fails: readonly number[] = []) {
  const calls: BulkCall[] = [];
  const execute = (call: BulkCall): BulkOutcome => {
    calls.push(call);
    if (fails.includes(call.index)) throw new ScimError(400, 'no', { scimType: 'invalidValue' });
    return { status: call.method === 'POST' ? 201 : 200, id: call.id ?? `id-${call.index}`, version: `W/"${calls.length}"` };
  };
  return { calls, execute };
}

const places = (calls: readonly BulkCall[]): string[] => calls.map(({ index, completes }) => `${index}${completes ? '+' : ''}`);

describe('RFC 7644 §3.7.2: references by bulkId', () => {
  it('a group that comes before its members is created after them', () => {
    const { calls, execute } = recorder();
    const results = runBulk(request([group('team', 'ann', 'bob'), post('ann'), post('bob')]), execute);
    expect(places(calls)).toEqual(['1', '2', '0']);
    expect(calls[2]?.data).toEqual({ displayName: 'team', members: [{ value: 'id-1' }, { value: 'id-2' }] });
    expect(results.map(({ index, status }) => [index, status])).toEqual([
      [0, 201],
      [1, 201],
      [2, 201],
    ]);
  });

  it('operations without references stay in the order of the request', () => {
    const { calls, execute } = recorder();
    runBulk(
      request([{ method: 'DELETE', path: '/Users/1' }, post('a'), { method: 'PATCH', path: '/Users/2', data: {} }, post('b')]),
      execute,
    );
    expect(places(calls)).toEqual(['0', '1', '2', '3']);
  });

  it('path, extension, $ref and PATCH value are resolved', () => {
    const { calls, execute } = recorder();
    runBulk(
      request([
        {
          method: 'PATCH',
          path: '/Groups/bulkId:team',
          data: { Operations: [{ op: 'add', path: 'members', value: [{ value: 'bulkId:bob' }] }] },
        },
        post('bob', { [extension]: { manager: { value: 'bulkId:ann', $ref: '../Users/bulkId:ann' } } }),
        group('team'),
        post('ann'),
      ]),
      execute,
    );
    expect(places(calls)).toEqual(['3', '1', '2', '0']);
    expect(calls[1]?.data).toEqual({ [extension]: { manager: { value: 'id-3', $ref: '../Users/id-3' } } });
    expect(calls[3]).toMatchObject({ id: 'id-2', path: '/Groups/id-2', data: { Operations: [{ value: [{ value: 'id-1' }] }] } });
  });

  it('text that only looks like a reference is left as it is', () => {
    const { calls, execute } = recorder();
    const data = { displayName: 'bulkId:nobody', title: 'bulkId:', nickName: 'see bulkId:ann' };
    runBulk(request([post('x', data), post('ann')]), execute);
    expect(calls[0]?.data).toEqual(data);
  });

  it('RFC 7644 §3.7.1: a reference to nothing is a 409, and the operation is not tried', () => {
    const { calls, execute } = recorder();
    const results = runBulk(request([group('team', 'ghost'), { method: 'DELETE', path: '/Users/bulkId:ghost' }]), execute);
    expect(calls).toEqual([]);
    expect(results).toMatchObject([
      { status: 409, path: null },
      { status: 409, path: '/Users/bulkId:ghost' },
    ]);
  });

  it('RFC 7644 §3.7.1: a reference to a resource that could not be created is a 409', () => {
    const { calls, execute } = recorder([1]);
    expect(runBulk(request([group('team', 'ann'), post('ann')]), execute).map(({ status }) => status)).toEqual([409, 400]);
    expect(places(calls)).toEqual(['1']);
  });

  it('a request is never changed by being done', () => {
    const read = request([group('a', 'b'), group('b', 'a')]);
    const before = structuredClone(read.operations);
    runBulk(read, recorder().execute);
    expect(read.operations).toEqual(before);
  });
});

describe('RFC 7644 §3.7.1: references in a circle', () => {
  it('one group of two is created without the other and completed behind it', () => {
    const { calls, execute } = recorder();
    const results = runBulk(request([group('a', 'b'), group('b', 'a')]), execute);
    expect(places(calls)).toEqual(['1', '0', '1+']);
    expect(calls[0]?.data).toEqual({ displayName: 'b' });
    expect(calls[1]?.data).toEqual({ displayName: 'a', members: [{ value: 'id-1' }] });
    expect(calls[2]).toEqual({
      index: 1,
      method: 'PATCH',
      endpoint: 'Groups',
      id: 'id-1',
      path: '/Groups/id-1',
      version: null,
      data: { schemas: [URN.patchOp], Operations: [{ op: 'add', path: 'members', value: [{ value: 'id-0' }] }] },
      completes: true,
    });
    expect(results).toMatchObject([
      { index: 0, status: 201, path: '/Groups/id-0', version: 'W/"2"' },
      { index: 1, status: 201, path: '/Groups/id-1', version: 'W/"3"' },
    ]);
  });

  it('a user and a group that name each other, and a user who is its own manager', () => {
    const { calls, execute } = recorder();
    const ann = post('ann', { userName: 'ann', [extension]: { department: 'x', manager: { value: 'bulkId:ann' } } });
    const bob = post('bob', { userName: 'bob', costCentre: { value: 'bulkId:team' } });
    runBulk(request([ann, group('team', 'bob', 'ann'), bob]), execute);
    expect(places(calls)).toEqual(['0', '0+', '2', '1', '2+']);
    expect(calls[0]?.data).toEqual({ userName: 'ann', [extension]: { department: 'x' } });
    expect(calls[1]?.data).toMatchObject({ Operations: [{ op: 'add', path: `${extension}:manager`, value: { value: 'id-0' } }] });
    expect(calls[3]?.data).toMatchObject({ members: [{ value: 'id-2' }, { value: 'id-0' }] });
    expect(calls[4]?.data).toMatchObject({ Operations: [{ op: 'add', path: 'costCentre', value: { value: 'id-1' } }] });
  });

  it('only the values that close the circle wait', () => {
    const { calls, execute } = recorder();
    runBulk(request([group('a', 'b'), group('b', 'a', 'ann'), post('ann')]), execute);
    expect(places(calls)).toEqual(['2', '1', '0', '1+']);
    expect(calls[1]?.data).toMatchObject({ members: [{ value: 'id-2' }] });
  });

  it('a completion that fails makes its POST a failure, which still tells where the resource is', () => {
    const { execute } = recorder([0]);
    expect(runBulk(request([group('a', 'b'), group('b', 'a')]), execute)).toMatchObject([
      { index: 0, status: 400, path: null },
      { index: 1, status: 409, path: '/Groups/id-1' },
    ]);
  });

  it('whatever refers to whatever, every resource ends up with all its references', () => {
    const graphs = fc.array(fc.uniqueArray(fc.nat(7), { maxLength: 5 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(graphs, (graph) => {
        const { calls, execute } = recorder();
        const results = runBulk(request(graph.map((members, index) => group(String(index), ...members.map(String)))), execute);
        expect(results.every(({ status }) => status === 201)).toBe(true);
        const created = new Set<string>();
        const members = new Map<string, Set<unknown>>();
        for (const call of calls) {
          for (const id of idsIn(call.data)) expect(created).toContain(id);
          const id = call.id ?? `id-${call.index}`;
          created.add(id);
          members.set(id, new Set([...(members.get(id) ?? []), ...idsIn(call.data)]));
        }
        graph.forEach((wanted, index) => {
          expect(members.get(`id-${index}`)).toEqual(new Set(wanted.map((member) => `id-${member}`)));
        });
      }),
    );
  });

  it('a chain of a thousand is ordered', () => {
    const chain = Array.from({ length: 1000 }, (_, index) => group(String(index), ...(index < 999 ? [String(index + 1)] : [])));
    const { operations } = parseBulkRequest(
      { schemas: [URN.bulkRequest], Operations: chain },
      { ...limits, maxOperations: 1000 },
    );
    const steps = planBulk(operations);
    expect(steps.map(({ operation }) => operation.index)).toEqual(Array.from({ length: 1000 }, (_, index) => 999 - index));
  });
});

describe('RFC 7644 §3.7.3: errors and answers', () => {
  const deletes = Array.from({ length: 5 }, (_, index) => ({ method: 'DELETE', path: `/Users/${index}` }));

  it('without failOnErrors everything is tried', () => {
    const { execute } = recorder([0, 2, 4]);
    expect(runBulk(request(deletes), execute).map(({ status }) => status)).toEqual([400, 200, 400, 200, 400]);
  });

  it('failOnErrors stops after so many errors, and only what was tried is answered', () => {
    const { execute } = recorder([0, 2, 4]);
    expect(runBulk(request(deletes, { failOnErrors: 2 }), execute).map(({ status }) => status)).toEqual([400, 200, 400]);
  });

  it('an operation of wrong form counts as an error in its turn', () => {
    const { calls, execute } = recorder();
    const results = runBulk(
      request([deletes[0] ?? null, { method: 'GET', path: '/Users/1' }, deletes[1] ?? null], { failOnErrors: 1 }),
      execute,
    );
    expect(results.map(({ index, status }) => [index, status])).toEqual([
      [0, 200],
      [1, 400],
    ]);
    expect(places(calls)).toEqual(['0']);
  });

  it('a resource that stands half made is completed even when failOnErrors stops the rest', () => {
    const { calls, execute } = recorder([3]);
    const broken = post('c', { value: 'x' });
    const operations = [group('a', 'b', 'c'), group('b', 'a'), deletes[0] ?? null, broken];
    const results = runBulk(request(operations, { failOnErrors: 1 }), execute);
    expect(places(calls)).toEqual(['1', '3']);
    expect(results).toMatchObject([
      { index: 1, status: 409, path: '/Groups/id-1' },
      { index: 3, status: 400 },
    ]);
  });

  it('what is no refusal is not swallowed', () => {
    expect(() =>
      runBulk(request(deletes), () => {
        throw new TypeError('a defect');
      }),
    ).toThrow(TypeError);
  });

  it('the answer has a location unless a POST failed, text as status, and the error in full', () => {
    const { execute } = recorder([1, 2]);
    const results = runBulk(request([post('a'), post('b'), { method: 'PUT', path: '/Users/7', data: {} }, 'x']), execute);
    const response = { schemas: [URN.error], scimType: 'invalidValue', detail: 'no', status: '400' };
    expect(bulkResponse(results, 'http://h/scim/v2')).toEqual({
      schemas: [URN.bulkResponse],
      Operations: [
        { method: 'POST', bulkId: 'a', version: 'W/"1"', location: 'http://h/scim/v2/Users/id-0', status: '201' },
        { method: 'POST', bulkId: 'b', status: '400', response },
        { method: 'PUT', location: 'http://h/scim/v2/Users/7', status: '400', response },
        { status: '400', response: expect.objectContaining({ scimType: 'invalidSyntax' }) as JsonObject },
      ],
    });
  });
});

/** The ids of members in a call: of a new group, or of the PATCH that completes it. */
function idsIn(value: JsonValue | undefined): string[] {
  if (typeof value === 'string') return value.startsWith('id-') ? [value] : [];
  if (Array.isArray(value)) return value.flatMap(idsIn);
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(idsIn) : [];
}
