import { URN } from '#shared/scim/urns.ts';
import { type Check, NotOffered } from '../check.ts';
import { at, expect, expectError, expectStatus, header, listAt, textAt } from '../client.ts';
import { nest } from '../nest.ts';

const etag = { group: 'etag', binding: 'must', needs: ['etag'] } as const;
const bulk = { group: 'bulk', binding: 'must', needs: ['bulk'] } as const;

/** ETags (RFC 7644 §3.14) and bulk requests (§3.7). */
export const concurrencyChecks: readonly Check[] = [
  {
    ...etag,
    id: 'etag.version',
    title: 'A user carries its version',
    source: 'RFC 7644 §3.14',
    fix: 'Give meta.version and the same in the ETag header.',
    run: async (bench) => {
      const { path } = await bench.user();
      const reply = await bench.client.get(path);
      const tag = header(reply, 'etag') ?? '';
      expect(tag !== '', 'The answer has no ETag header.');
      expect(tag === textAt(reply.json, 'meta.version'), `ETag is ${tag}, meta.version ${textAt(reply.json, 'meta.version')}.`);
    },
  },
  {
    ...etag,
    id: 'etag.changes',
    title: 'A change makes another version',
    source: 'RFC 7644 §3.14, RFC 9110 §8.8.3',
    fix: 'Change the version with every change.',
    run: async (bench) => {
      const text = await bench.writableText();
      const { path, name, body } = await bench.user();
      await bench.client.put(path, await bench.userBody(name, nest(text, 'Another')));
      const version = textAt(await bench.read(path), 'meta.version');
      expect(version !== textAt(body, 'meta.version'), `The version stayed ${version}.`);
    },
  },
  {
    ...etag,
    id: 'etag.not-modified',
    title: 'If-None-Match with the current version: 304',
    source: 'RFC 7644 §3.14, RFC 9110 §13.1.2',
    fix: 'Answer 304 without a body.',
    run: async (bench) => {
      const { path } = await bench.user();
      const tag = header(await bench.client.get(path), 'etag') ?? '';
      expectStatus(
        await bench.client.get(path, { headers: { 'If-None-Match': tag } }),
        304,
        'If-None-Match with the current version',
      );
    },
  },
  {
    ...etag,
    id: 'etag.precondition',
    title: 'If-Match with an old version: 412',
    source: 'RFC 7644 §3.14, RFC 9110 §13.1.1',
    fix: 'Refuse with 412 and change nothing.',
    run: async (bench) => {
      const text = await bench.writableText();
      const { path, name, body } = await bench.user();
      const old = textAt(body, 'meta.version');
      const current = await bench.client.put(path, await bench.userBody(name, nest(text, 'Second')), {
        headers: { 'If-Match': old },
      });
      expectStatus(current, 200, 'PUT with the current version in If-Match');
      const stale = await bench.client.put(path, await bench.userBody(name, nest(text, 'Third')), {
        headers: { 'If-Match': old },
      });
      expectStatus(stale, 412, 'PUT with an old version in If-Match');
      expect(at(await bench.read(path), text) === 'Second', `${text} was changed all the same.`);
    },
  },
  {
    ...bulk,
    id: 'bulk.create',
    title: 'A bulk request creates, and its parts name each other',
    source: 'RFC 7644 §3.7.1, §3.7.2',
    needsGroups: true,
    fix: 'Do each operation, and put the new id where bulkId: stands.',
    run: async (bench) => {
      const { usersPath, groupsPath } = await bench.offer();
      const user = { method: 'POST', path: usersPath, bulkId: 'one', data: await bench.userBody(bench.newName()) };
      const data = { schemas: [URN.group], displayName: bench.newName(), members: [{ value: 'bulkId:one' }] };
      const group = { method: 'POST', path: groupsPath, bulkId: 'two', data };
      const reply = await bench.client.post('/Bulk', { schemas: [URN.bulkRequest], Operations: [user, group] });
      const operations = listAt(reply.json, 'Operations');
      for (const operation of operations) {
        const steps = textAt(operation, 'location').split('/').slice(-2);
        if (steps.length === 2) bench.remember(`/${steps.join('/')}`);
      }
      expectStatus(reply, 200, 'A bulk request');
      for (const operation of operations) {
        expect(
          at(operation, 'status') === '201',
          `The operation ${textAt(operation, 'bulkId')} came back with ${JSON.stringify(at(operation, 'status'))}.`,
        );
      }
      expect(operations.length === 2, `${operations.length} results came back, not two.`);
    },
  },
  {
    ...bulk,
    id: 'bulk.part-fails',
    title: 'One part may fail by itself',
    source: 'RFC 7644 §3.7.3',
    fix: 'Answer 200; give the part that failed its status and a SCIM error.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const made = await bench.user();
      const operations = [
        { method: 'DELETE', path: `${usersPath}/${bench.marker}-none` },
        { method: 'DELETE', path: made.path },
      ];
      const reply = await bench.client.post('/Bulk', { schemas: [URN.bulkRequest], Operations: operations });
      expectStatus(reply, 200, 'A bulk request');
      const statuses = listAt(reply.json, 'Operations').map((one) => at(one, 'status'));
      expect(statuses.join() === '404,204', `The results are ${JSON.stringify(statuses)}, not ["404","204"].`);
    },
  },
  {
    ...bulk,
    id: 'bulk.fail-on-errors',
    title: 'failOnErrors ends the request',
    source: 'RFC 7644 §3.7.3',
    fix: 'Stop after as many errors as failOnErrors says.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const made = await bench.user();
      const operations = [
        { method: 'DELETE', path: `${usersPath}/${bench.marker}-none` },
        { method: 'DELETE', path: made.path },
      ];
      const reply = await bench.client.post('/Bulk', { schemas: [URN.bulkRequest], failOnErrors: 1, Operations: operations });
      expectStatus(reply, 200, 'A bulk request with failOnErrors 1');
      expectStatus(await bench.client.get(made.path), 200, 'Reading the user whose DELETE came after the error');
    },
  },
  {
    ...bulk,
    id: 'bulk.too-many',
    title: 'More operations than allowed are refused',
    source: 'RFC 7644 §3.7.4',
    fix: 'Answer 413 and do none of them.',
    run: async (bench) => {
      const { config, usersPath } = await bench.offer();
      const most = Number(at(config, 'bulk.maxOperations'));
      if (!(most > 0 && most <= 5000))
        throw new NotOffered(`bulk.maxOperations is ${String(most)}; so many are not sent for a check.`);
      const operation = { method: 'DELETE', path: `${usersPath}/${bench.marker}-none` };
      const body = { schemas: [URN.bulkRequest], Operations: Array.from({ length: most + 1 }, () => operation) };
      expectError(await bench.client.post('/Bulk', body), 413, `A bulk request of ${most + 1} operations`);
    },
  },
];
