import { describe, expect, test } from 'vitest';
import { normaliseBody } from '#main/dialect/normalise.ts';
import { defaultSettings, presets } from '#main/rules/presets.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { URN } from '#shared/scim/urns.ts';
import { groupModel, userModel } from './shapes-fixture.ts';

const ENTERPRISE = URN.enterpriseUser;
const MEISTERPLAN = URN.meisterplanUser;

function create(body: JsonObject, settings = defaultSettings) {
  const { body: normalised, forgiven } = normaliseBody('create', body, userModel, settings);
  return { body: normalised, codes: forgiven.map(({ code }) => code), forgiven };
}

const user = (rest: JsonObject): JsonObject => ({ schemas: [URN.user], userName: 'a@x', ...rest });
const work = [{ value: 'a@x', type: 'work' }];

describe('normaliseBody of a POST or PUT', () => {
  test('a body in RFC shape comes back untouched, as the same object', () => {
    const body = user({ name: { givenName: 'A' }, active: true, emails: work, [ENTERPRISE]: { department: 'D' } });
    const { body: normalised, codes } = create(body);
    expect(normalised).toBe(body);
    expect(codes).toEqual([]);
  });

  test('the body that came in is never changed', () => {
    const body = user({ active: 'True', emails: { value: 'a@x', primary: 'True' }, [`${ENTERPRISE}:department`]: 'D' });
    const before = structuredClone(body);
    create(body);
    expect(body).toEqual(before);
  });

  test.each<[string, JsonObject, JsonObject, string[]]>([
    [
      'text booleans',
      { active: 'False', roles: [{ primary: 'True', value: 'r' }] },
      { active: false, roles: [{ primary: true, value: 'r' }] },
      ['string-boolean', 'string-boolean'],
    ],
    [
      'text booleans of an extension',
      { [MEISTERPLAN]: { sendInvitationMail: 'true' } },
      { [MEISTERPLAN]: { sendInvitationMail: true } },
      ['string-boolean'],
    ],
    ['emails as one object', { emails: { value: 'a@x', type: 'work' } }, { emails: work }, ['single-value-for-array']],
    [
      'emails as plain texts',
      { emails: ['b@x', 'c@x'] },
      { emails: [{ value: 'b@x' }, { value: 'c@x' }] },
      ['plain-value-for-object'],
    ],
    [
      'manager as a bare id',
      { [ENTERPRISE]: { manager: '271' } },
      { [ENTERPRISE]: { manager: { value: '271' } } },
      ['plain-value-for-object'],
    ],
    [
      'manager as a list of one',
      { [ENTERPRISE]: { manager: [{ value: '271' }] } },
      { [ENTERPRISE]: { manager: { value: '271' } } },
      ['array-for-single-value'],
    ],
    [
      'manager as an empty text',
      { [ENTERPRISE]: { manager: '' } },
      { [ENTERPRISE]: { manager: null } },
      ['empty-text-for-object'],
    ],
    [
      'manager without its URN',
      { manager: '271' },
      { [ENTERPRISE]: { manager: { value: '271' } } },
      ['missing-urn', 'plain-value-for-object'],
    ],
    [
      'extension attributes as flat keys',
      { [`${ENTERPRISE}:department`]: 'D', [`${ENTERPRISE}:employeeNumber`]: '7' },
      { [ENTERPRISE]: { department: 'D', employeeNumber: '7' } },
      ['urn-as-key', 'urn-as-key'],
    ],
    [
      'a flat key beside the container',
      { [ENTERPRISE]: { department: 'D' }, [`${ENTERPRISE}:employeeNumber`]: '7' },
      { [ENTERPRISE]: { department: 'D', employeeNumber: '7' } },
      ['urn-as-key'],
    ],
    [
      'a sub-attribute of an extension as a flat key',
      { [`${MEISTERPLAN}:linkedResource.id`]: 'r1' },
      { [MEISTERPLAN]: { linkedResource: { id: 'r1' } } },
      ['urn-as-key'],
    ],
    [
      'a dot where the colon belongs',
      { [`${MEISTERPLAN}.sendInvitationMail`]: true },
      { [MEISTERPLAN]: { sendInvitationMail: true } },
      ['urn-dot'],
    ],
    [
      'dotted keys',
      { 'name.givenName': 'A', 'name.familyName': 'B' },
      { name: { givenName: 'A', familyName: 'B' } },
      ['path-as-key', 'path-as-key'],
    ],
    [
      'roles with displayName',
      { roles: [{ value: 'r', displayName: 'R' }] },
      { roles: [{ value: 'r', display: 'R' }] },
      ['display-name-for-display'],
    ],
    [
      'roles as JSON in a text',
      { roles: ['{"id":"1","value":"r","displayName":"R"}'] },
      { roles: [{ value: 'r', display: 'R' }] },
      ['json-in-string', 'display-name-for-display'],
    ],
    [
      'scalar as a list of one object',
      { title: [{ value: 'Boss' }] },
      { title: 'Boss' },
      ['array-for-single-value', 'object-for-plain-value'],
    ],
  ])('%s', (_, sent, expected, codes) => {
    const result = create(user(sent));
    expect(result.body).toEqual(user(expected));
    expect(result.codes).toEqual(codes);
  });

  test.each<[string, JsonObject]>([
    ['nulls and empty lists', { title: null, addresses: null, roles: [] }],
    ['client-sent id and meta', { id: null, meta: { resourceType: 'User' } }],
    ['attributes that nobody knows', { nickNames: [{ a: 'True' }], 'x.y.z': 1, 'urn:other:User:x': 1 }],
    ['a text that only looks like JSON', { roles: [{ value: '{not json' }] }],
  ])('%s are left to the strict core', (_, rest) => {
    const body = user(rest);
    expect(create(body)).toMatchObject({ body, codes: [] });
  });

  test('a hostile `__proto__` stays a name of its own and changes no object', () => {
    const body = JSON.parse(`{"schemas":["${URN.user}"],"__proto__":{"active":"True"},"active":"True"}`) as JsonObject;
    const { body: normalised } = create(body);
    expect(Object.keys(normalised as JsonObject)).toContain('__proto__');
    expect(Object.getPrototypeOf(normalised)).toBe(Object.prototype);
  });
});

describe('the type of an e-mail address', () => {
  test('the only address without a type is taken as the work address, which rule 4 asks for', () => {
    expect(create(user({ emails: [{ value: 'a@x' }] }))).toMatchObject({ body: { emails: work }, codes: ['email-without-type'] });
  });

  test('of several, the primary one without a type is', () => {
    const emails = [
      { value: 'h@x', type: 'home' },
      { value: 'a@x', primary: true },
    ];
    expect(create(user({ emails })).body).toMatchObject({ emails: [emails[0], { value: 'a@x', primary: true, type: 'work' }] });
  });

  test.each<[string, JsonValue]>([
    [
      'there is a work address',
      [
        { value: 'w@x', type: 'Work' },
        { value: 'a@x', primary: true },
      ],
    ],
    ['two have no type and none is primary', [{ value: 'a@x' }, { value: 'b@x' }]],
    ['the only one says that it is another', [{ value: 'a@x', type: 'home' }]],
    ['one of another type stands beside', [{ value: 'h@x', type: 'home' }, { value: 'a@x' }]],
  ])('is not invented when %s', (_, emails) => {
    const body = user({ emails });
    expect(create(body).body).toBe(body);
  });

  test('is not invented when the mapping is not required, nor under strict rules', () => {
    const body = user({ emails: [{ value: 'a@x' }] });
    expect(create(body, { ...defaultSettings, 'required-mappings': 'off' }).body).toBe(body);
    expect(create(body, presets['strict-rfc']).body).toBe(body);
  });
});

describe('schemas', () => {
  test.each<[string, JsonValue | undefined, string[], string[]]>([
    ['the legacy URI of a OneLogin template', ['urn:scim:schemas:core:1.0'], [URN.user], ['unknown-schema-uri']],
    [
      'both legacy URIs of a capture',
      ['urn:scim:schemas:core:2.0', 'urn:scim:schemas:extension:enterprise:2.0'],
      [URN.user],
      ['unknown-schema-uri'],
    ],
    ['none at all', undefined, [URN.user], ['schemas-missing']],
    ['only the extension', [ENTERPRISE], [URN.user, ENTERPRISE], ['core-schema-missing']],
    ['one text', URN.user, [URN.user], []],
    ['the enterprise URN without its object', [URN.user, ENTERPRISE], [URN.user, ENTERPRISE], []],
    ['another case', [URN.user.toUpperCase()], [URN.user], []],
  ])('%s', (_, schemas, expected, codes) => {
    const { userName } = user({});
    const result = create(schemas === undefined ? { userName: userName ?? null } : { schemas, userName: userName ?? null });
    expect(result.body).toEqual({ schemas: expected, userName: 'a@x' });
    expect(result.codes).toEqual(codes);
  });

  test("Entra ID's own URI on a group is passed over", () => {
    const adScim = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/2.0/Group';
    const { body, forgiven } = normaliseBody(
      'create',
      { schemas: [URN.group, adScim], displayName: 'G' },
      groupModel,
      defaultSettings,
    );
    expect(body).toEqual({ schemas: [URN.group], displayName: 'G' });
    expect(forgiven).toMatchObject([{ code: 'unknown-schema-uri', ruleId: 'unknown-schema-uris', attribute: 'schemas' }]);
  });

  test('strict RFC: an unknown URI and a missing one are refused', () => {
    for (const schemas of [[URN.user, 'urn:scim:schemas:core:1.0'], [], [ENTERPRISE]]) {
      expect(() => create({ schemas, userName: 'a' }, presets['strict-rfc'])).toThrow(
        expect.objectContaining({ status: 400, scimType: 'invalidValue', ruleId: 'unknown-schema-uris' }),
      );
    }
  });
});

describe('strict rules refuse what is forgiven else', () => {
  test.each<[string, JsonObject, string, string]>([
    ['a text boolean', { active: 'True' }, 'invalidValue', 'string-booleans'],
    ['emails as one object', { emails: { value: 'a' } }, 'invalidValue', 'loose-shapes'],
    ['a flat extension key', { [`${ENTERPRISE}:department`]: 'D' }, 'invalidSyntax', 'loose-shapes'],
    ['a dot before the attribute', { [`${MEISTERPLAN}.sendInvitationMail`]: true }, 'invalidPath', 'loose-shapes'],
    ['manager without URN', { manager: { value: '1' } }, 'invalidPath', 'loose-shapes'],
  ])('%s', (_, rest, scimType, ruleId) => {
    expect(() => create(user(rest), presets['strict-rfc'])).toThrow(expect.objectContaining({ status: 400, scimType, ruleId }));
  });

  test('the refusal names attribute and rule', () => {
    expect(() => create(user({ active: 'True' }), presets['strict-rfc'])).toThrow(
      'The text "True" was sent for "active" where true or false belongs: the rule string-booleans is set to refuse this.',
    );
  });
});
