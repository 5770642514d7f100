import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { ScimError } from '#main/scim/errors.ts';
import { checkRequired, readResource } from '#main/scim/read-resource.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { device, deviceUrn, group, model, meisterplan, refusal, user, warrantyUrn } from './models.ts';

const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

describe('RFC 7643 §2, RFC 7644 §3.3: a body becomes a resource', () => {
  it('names are spelled and ordered as declared, `schemas` is computed', () => {
    const { resource, unknown } = readResource(user, {
      [enterprise.toUpperCase()]: { DEPARTMENT: 'IT' },
      NAME: { FamilyName: 'Berg', GIVENNAME: 'Anna' },
      username: 'anna',
      externalID: 'e1',
      Schemas: ['anything'],
    });
    expect(unknown).toEqual([]);
    expect(resource).toEqual({
      schemas: [userUrn, enterprise],
      externalId: 'e1',
      userName: 'anna',
      name: { familyName: 'Berg', givenName: 'Anna' },
      [enterprise]: { department: 'IT' },
    });
    expect(Object.keys(resource)).toEqual(['schemas', 'externalId', 'userName', 'name', enterprise]);
  });

  it('RFC 7643 §2.5: null, empty lists and empty objects are as if not sent', () => {
    const body = {
      userName: 'a',
      title: null,
      emails: [],
      addresses: [null, {}, { locality: null }],
      name: { givenName: null },
      [enterprise]: { manager: {} },
    };
    expect(readResource(user, body).resource).toEqual({ schemas: [userUrn], userName: 'a' });
  });

  it('false, 0 and empty text are values', () => {
    const body = { serial: 's', on: false, slots: 0, label: '' };
    expect(readResource(device, body).resource).toEqual({ schemas: [deviceUrn], ...body });
  });

  it('RFC 7644 §3.3: readOnly attributes are passed over, whatever they hold', () => {
    const body: JsonObject = {
      userName: 'a',
      id: 5,
      meta: 'x',
      groups: [{ value: 'g' }],
      [enterprise]: { manager: { value: '1', displayName: 'Max' } },
    };
    expect(readResource(user, body).resource).toEqual({
      schemas: [userUrn, enterprise],
      userName: 'a',
      [enterprise]: { manager: { value: '1' } },
    });
  });

  it('what the model does not know is told with its path and value, and not kept', () => {
    const { resource, unknown } = readResource(model(meisterplan, 'User'), {
      userName: 'a',
      title: 'CEO',
      name: { givenName: 'A', formatted: 'A B' },
      emails: [{ value: 'a@x', display: 'A' }],
      [enterprise]: { department: 'IT' },
      'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User': { sendInvitationMail: true, colour: 'red' },
    });
    expect(unknown).toEqual([
      { path: 'name.formatted', value: 'A B' },
      { path: 'emails.display', value: 'A' },
      { path: 'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User:colour', value: 'red' },
      { path: 'title', value: 'CEO' },
      { path: `${enterprise}:department`, value: 'IT' },
    ]);
    expect(resource).toEqual({
      schemas: [userUrn, 'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User'],
      userName: 'a',
      name: { givenName: 'A' },
      emails: [{ value: 'a@x' }],
      'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User': { sendInvitationMail: true },
    });
  });

  it('what is unknown in many values of a list is told once', () => {
    const emails = [
      { value: 'a', hat: null },
      { value: 'b', hat: 'red' },
      { value: 'c', hat: 'blue' },
    ];
    expect(readResource(user, { userName: 'a', emails }).unknown).toEqual([{ path: 'emails.hat', value: 'red' }]);
  });

  it('members are handed over apart from the document', () => {
    const read = readResource(group, {
      displayName: 'G',
      members: [{ value: 'u1', display: 'Anna', type: 'User' }, { value: 'u2' }],
    });
    expect(read.resource).toEqual({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'G' });
    expect(read.relational).toEqual([{ value: 'u1', type: 'User', display: 'Anna' }, { value: 'u2' }]);
    expect(readResource(group, { displayName: 'G' }).relational).toBeUndefined();
    expect(readResource(group, { displayName: 'G', members: [] }).relational).toEqual([]);
  });

  it('the body that came in is not changed', () => {
    const body = { userName: 'a', emails: [{ VALUE: 'a@x', primary: true }] };
    const before = structuredClone(body);
    readResource(user, body);
    expect(body).toEqual(before);
  });

  it.each<[string, JsonValue]>([
    ['slots', 3],
    ['slots', -4],
    ['weight', 1.5],
    ['bought', '2026-11-05T08:00:00Z'],
    ['bought', '2026-11-05T08:00:00.123+02:00'],
    ['bought', '2024-02-29T00:00:00'],
    ['firmware', 'QUI='],
    ['firmware', ''],
    ['manual', 'https://example.org/a?b#c'],
    ['manual', '../Users/26'],
    ['tags', ['a', 'b']],
    ['label', 'ä\u{1F600}'],
  ])('RFC 7643 §2.3: %s takes %j', (name, value) => {
    expect(readResource(device, { serial: 's', [name]: value }).resource[name]).toEqual(value);
  });

  it.each<[string, JsonValue]>([
    ['serial', 5],
    ['serial', ['s']],
    ['serial', { value: 's' }],
    ['label', true],
    ['label', 'a\u0000b'],
    ['label', '\uD800'],
    ['slots', '3'],
    ['slots', 3.5],
    ['slots', 1e300],
    ['weight', '1.5'],
    ['on', 'true'],
    ['on', 1],
    ['bought', '2026-11-05'],
    ['bought', '05.11.2026'],
    ['bought', '2026-13-01T00:00:00Z'],
    ['bought', '2026-02-30T00:00:00Z'],
    ['bought', '2026-11-05T25:00:00Z'],
    ['bought', 1_762_300_000],
    ['firmware', 'QUI'],
    ['firmware', 'not base64!'],
    ['manual', 5],
    ['tags', 'a'],
    ['tags', [5]],
    ['tags', [['a']]],
    ['case', 'grey'],
    ['case', [{ colour: 'grey' }]],
    ['ports', { value: 'p1' }],
    ['ports', ['p1']],
  ])('RFC 7643 §2.3: %s refuses %j with invalidValue', (name, value) => {
    const error = refusal(() => readResource(device, { serial: 's', [name]: value }));
    expect(error).toMatchObject({ status: 400, scimType: 'invalidValue', attribute: name });
    expect(error.message).toContain(`"${name}"`);
  });

  it('a wrong type inside is named by its whole path', () => {
    expect(refusal(() => readResource(device, { serial: 's', ports: [{ speed: 'fast' }] }))).toMatchObject({
      attribute: 'ports.speed',
    });
    expect(refusal(() => readResource(device, { serial: 's', [warrantyUrn]: { until: 5 } }))).toMatchObject({
      attribute: `${warrantyUrn}:until`,
    });
    expect(refusal(() => readResource(device, { serial: 's', [warrantyUrn]: 'x' }))).toMatchObject({ attribute: warrantyUrn });
  });

  it.each<[string, JsonValue | undefined]>([
    ['no body', undefined],
    ['null', null],
    ['an array', []],
    ['text', 'x'],
  ])('%s is no resource', (_name, body) => {
    expect(refusal(() => readResource(user, body))).toMatchObject({ status: 400, scimType: 'invalidSyntax' });
  });

  it('RFC 7643 §2.1: two names that differ in case only are refused, at every level', () => {
    expect(refusal(() => readResource(user, { userName: 'a', username: 'b' }))).toMatchObject({ scimType: 'invalidSyntax' });
    expect(refusal(() => readResource(user, { userName: 'a', name: { givenName: 'a', GivenName: 'b' } }))).toMatchObject({
      scimType: 'invalidSyntax',
    });
    expect(refusal(() => readResource(user, { userName: 'a', [enterprise]: { a: 1, A: 1 } }))).toMatchObject({
      scimType: 'invalidSyntax',
    });
  });

  it('RFC 7643 §2.4: primary is true once at the most', () => {
    const emails = [
      { value: 'a', primary: true },
      { value: 'b', primary: true },
    ];
    expect(refusal(() => readResource(user, { userName: 'a', emails }))).toMatchObject({
      scimType: 'invalidValue',
      attribute: 'emails',
    });
    expect(
      readResource(user, {
        userName: 'a',
        emails: [
          { value: 'a', primary: true },
          { value: 'b', primary: false },
        ],
      }).unknown,
    ).toEqual([]);
  });

  it('any JSON is a resource or a 400, and what was read reads the same again', () => {
    const names = [...user.attributes.keys(), enterprise, 'nosuch'];
    const body = fc.dictionary(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 5 })), fc.jsonValue({ maxDepth: 3 }), {
      maxKeys: 6,
    });
    fc.assert(
      fc.property(fc.oneof(body, fc.jsonValue()), (sent) => {
        try {
          const { resource } = readResource(user, sent);
          expect(readResource(user, resource)).toEqual({ resource, unknown: [], relational: undefined });
        } catch (error) {
          expect(error).toBeInstanceOf(ScimError);
          expect(error).toMatchObject({ status: 400 });
        }
      }),
      { numRuns: 800 },
    );
  });

  it('`__proto__` is a name that no model knows', () => {
    const body = JSON.parse(
      '{"userName":"a","__proto__":{"admin":true},"name":{"__proto__":{"x":1}},"constructor":1}',
    ) as JsonValue;
    const { resource, unknown } = readResource(user, body);
    expect(unknown.map(({ path }) => path).toSorted()).toEqual(['__proto__', 'constructor', 'name.__proto__']);
    expect(Object.getPrototypeOf(resource)).toBe(Object.prototype);
    expect(resource).toEqual({ schemas: [userUrn], userName: 'a' });
  });
});

describe('RFC 7643 §2.2: required', () => {
  it.each<[string, JsonObject, string]>([
    ['missing', {}, 'userName'],
    ['null', { userName: null }, 'userName'],
    ['empty', { userName: '' }, 'userName'],
  ])('an attribute that is %s is refused by name', (_how, body, attribute) => {
    const error = refusal(() => checkRequired(user, readResource(user, body).resource));
    expect(error).toMatchObject({ status: 400, scimType: 'invalidValue', attribute });
    expect(error.message).toContain('"userName" is required');
  });

  it('a required sub-attribute is needed only where its parent is there', () => {
    const read = (body: JsonObject): JsonObject => readResource(device, body).resource;
    expect(() => checkRequired(device, read({ serial: 's' }))).not.toThrow();
    expect(refusal(() => checkRequired(device, read({ serial: 's', case: { size: 1 } })))).toMatchObject({
      attribute: 'case.colour',
    });
  });
});
