import { URN } from '#shared/scim/urns.ts';
import type { Check } from '../check.ts';
import { expect, expectStatus, header, listAt } from '../client.ts';

const base = { group: 'auth', binding: 'must' } as const;

/** RFC 7644 §2 and §7, RFC 6750, RFC 9110 §11. */
export const authChecks: readonly Check[] = [
  {
    ...base,
    id: 'auth.no-token',
    title: 'A request without a token is refused',
    source: 'RFC 7644 §2, RFC 9110 §15.5.2',
    fix: 'Answer 401 with a WWW-Authenticate header to every request without a token.',
    run: async (bench) => {
      const reply = await bench.client.get(`${(await bench.offer()).usersPath}?count=1`, { token: 'none' });
      expectStatus(reply, 401, 'A request without a token');
      expect(header(reply, 'www-authenticate') !== undefined, 'The 401 came without a WWW-Authenticate header.');
    },
  },
  {
    ...base,
    id: 'auth.wrong-token',
    title: 'A wrong token is refused',
    source: 'RFC 6750 §3.1',
    fix: 'Answer 401 with a WWW-Authenticate header when the token is not known.',
    run: async (bench) => {
      const reply = await bench.client.get(`${(await bench.offer()).usersPath}?count=1`, { token: 'wrong' });
      expectStatus(reply, 401, 'A request with a wrong token');
      expect(header(reply, 'www-authenticate') !== undefined, 'The 401 came without a WWW-Authenticate header.');
    },
  },
  {
    ...base,
    id: 'auth.write-without-token',
    title: 'Without a token nothing is written',
    source: 'RFC 7644 §2',
    fix: 'Look at the token before the body, for every method.',
    run: async (bench) => {
      const { usersPath } = await bench.offer();
      const reply = await bench.create(usersPath, await bench.userBody(bench.newName()), { token: 'none' });
      expectStatus(reply, 401, 'Creating a user without a token');
    },
  },
  {
    ...base,
    id: 'auth.error-body',
    title: 'The 401 is a SCIM error',
    binding: 'should',
    source: 'RFC 7644 §3.12',
    fix: 'Give the 401 a SCIM Error body too; Okta shows its detail.',
    run: async (bench) => {
      const reply = await bench.client.get(`${(await bench.offer()).usersPath}?count=1`, { token: 'wrong' });
      expectStatus(reply, 401, 'A request with a wrong token');
      expect(listAt(reply.json, 'schemas').includes(URN.error), 'The 401 came without a SCIM Error body.');
    },
  },
];
