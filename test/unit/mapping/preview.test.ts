import { describe, expect, test } from 'vitest';
import type { MappingPreview, SamplePerson } from '#shared/contract/mappings.ts';
import { recognise } from '#main/dialect/recognise.ts';
import { joiner, leaver } from '#main/mapping/people.ts';
import { previewPerson } from '#main/mapping/preview/preview.ts';
import { readMappings } from '#main/mapping/read/read.ts';
import { contextOf, entraSchema, fixture, sound } from './mapping-fixture.ts';

const person: SamplePerson = { ...joiner, userName: 'anna@contoso.example', email: 'anna@contoso.example' };

function preview(text: string, who = person, options: Parameters<typeof contextOf>[0] = {}): MappingPreview {
  return previewPerson(readMappings(text).set, who, contextOf(options));
}

function bodyOf({ requests }: MappingPreview): unknown {
  const body = requests[1]?.body;
  return JSON.parse(body ?? 'null') as unknown;
}

describe('Entra ID', () => {
  const shown = preview(fixture('entra-corrected'));

  test('first it looks for the user, then it creates one, in its own dialect', () => {
    expect(shown.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'GET /Users?filter=userName+eq+%22anna%40contoso.example%22',
      'POST /Users',
    ]);
    expect(bodyOf(shown)).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'anna@contoso.example',
      active: 'True',
      emails: [{ primary: true, type: 'work', value: 'anna@contoso.example' }],
      name: { givenName: 'Anna', familyName: 'Arendt' },
      externalId: 'anna',
      meta: { resourceType: 'User' },
    });
  });

  test('the user is what the service would store', () => {
    expect(shown.sentence).toBe('Entra ID would create anna@contoso.example.');
    expect(shown.user).toEqual({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      externalId: 'anna',
      userName: 'anna@contoso.example',
      name: { givenName: 'Anna', familyName: 'Arendt' },
      active: true,
      emails: [{ primary: true, type: 'work', value: 'anna@contoso.example' }],
    });
    expect(shown.findings.map(({ code }) => code)).toEqual(['string-boolean']);
  });

  test('a leaver is sent as not active', () => {
    expect(bodyOf(preview(fixture('entra-corrected'), leaver))).toMatchObject({ active: 'False' });
    expect(preview(fixture('entra-corrected'), leaver).user).toMatchObject({ active: false });
  });

  test('the default mapping would be refused, with the attribute and the rule', () => {
    const refused = preview(fixture('entra-default'));
    expect(refused).toMatchObject({
      user: null,
      sentence: 'Entra ID would be refused when it creates anna@contoso.example: `title` is not in the mapping list.',
    });
    expect(refused.findings[0]).toMatchObject({ severity: 'refused', ruleId: 'unlisted-attributes', attribute: 'title' });
  });

  test('the same mapping is accepted under lenient rules', () => {
    expect(preview(fixture('entra-default'), person, { preset: 'lenient' }).user).toMatchObject({
      userName: 'anna@contoso.example',
    });
  });

  test('without an e-mail address the create is refused by rule 4', () => {
    const refused = preview(fixture('entra-corrected'), { ...person, email: '' });
    expect(refused.findings[0]).toMatchObject({ severity: 'refused', ruleId: 'required-mappings' });
  });

  test('a function that is not evaluated is named, and its value left out', () => {
    const told = preview(entraSchema({ ...sound, 'name.givenName': 'NormalizeDiacritics([givenName])' }));
    expect(told.values.find(({ target }) => target === 'name.givenName')).toMatchObject({
      value: null,
      notEvaluated: 'The function `NormalizeDiacritics` is not evaluated here.',
    });
    expect(told.sentence).toBe('Entra ID would create anna@contoso.example, as far as it is known: 1 value was left out.');
  });

  test('a default value stands in for an empty source', () => {
    const text = entraSchema(sound).replace('"defaultValue":null', '"defaultValue":"nobody@contoso.example"');
    expect(preview(text, { ...person, userName: '' }).user).toMatchObject({ userName: 'nobody@contoso.example' });
  });

  test('extension attributes go into their container, and the schema is listed', () => {
    const urn = 'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User';
    const told = preview(
      entraSchema({ ...sound, [`${urn}:sendInvitationMail`]: '"True"', [`${urn}:linkedResource.id`]: '[employeeId]' }),
    );
    expect(bodyOf(told)).toMatchObject({
      schemas: [expect.any(String), urn],
      [urn]: { sendInvitationMail: 'True', linkedResource: { id: '100234' } },
    });
    expect(told.user).toMatchObject({ [urn]: { sendInvitationMail: true, linkedResource: { id: '100234' } } });
  });
});

describe('Okta and OneLogin', () => {
  test('Okta adds what nobody maps', () => {
    const told = preview(fixture('okta-corrected'));
    expect(bodyOf(told)).toMatchObject({
      userName: 'anna@contoso.example',
      active: true,
      groups: [],
      password: expect.any(String),
    });
    expect(told.user).toMatchObject({ userName: 'anna@contoso.example', name: { givenName: 'Anna', familyName: 'Arendt' } });
    expect(told.findings.filter(({ code }) => code === 'ignored-attribute').length).toBeGreaterThan(2);
  });

  test("OneLogin's sample: one object for a list, legacy schemas", () => {
    const told = preview(fixture('onelogin-corrected'));
    expect(told.requests[0]?.path).toBe('/Users?filter=userName+eq+%22anna%40contoso.example%22&');
    expect(told.user).toMatchObject({ userName: 'anna@contoso.example' });
    expect(bodyOf(preview(fixture('onelogin-sample')))).toMatchObject({
      schemas: expect.arrayContaining(['urn:scim:schemas:core:1.0']),
      emails: { type: 'work' },
    });
  });
});

test.each(['entra-corrected', 'okta-corrected', 'onelogin-sample'] as const)(
  '%s: the service recognises the previewed requests',
  (name) => {
    const { requests, client } = preview(fixture(name));
    for (const { method, path, headers, body } of requests) {
      const [bare = '', query = ''] = path.split('?');
      const caller = recognise({
        method,
        path: bare,
        query,
        headers: Object.fromEntries(headers.map((one) => [one.name.toLowerCase(), one.value])),
        body: body === null ? undefined : (JSON.parse(body) as never),
      });
      expect(client.startsWith(caller.name)).toBe(true);
    }
  },
);
