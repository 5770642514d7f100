import type { Bench, Made } from '../bench.ts';
import { type Check, NotOffered } from '../check.ts';
import { type Reply, at, expect, expectError, expectStatus, header, listAt, textAt } from '../client.ts';
import { nest } from '../nest.ts';

const base = { group: 'users', binding: 'must' } as const;

/** @throws NotOffered when the endpoint takes the user over who is there */
async function postAgain(bench: Bench, first: Made, userName: string): Promise<Reply> {
  const { usersPath } = await bench.offer();
  const reply = await bench.create(usersPath, await bench.userBody(userName));
  if (reply.status < 300 && textAt(reply.json, 'id') === first.id) {
    throw new NotOffered(
      'The endpoint updates the user who is there instead of answering 409. Meisterplan documents that users are matched by name (rule duplicate-user-name); the RFC asks for 409.',
    );
  }
  return reply;
}

/** RFC 7644 §3.3-3.6 on users. */
export const userChecks: readonly Check[] = [
  {
    ...base,
    id: 'users.create',
    title: 'POST creates a user and returns it',
    source: 'RFC 7644 §3.3',
    fix: 'Answer 201 with the whole user, its id and meta.',
    run: async (bench) => {
      const { name, body } = await bench.user();
      expect(
        textAt(body, 'userName').toLowerCase() === name,
        `userName came back as “${textAt(body, 'userName')}”, not “${name}”.`,
      );
      expect(textAt(body, 'meta.resourceType') === 'User', 'meta.resourceType should be User.');
    },
  },
  {
    ...base,
    id: 'users.create-location',
    title: 'A new user has an address that works',
    source: 'RFC 7644 §3.3',
    fix: 'Send a Location header with the 201 that equals meta.location.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const reply = await bench.create(usersPath, await bench.userBody(bench.newName()));
      expectStatus(reply, 201, 'Creating a user');
      const location = header(reply, 'location') ?? '';
      expect(location !== '', 'The 201 came without a Location header.');
      expect(
        location === textAt(reply.json, 'meta.location'),
        `Location is ${location}, meta.location ${textAt(reply.json, 'meta.location')}.`,
      );
      const id = textAt(reply.json, 'id');
      expect(location.endsWith(`/${encodeURIComponent(id)}`), 'Location does not end in the id of the user.');
    },
  },
  {
    ...base,
    id: 'users.create-own-id',
    title: 'An id that the client sends is passed over',
    source: 'RFC 7643 §3.1, RFC 7644 §3.3',
    fix: 'Ignore readOnly attributes in a POST; assign the id yourself.',
    run: async (bench) => {
      const made = await bench.user({ id: `${bench.marker}-id` });
      expect(made.id !== `${bench.marker}-id`, 'The endpoint took over the id that the client had made up.');
    },
  },
  {
    ...base,
    id: 'users.required',
    title: 'A user without userName is refused',
    source: 'RFC 7643 §4.1.1, RFC 7644 §3.12',
    fix: 'Refuse with 400 and scimType invalidValue.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const body = await bench.userBody(bench.newName(), { userName: undefined });
      expectError(await bench.create(usersPath, body), 400, 'A user without userName', ['invalidValue', 'invalidSyntax']);
    },
  },
  {
    ...base,
    id: 'users.duplicate',
    title: 'A second user of the same name is refused',
    source: 'RFC 7644 §3.3',
    fix: 'Answer 409 with scimType uniqueness when the userName is taken.',
    run: async (bench) => {
      const first = await bench.user();
      const reply = await postAgain(bench, first, first.name);
      expectError(reply, 409, 'The same userName again', ['uniqueness']);
    },
  },
  {
    ...base,
    id: 'users.duplicate-case',
    title: 'User names that differ in case only are the same',
    source: 'RFC 7643 §4.1.1 (userName is caseExact false)',
    fix: 'Compare user names without regard to case.',
    run: async (bench) => {
      const first = await bench.user();
      const reply = await postAgain(bench, first, first.name.toUpperCase());
      expectError(reply, 409, 'The same userName in capitals', ['uniqueness']);
    },
  },
  {
    ...base,
    id: 'users.attribute-case',
    title: 'Names of attributes count in any case',
    source: 'RFC 7643 §2.1',
    fix: 'Read attribute names without regard to case.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const { userName, ...body } = await bench.userBody(bench.newName());
      const reply = await bench.create(usersPath, { ...body, USERNAME: userName });
      expectStatus(reply, 201, 'Creating a user with USERNAME for userName');
    },
  },
  {
    ...base,
    id: 'users.null',
    title: 'null counts as no value',
    source: 'RFC 7643 §2.5',
    fix: 'Take null and an empty list for an attribute that was not sent.',
    run: async (bench) => {
      const path = await bench.writableText();
      const { body } = await bench.user(nest(path, null));
      expect(at(body, path) === undefined || at(body, path) === null, `${path} came back as ${JSON.stringify(at(body, path))}.`);
    },
  },
  {
    ...base,
    id: 'users.password',
    title: 'A password never comes back',
    source: 'RFC 7643 §4.1.1, RFC 7644 §7.5',
    fix: 'Treat password as writeOnly and returned never.',
    run: async (bench) => {
      await bench.needAttribute('User', 'password');
      const { body, path } = await bench.user({ password: 'Conformance-check-7!' });
      expect(at(body, 'password') === undefined, 'The password came back with the 201.');
      expect(at(await bench.read(path), 'password') === undefined, 'The password came back when the user was read.');
    },
  },
  {
    ...base,
    id: 'users.read',
    title: 'GET reads a user by its id',
    source: 'RFC 7644 §3.4.1',
    fix: 'Answer 200 with the user.',
    run: async (bench) => {
      const { path, id } = await bench.user();
      expect(textAt(await bench.read(path), 'id') === id, 'The user came back with another id.');
    },
  },
  {
    ...base,
    id: 'users.meta',
    title: 'meta tells when a user was made and changed',
    binding: 'should',
    source: 'RFC 7643 §3.1',
    fix: 'Give meta.created and meta.lastModified as dateTime.',
    run: async (bench) => {
      const user = await bench.read((await bench.user()).path);
      for (const path of ['meta.created', 'meta.lastModified']) {
        const valid = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(textAt(user, path));
        expect(valid, `${path} is “${textAt(user, path)}”, which is no dateTime (RFC 7643 §2.3.5).`);
      }
    },
  },
  {
    ...base,
    id: 'users.replace',
    title: 'PUT replaces a user',
    source: 'RFC 7644 §3.5.1',
    fix: 'Answer 200 with the user as it is now.',
    run: async (bench) => {
      const text = await bench.writableText();
      const { path, name } = await bench.user();
      const reply = await bench.client.put(path, await bench.userBody(name, nest(text, 'Replaced')));
      expectStatus(reply, 200, 'PUT of a user');
      expect(at(await bench.read(path), text) === 'Replaced', `${text} was not replaced.`);
    },
  },
  {
    ...base,
    id: 'users.replace-read-only',
    title: 'PUT passes over what is read-only',
    source: 'RFC 7644 §3.5.1',
    fix: 'Ignore id, meta and other readOnly attributes in a PUT: clients send back what they read.',
    run: async (bench) => {
      const { path, name, id } = await bench.user();
      const body = await bench.userBody(name, { id, meta: { resourceType: 'User', created: '2001-01-01T00:00:00Z' } });
      expectStatus(await bench.client.put(path, body), 200, 'PUT of a user with its id and meta');
      const created = textAt(await bench.read(path), 'meta.created');
      expect(!created.startsWith('2001-01-01'), 'meta.created was taken from the body.');
    },
  },
  {
    ...base,
    id: 'users.replace-unknown',
    title: 'PUT does not create',
    source: 'RFC 7644 §3.5.1',
    fix: 'Answer 404 to a PUT of an id that is not there.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const reply = await bench.client.put(`${usersPath}/${bench.marker}-none`, await bench.userBody(bench.newName()));
      expectError(reply, 404, 'PUT of an unknown id');
    },
  },
  {
    ...base,
    id: 'users.delete',
    title: 'DELETE removes a user',
    source: 'RFC 7644 §3.6',
    fix: 'Answer 204 without a body; afterwards the user is not found any more, by id or by search.',
    run: async (bench) => {
      const { path, name } = await bench.user();
      const { usersPath, features } = await bench.offer();
      const reply = await bench.remove(path);
      expectStatus(reply, 204, 'DELETE of a user');
      expect((reply.text ?? '') === '', 'The 204 came with a body.');
      expectError(await bench.client.get(path), 404, 'Reading the deleted user');
      if (!features.filter) return;
      expect((await bench.find(usersPath, `userName eq "${name}"`)).length === 0, 'The deleted user is still found by its name.');
    },
  },
  {
    ...base,
    id: 'users.delete-twice',
    title: 'A second DELETE finds nothing',
    source: 'RFC 7644 §3.6',
    fix: 'Answer 404 to a DELETE of what is not there.',
    run: async (bench) => {
      const { path } = await bench.user();
      expectStatus(await bench.remove(path), 204, 'DELETE of a user');
      expectError(await bench.client.delete(path), 404, 'The second DELETE');
    },
  },
  {
    ...base,
    id: 'users.name-again',
    title: 'The name of a deleted user is free again',
    source: 'RFC 7644 §3.6',
    fix: 'Do not count deleted users when you look for conflicts.',
    run: async (bench) => {
      const { path, name } = await bench.user();
      expectStatus(await bench.remove(path), 204, 'DELETE of a user');
      const { usersPath } = await bench.offer();
      expectStatus(await bench.create(usersPath, await bench.userBody(name)), 201, 'Creating the user again');
    },
  },
  {
    ...base,
    id: 'users.inactive',
    title: 'An inactive user can be made and read',
    source: 'RFC 7643 §4.1.1',
    fix: 'Keep users with active false, and return them like any other.',
    run: async (bench) => {
      await bench.needAttribute('User', 'active');
      const { path } = await bench.user({ active: false });
      expect(at(await bench.read(path), 'active') === false, 'active should come back as false.');
    },
  },
  {
    ...base,
    id: 'users.external-id',
    title: 'externalId comes back as it was sent',
    source: 'RFC 7643 §3.1',
    fix: 'Keep externalId for the client; it is the client’s own name for the user.',
    run: async (bench) => {
      const externalId = `${bench.marker}-External`;
      const { path } = await bench.user({ externalId });
      const kept = at(await bench.read(path), 'externalId');
      if (kept === undefined)
        throw new NotOffered(
          'The endpoint takes externalId and does not keep it. Meisterplan’s mapping list does not have it (documented).',
        );
      expect(kept === externalId, `externalId came back as ${JSON.stringify(kept)}.`);
    },
  },
  {
    ...base,
    id: 'users.emails',
    title: 'E-mail addresses keep value and type',
    source: 'RFC 7643 §2.4, §4.1.2',
    fix: 'Return every sub-attribute of a value as it was sent.',
    run: async (bench) => {
      await bench.needAttribute('User', 'emails');
      const { path, name } = await bench.user();
      const emails = listAt(await bench.read(path), 'emails');
      const found = emails.some((one) => at(one, 'value') === name && at(one, 'type') === 'work');
      expect(found, `emails came back as ${JSON.stringify(emails)}.`);
    },
  },
];
