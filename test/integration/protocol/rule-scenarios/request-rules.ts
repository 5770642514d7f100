import { USER, bodyOf, freshName, search } from '../../../support/scim-answers.ts';
import { minimalUser } from '../../../support/scim-client.ts';
import { type Scenarios, type Trial } from './trial.ts';

/** The rules on what a request may look like and how many may come. */
export const requestRules = (on: Trial): Scenarios => ({
  'unlisted-attributes': {
    act: async () => {
      const results = [];
      for (const more of [{ displayName: 'Always sent' }, { title: 'Boss' }]) {
        results.push(await on.seen(await on.running.client.post('/Users', { ...minimalUser(freshName('unlisted')), ...more })));
      }
      const ann = await on.person();
      results.push(
        await on.seen(await on.running.client.patch(`/Users/${ann.id}`, [{ op: 'add', path: 'title', value: 'Boss' }])),
      );
      return results;
    },
    expected: {
      tolerant: ['201', '400 invalidValue unlisted-attributes', '400 invalidPath unlisted-attributes'],
      literal: [
        '400 invalidValue unlisted-attributes',
        '400 invalidValue unlisted-attributes',
        '400 invalidPath unlisted-attributes',
      ],
      lenient: ['201', '201', '200'],
    },
  },
  'rate-limit': {
    act: async () => {
      const { secret } = await on.running.console.tokens.create({});
      // A minute may end meanwhile, so twice the limit is sent.
      for (let sent = 0; sent < 620; sent += 20) {
        const batch = Array.from({ length: 20 }, () => on.running.client.get('/Users?count=0', { token: secret }));
        const refused = (await Promise.all(batch)).find((answer) => answer.status === 429);
        if (refused !== undefined) {
          return { waits: /^[1-9]\d?$/.test(refused.headers.get('retry-after') ?? ''), what: await on.seen(refused) };
        }
      }
      return 'never refused';
    },
    expected: { off: 'never refused', on: { waits: true, what: '429 - rate-limit' } },
  },
  'filtered-target-missing': {
    act: async () => {
      const ann = await on.person({ emails: [{ value: 'plain@contoso.example', type: 'work' }] });
      const results = [];
      for (const op of ['replace', 'add']) {
        const operation = { op, path: 'emails[primary eq true].value', value: `${op}@contoso.example` };
        results.push(await on.seen(await on.running.client.patch(`/Users/${ann.id}`, [operation])));
      }
      const emails = bodyOf(await on.running.client.get(`/Users/${ann.id}`))['emails'] as object[];
      return [...results, emails.length];
    },
    expected: {
      create: ['200', '200', 2],
      'no-target': ['400 noTarget filtered-target-missing', '400 noTarget filtered-target-missing', 1],
    },
  },
  'read-only-in-patch': {
    act: async () => {
      const one = await on.team();
      const renamed = freshName('renamed');
      const what = await on.seen(
        await on.running.client.patch(`/Groups/${one.id}`, [{ op: 'replace', value: { id: one.id, displayName: renamed } }]),
      );
      return [what, bodyOf(await on.running.client.get(`/Groups/${one.id}`))['displayName'] === renamed];
    },
    expected: { ignore: ['204', true], refuse: ['400 mutability read-only-in-patch', false] },
  },
  'unknown-schema-uris': {
    act: async () => {
      const body = { ...minimalUser(freshName('legacy')), schemas: ['urn:scim:schemas:core:1.0', USER] };
      return on.seen(await on.running.client.post('/Users', body));
    },
    expected: { tolerate: '201', refuse: '400 invalidValue unknown-schema-uris' },
  },
  'string-booleans': {
    act: async () => {
      const made = await on.running.client.post('/Users', { ...minimalUser(freshName('text')), active: 'False' });
      const what = await on.seen(made);
      const active = made.json()['active'];
      return [what, active, await on.seen(await on.running.client.get(`/Users${search('active eq "True"')}&count=1`))];
    },
    expected: {
      accept: ['201', false, '200'],
      refuse: ['400 invalidValue string-booleans', undefined, '400 invalidFilter string-booleans'],
    },
  },
  'loose-shapes': {
    act: async () => {
      const ann = await on.person();
      const results = [];
      for (const operation of [
        { op: 'Replace', path: 'active', value: false },
        { op: 'replace', value: { 'name.givenName': 'Ann' } },
      ]) {
        results.push(await on.seen(await on.running.client.patch(`/Users/${ann.id}`, [operation])));
      }
      return results;
    },
    expected: {
      accept: ['200', '200'],
      refuse: ['400 invalidSyntax loose-shapes', '400 invalidPath loose-shapes'],
    },
  },
  'media-type': {
    act: async () =>
      on.seen(
        await on.running.client.send('POST', '/Users', {
          raw: JSON.stringify(minimalUser(freshName('media'))),
          headers: { 'content-type': 'text/plain' },
        }),
      ),
    expected: { 'json-only': '415 - media-type', any: '201' },
  },
});
