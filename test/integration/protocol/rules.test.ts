import { describe, expect, test } from 'vitest';
import type { ScimAnswer, ScimBody } from '../../support/scim-client.ts';
import { minimalUser } from '../../support/scim-client.ts';
import { GROUP, MEISTERPLAN, USER, bodyOf, created, group, search, withHost } from './with-host.ts';

const running = withHost([]);
let count = 0;

function name(kind: string): string {
  count += 1;
  return `${kind}-${count}@contoso.example`;
}

/** Codes of the findings of the newest exchange. */
async function findings(): Promise<{ code: string; ruleId: string | null }[]> {
  const [row] = (await running.console.exchanges.list({ limit: 1 })).items;
  return (await running.console.exchanges.get({ id: row?.id ?? 0 })).findings;
}

const told = async (code: string) => (await findings()).some((finding) => finding.code === code);

/** What a client sees of an answer; a refusal must name its rule in the log. */
async function seen(answer: ScimAnswer): Promise<string> {
  if (answer.status < 400) return String(answer.status);
  const refusal = (await findings()).find((finding) => finding.ruleId !== null);
  return [answer.status, answer.json().scimType ?? '-', refusal?.ruleId].join(' ');
}

const person = (more: object = {}) => created(running.client, '/Users', { ...minimalUser(name('person')), ...more });
const team = (members: string[] = []) =>
  created(running.client, '/Groups', group(name('team'), { members: members.map((value) => ({ value })) }));
const memberIds = (body: ScimBody) => ((body['members'] ?? []) as { value: string }[]).map((one) => one.value);

interface Scenario {
  /** does the same under every setting, and says what came of it */
  readonly act: () => Promise<unknown>;
  readonly expected: Readonly<Record<string, unknown>>;
}

/** One for each rule that the console switches; a rule that is missing here fails the first test. */
const scenarios: Readonly<Record<string, Scenario>> = {
  'user-without-group': {
    act: async () => {
      const ann = await person();
      const { id } = await team([ann.id]);
      await running.client.patch(`/Groups/${id}`, [{ op: 'remove', path: 'members' }]);
      const [row] = (await running.console.directory.users({ text: String(ann['userName']) })).items;
      return { log: await told('user-without-group'), screen: row?.warnings.length };
    },
    expected: { warn: { log: true, screen: 1 }, off: { log: false, screen: 0 } },
  },
  'duplicate-user-name': {
    act: async () => {
      const ann = await person({ name: { givenName: 'Ann', familyName: 'Ahorn' } });
      const again = { ...minimalUser(String(ann['userName']).toUpperCase()), name: { givenName: 'Anna' } };
      const answer = await running.client.post('/Users', again);
      const what = await seen(answer);
      const now = bodyOf(await running.client.get(`/Users/${ann.id}`));
      return { what, same: answer.json().id === ann.id, name: now['name'] };
    },
    expected: {
      conflict: { what: '409 uniqueness duplicate-user-name', same: false, name: { givenName: 'Ann', familyName: 'Ahorn' } },
      update: { what: '201', same: true, name: { givenName: 'Anna', familyName: 'Ahorn' } },
    },
  },
  'delete-user': {
    act: async () => {
      const ann = await person();
      const { id } = await team([ann.id]);
      const deleted = await running.client.delete(`/Users/${ann.id}`);
      const read = await running.client.get(`/Users/${ann.id}`);
      const left = memberIds(bodyOf(await running.client.get(`/Groups/${id}`))).length;
      return { deleted: deleted.status, read: read.status, active: read.json()['active'], left };
    },
    expected: {
      delete: { deleted: 204, read: 404, active: undefined, left: 0 },
      deactivate: { deleted: 204, read: 200, active: false, left: 1 },
    },
  },
  'unlisted-attributes': {
    act: async () => {
      const results = [];
      for (const more of [{ displayName: 'Always sent' }, { title: 'Boss' }]) {
        results.push(await seen(await running.client.post('/Users', { ...minimalUser(name('unlisted')), ...more })));
      }
      const ann = await person();
      results.push(await seen(await running.client.patch(`/Users/${ann.id}`, [{ op: 'add', path: 'title', value: 'Boss' }])));
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
  'pushed-group-name': {
    act: async () => {
      const local = await running.client.get(`/Groups${search('displayName eq "System Administrators"')}`);
      const answer = await running.client.post('/Groups', group('SYSTEM administrators'));
      const what = await seen(answer);
      return { what, same: answer.json().id === bodyOf(local).Resources?.[0]?.id };
    },
    expected: {
      match: { what: '201', same: true },
      conflict: { what: '409 uniqueness pushed-group-name', same: false },
    },
  },
  'invitation-on-update': {
    act: async () => {
      const ann = await person();
      const path = `${MEISTERPLAN}:sendInvitationMail`;
      await running.client.patch(`/Users/${ann.id}`, [{ op: 'add', path, value: true }]);
      return told('invitation-not-repeated');
    },
    expected: { note: true, off: false },
  },
  'linked-resource': {
    act: async () => {
      const content = Buffer.from('id;name\nR-1;Ann').toString('base64');
      await running.console.resources.import({ content, mode: 'replace' });
      const [known, unknown] = ['R-1', 'R-2'].map((id) => ({
        ...minimalUser(name('linked')),
        [MEISTERPLAN]: { linkedResource: { id } },
      }));
      const named = await seen(await running.client.post('/Users', known));
      const what = await seen(await running.client.post('/Users', unknown));
      const said = await told('unknown-linked-resource');
      await running.console.resources.clear({});
      return { named, what, said, withoutList: await seen(await running.client.post('/Users', unknown)) };
    },
    expected: {
      refuse: { named: '201', what: '400 invalidValue linked-resource', said: true, withoutList: '201' },
      warn: { named: '201', what: '201', said: true, withoutList: '409 uniqueness duplicate-user-name' },
      accept: { named: '201', what: '201', said: false, withoutList: '409 uniqueness duplicate-user-name' },
    },
  },
  'duplicate-email': {
    act: async () => {
      const ann = await person();
      const emails = [{ value: String(ann['userName']).toUpperCase(), type: 'work' }];
      const what = await seen(await running.client.post('/Users', { ...minimalUser(name('other')), emails }));
      const bob = await person();
      const patched = await seen(
        await running.client.patch(`/Users/${bob.id}`, [{ op: 'replace', path: 'emails', value: emails }]),
      );
      return [what, patched];
    },
    expected: {
      warn: ['201', '200'],
      conflict: ['409 uniqueness duplicate-email', '409 uniqueness duplicate-email'],
    },
  },
  'rate-limit': {
    act: async () => {
      const { secret } = await running.console.tokens.create({});
      // A minute may end meanwhile, so twice the limit is sent.
      for (let sent = 0; sent < 620; sent += 20) {
        const batch = Array.from({ length: 20 }, () => running.client.get('/Users?count=0', { token: secret }));
        const refused = (await Promise.all(batch)).find((answer) => answer.status === 429);
        if (refused !== undefined) {
          return { waits: /^[1-9]\d?$/.test(refused.headers.get('retry-after') ?? ''), what: await seen(refused) };
        }
      }
      return 'never refused';
    },
    expected: { off: 'never refused', on: { waits: true, what: '429 - rate-limit' } },
  },
  'filtered-target-missing': {
    act: async () => {
      const ann = await person({ emails: [{ value: 'plain@contoso.example', type: 'work' }] });
      const results = [];
      for (const op of ['replace', 'add']) {
        const operation = { op, path: 'emails[primary eq true].value', value: `${op}@contoso.example` };
        results.push(await seen(await running.client.patch(`/Users/${ann.id}`, [operation])));
      }
      const emails = bodyOf(await running.client.get(`/Users/${ann.id}`))['emails'] as object[];
      return [...results, emails.length];
    },
    expected: {
      create: ['200', '200', 2],
      'no-target': ['400 noTarget filtered-target-missing', '400 noTarget filtered-target-missing', 1],
    },
  },
  'remove-with-value': {
    act: async () => {
      const [ann, bob] = [await person(), await person()];
      const { id } = await team([ann.id, bob.id]);
      await running.client.patch(`/Groups/${id}`, [{ op: 'remove', path: 'members', value: [{ value: ann.id }] }]);
      return memberIds(bodyOf(await running.client.get(`/Groups/${id}`))).length;
    },
    expected: { 'listed-only': 1, 'whole-attribute': 0 },
  },
  'group-name-unique': {
    act: async () => {
      const one = await team();
      const again = await seen(await running.client.post('/Groups', group(String(one['displayName']).toUpperCase())));
      const other = await team();
      const renaming = [{ op: 'replace', path: 'displayName', value: one['displayName'] }];
      return [again, await seen(await running.client.patch(`/Groups/${other.id}`, renaming))];
    },
    expected: {
      conflict: ['409 uniqueness group-name-unique', '409 uniqueness group-name-unique'],
      allow: ['201', '204'],
    },
  },
  'read-only-in-patch': {
    act: async () => {
      const one = await team();
      const renamed = name('renamed');
      const what = await seen(
        await running.client.patch(`/Groups/${one.id}`, [{ op: 'replace', value: { id: one.id, displayName: renamed } }]),
      );
      return [what, bodyOf(await running.client.get(`/Groups/${one.id}`))['displayName'] === renamed];
    },
    expected: { ignore: ['204', true], refuse: ['400 mutability read-only-in-patch', false] },
  },
  'unknown-schema-uris': {
    act: async () => {
      const body = { ...minimalUser(name('legacy')), schemas: ['urn:scim:schemas:core:1.0', USER] };
      return seen(await running.client.post('/Users', body));
    },
    expected: { tolerate: '201', refuse: '400 invalidValue unknown-schema-uris' },
  },
  'string-booleans': {
    act: async () => {
      const made = await running.client.post('/Users', { ...minimalUser(name('text')), active: 'False' });
      const what = await seen(made);
      const active = made.json()['active'];
      return [what, active, await seen(await running.client.get(`/Users${search('active eq "True"')}&count=1`))];
    },
    expected: {
      accept: ['201', false, '200'],
      refuse: ['400 invalidValue string-booleans', undefined, '400 invalidFilter string-booleans'],
    },
  },
  'loose-shapes': {
    act: async () => {
      const ann = await person();
      const results = [];
      for (const operation of [
        { op: 'Replace', path: 'active', value: false },
        { op: 'replace', value: { 'name.givenName': 'Ann' } },
      ]) {
        results.push(await seen(await running.client.patch(`/Users/${ann.id}`, [operation])));
      }
      return results;
    },
    expected: {
      accept: ['200', '200'],
      refuse: ['400 invalidSyntax loose-shapes', '400 invalidPath loose-shapes'],
    },
  },
  'unknown-member': {
    act: async () => {
      const ann = await person();
      const members = [{ value: 'no-such-id' }, { value: ann.id }];
      const answer = await running.client.post('/Groups', group(name('ghosts'), { members }));
      const what = await seen(answer);
      return [what, answer.status === 201 ? memberIds(answer.json()).length : 0];
    },
    expected: { refuse: ['400 invalidValue unknown-member', 0], ignore: ['201', 1] },
  },
  'patch-user-answer': {
    act: async () => {
      const ann = await person();
      const operations = [{ op: 'replace', path: 'active', value: false }];
      const plain = await running.client.patch(`/Users/${ann.id}`, operations);
      const asked = await running.client.patch(`/Users/${ann.id}?attributes=active`, operations);
      return [plain.status, plain.text === '', asked.status];
    },
    expected: { '200': [200, false, 200], '204': [204, true, 200] },
  },
  'patch-group-answer': {
    act: async () => {
      const one = await team();
      const operations = [{ op: 'replace', path: 'displayName', value: name('renamed') }];
      const plain = await running.client.patch(`/Groups/${one.id}`, operations);
      const asked = await running.client.patch(`/Groups/${one.id}?attributes=displayName`, operations);
      return [plain.status, plain.text === '', asked.status];
    },
    expected: { '200': [200, false, 200], '204': [204, true, 200] },
  },
  'media-type': {
    act: async () =>
      seen(
        await running.client.send('POST', '/Users', {
          raw: JSON.stringify(minimalUser(name('media'))),
          headers: { 'content-type': 'text/plain' },
        }),
      ),
    expected: { 'json-only': '415 - media-type', any: '201' },
  },
};

describe('every rule that the console switches changes what happens over HTTP', () => {
  test('there is a scenario for each rule and each of its values', async () => {
    const { items } = await running.console.rules.list({});
    const switchable = items.filter((rule) => rule.switchable);
    const values = (rule: (typeof items)[number]) => [rule.id, rule.alternatives.map(({ value }) => value).toSorted()];
    const covered = Object.entries(scenarios).map(([id, { expected }]) => [id, Object.keys(expected).toSorted()]);
    expect(Object.fromEntries(covered)).toEqual(Object.fromEntries(switchable.map(values)));
  });

  const cases = Object.entries(scenarios).flatMap(([id, { act, expected }]) =>
    Object.entries(expected).map(([value, outcome]) => ({ id, value, act, outcome })),
  );

  test.each(cases)('$id: $value', async ({ id, value, act, outcome }) => {
    const { items } = await running.console.rules.list({});
    const before = items.find((rule) => rule.id === id)?.value ?? '';
    expect((await running.console.rules.set({ id, value })).value).toBe(value);
    try {
      expect(await act()).toEqual(outcome);
    } finally {
      await running.console.rules.set({ id, value: before });
    }
  });
});

describe('rules and the console', () => {
  test('a documented rule is shown and not switched; neither is a fact', async () => {
    const { items } = await running.console.rules.list({});
    for (const rule of items.filter((one) => !one.switchable)) {
      const value = rule.alternatives.find((one) => one.value !== rule.value)?.value ?? rule.value;
      await expect(running.console.rules.set({ id: rule.id, value }), rule.id).rejects.toThrow(/answered 40[49]/);
    }
  });

  test('an unknown rule or value is refused', async () => {
    await expect(running.console.rules.set({ id: 'be-nice', value: 'on' })).rejects.toThrow('not_found');
    await expect(running.console.rules.set({ id: 'rate-limit', value: 'sometimes' })).rejects.toThrow('invalid_input');
  });

  test('a refusal counts as touched by its rule, and the log is filtered by the rule', async () => {
    const touched = async () =>
      (await running.console.rules.list({})).items.find((rule) => rule.id === 'unlisted-attributes')?.touched ?? 0;
    const before = await touched();
    await running.client.post('/Users', { ...minimalUser(name('touched')), shoeSize: 42 });
    expect(await touched()).toBe(before + 1);
    const log = await running.console.exchanges.list({ filter: { ruleId: 'unlisted-attributes' }, limit: 1 });
    expect(log.items[0]?.status).toBe(400);
  });

  test('each preset is in force at once and is recognised', async () => {
    for (const preset of ['literal', 'lenient', 'strict-rfc', 'as-documented'] as const) {
      await running.console.rules.applyPreset({ preset });
      expect((await running.console.rules.list({})).preset).toBe(preset);
      const titled = await running.client.post('/Users', { ...minimalUser(name('preset')), displayName: 'X' });
      expect(titled.status, preset).toBe(preset === 'literal' ? 400 : 201);
      const loose = await running.client.post('/Users', { ...minimalUser(name('preset')), active: 'True' });
      expect(loose.status, preset).toBe(preset === 'strict-rfc' ? 400 : 201);
    }
  });

  test('strict RFC: group names may repeat, but a local group is not taken and its name is refused', async () => {
    await running.console.rules.applyPreset({ preset: 'strict-rfc' });
    const one = await team();
    expect((await running.client.post('/Groups', { schemas: [GROUP], displayName: one['displayName'] })).status).toBe(201);
    expect(await seen(await running.client.post('/Groups', group('System Administrators')))).toBe(
      '409 uniqueness pushed-group-name',
    );
    await running.console.rules.applyPreset({ preset: 'as-documented' });
  });
});
