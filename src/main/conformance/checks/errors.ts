import type { Check } from '../check.ts';
import { expect, expectError, expectStatus, textAt } from '../client.ts';

const base = { group: 'errors', binding: 'must' } as const;

/** RFC 7644 §3.12 and §3.1: what is refused, and in which words. */
export const errorChecks: readonly Check[] = [
  {
    ...base,
    id: 'errors.unknown-id',
    title: 'An unknown id is 404 with a SCIM error',
    source: 'RFC 7644 §3.12',
    fix: 'Answer 404 with schemas, status (as text) and detail.',
    run: async (bench) => {
      const reply = await bench.client.get(`${(await bench.offer()).usersPath}/${bench.marker}-none`);
      expectError(reply, 404, 'Reading an unknown id');
      expect(textAt(reply.json, 'detail') !== '', 'The error should have a detail that an admin can read.');
    },
  },
  {
    ...base,
    id: 'errors.unknown-path',
    title: 'An address that leads nowhere is 404',
    source: 'RFC 7644 §3.12',
    fix: 'Answer 404 as SCIM, not with a web page.',
    run: async ({ client }) => expectError(await client.get('/NothingOfThisName'), 404, 'An address that leads nowhere'),
  },
  {
    ...base,
    id: 'errors.broken-json',
    title: 'A body that is no JSON is refused',
    source: 'RFC 7644 §3.12 (invalidSyntax)',
    fix: 'Answer 400 with scimType invalidSyntax.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      expectError(await bench.client.send('POST', usersPath, undefined, { raw: '{"userName": ' }), 400, 'Half a JSON document', [
        'invalidSyntax',
      ]);
    },
  },
  {
    ...base,
    id: 'errors.not-object',
    title: 'A body that is no object is refused',
    source: 'RFC 7644 §3.3, §3.12',
    fix: 'Answer 400; never 500.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      for (const raw of ['[]', '"text"', '7', 'null']) {
        expectStatus(await bench.client.send('POST', usersPath, undefined, { raw }), 400, `The body ${raw}`);
      }
    },
  },
  {
    ...base,
    id: 'errors.wrong-type',
    title: 'A value of the wrong type is refused',
    source: 'RFC 7643 §2.3, RFC 7644 §3.12 (invalidValue)',
    fix: 'Answer 400 with scimType invalidValue.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const body = await bench.userBody(bench.newName(), { userName: { not: 'a text' } });
      expectError(await bench.create(usersPath, body), 400, 'An object for userName', ['invalidValue', 'invalidSyntax']);
    },
  },
  {
    ...base,
    id: 'errors.method',
    title: 'A method that is not possible is refused',
    source: 'RFC 9110 §15.5.6, RFC 7644 §3.12',
    fix: 'Answer 405 (or 501), never 500.',
    run: async (bench) => {
      const reply = await bench.client.delete((await bench.offer()).usersPath);
      expectStatus(reply, [405, 501, 403, 404], 'DELETE of the whole collection');
    },
  },
  {
    ...base,
    id: 'errors.media-type-charset',
    title: 'Bodies with a charset are read',
    source: 'RFC 7644 §3.1, §8.1',
    fix: 'Accept application/scim+json with parameters; Entra ID and Okta send charset=utf-8.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const headers = { 'Content-Type': 'application/scim+json; charset=utf-8' };
      expectStatus(
        await bench.create(usersPath, await bench.userBody(bench.newName()), { headers }),
        201,
        'A body with a charset',
      );
    },
  },
  {
    ...base,
    id: 'errors.media-type-json',
    title: 'application/json is accepted',
    binding: 'should',
    source: 'RFC 7644 §3.1',
    fix: 'Read application/json like application/scim+json; OneLogin and Google send it.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
      expectStatus(
        await bench.create(usersPath, await bench.userBody(bench.newName()), { headers }),
        201,
        'A body of application/json',
      );
    },
  },
  {
    ...base,
    id: 'errors.unicode',
    title: 'Any text of Unicode comes back as it was sent',
    source: 'RFC 8259 §8.1, RFC 7643 §2.3.1',
    fix: 'Read and write UTF-8, and do not change the text.',
    run: async (bench) => {
      const text = await bench.writableText();
      const value = 'Ünïcødé 名前 🙂';
      const { path } = await bench.user();
      const name = path.split('/').at(-1) ?? '';
      const body = JSON.parse(JSON.stringify(await bench.read(path))) as Record<string, unknown>;
      const [first = '', second] = text.split('.');
      body[first] = second === undefined ? value : { ...(body[first] as object | undefined), [second]: value };
      expectStatus(await bench.client.put(path, body), 200, `PUT of ${name}`);
      const user = await bench.read(path);
      const found = second === undefined ? textAt(user, first) : textAt(user, `${first}.${second}`);
      expect(found === value, `“${value}” came back as “${found}”.`);
    },
  },
];
