import type { JsonObject } from '#shared/scim/wire.ts';
import { bindFilter } from '#main/scim/filter/bind.ts';
import { evaluateFilter } from '#main/scim/filter/evaluate.ts';
import { parseFilter } from '#main/scim/filter/parse.ts';
import type { ResourceModel } from '#main/scim/model.ts';
import { describe, expect, it } from 'vitest';
import { device, deviceUrn, group, refusal, user, warrantyUrn } from './models.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const anna: JsonObject = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
  id: '2819C223',
  externalId: 'Anna-1',
  userName: 'Anna@Contoso.example',
  name: { familyName: "O'Malley", givenName: '' },
  title: 'Straße',
  active: true,
  emails: [
    { value: 'anna@contoso.example', type: 'work', primary: true },
    { value: 'a@home.example', type: 'home' },
  ],
  phoneNumbers: [],
  [enterprise]: { department: 'Sales', manager: { value: '26', displayName: 'Max' } },
  meta: { resourceType: 'User', created: '2026-11-01T10:00:00Z', lastModified: '2026-11-05T10:00:00.500+02:00' },
};

const sensor: JsonObject = {
  schemas: [deviceUrn],
  id: '1',
  serial: 'Ab1',
  label: 'Ab1',
  slots: 8,
  weight: 1.5,
  on: false,
  firmware: 'QUJD',
  manual: 'https://example.org/Manual',
  tags: ['Red', 'blue'],
  ports: [
    { value: 'p1', type: 'usb', speed: 480 },
    { value: 'p2', type: 'USB', speed: 5000 },
  ],
  [warrantyUrn]: { until: '2027-01-01T00:00:00Z', contract: { number: '7' } },
};

function matches(model: ResourceModel, text: string, resource: JsonObject): boolean {
  return evaluateFilter(bindFilter(parseFilter(text), model), resource);
}

describe('RFC 7644 §3.4.2.2: what a filter means', () => {
  it.each([
    // RFC 7643 §2.1, §2.2: names in any case, values by caseExact
    ['USERNAME eq "anna@contoso.EXAMPLE"', true],
    ['userName eq "anna"', false],
    ['externalId eq "Anna-1"', true],
    ['externalId eq "anna-1"', false],
    ['id eq "2819C223"', true],
    ['id eq "2819c223"', false],
    ['title eq "STRASSE"', false],
    ['title sw "stra"', true],
    // operators
    ['userName co "@CONTOSO"', true],
    ['userName sw "anna"', true],
    ['userName ew ".example"', true],
    ['userName ew "anna"', false],
    ['userName gt "anna"', true],
    ['userName lt "b"', true],
    ['userName ge "anna@contoso.example"', true],
    ['userName le "anna@contoso.example"', true],
    ['userName gt "anna@contoso.example"', false],
    ['userName ne "ben"', true],
    ['userName ne "anna@contoso.example"', false],
    // absence
    ['nickName eq "x"', false],
    ['nickName ne "x"', true],
    ['nickName gt ""', false],
    ['nickName eq null', true],
    ['nickName ne null', false],
    ['userName eq null', false],
    ['userName ne null', true],
    // pr: neither empty text, empty list nor empty object is a value
    ['userName pr', true],
    ['nickName pr', false],
    ['name.givenName pr', false],
    ['name pr', true],
    ['emails pr', true],
    ['phoneNumbers pr', false],
    ['addresses pr', false],
    ['emails.primary pr', true],
    // booleans
    ['active eq true', true],
    ['active eq false', false],
    ['active ne false', true],
    // multi-valued: any value
    ['emails eq "A@home.example"', true],
    ['emails.value eq "a@home.example"', true],
    ['emails.type eq "work"', true],
    ['emails co "contoso"', true],
    ['emails ne "a@home.example"', false],
    ['emails ne "other"', true],
    // one element
    ['emails[type eq "work" and value co "contoso"]', true],
    ['emails[type eq "home" and value co "contoso"]', false],
    ['emails.type eq "home" and emails.value co "contoso"', true],
    ['emails[type eq "work"].value eq "anna@contoso.example"', true],
    ['emails[type eq "home"].value eq "anna@contoso.example"', false],
    ['emails[not (type eq "work")]', true],
    ['emails[primary eq true]', true],
    ['emails[primary ne true]', true],
    ['emails[type eq "home" or type eq "work"].value sw "a@"', true],
    ['phoneNumbers[type ne "x"]', false],
    // names with URNs, extensions
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName eq "anna@contoso.example"', true],
    ['URN:IETF:params:scim:schemas:core:2.0:user:name.familyname eq "o\'malley"', true],
    [`${enterprise}:department eq "sales"`, true],
    [`${enterprise}:manager.value eq "26"`, true],
    [`${enterprise}:manager eq "26"`, true],
    [`id eq "2819C223" and ${enterprise}:manager eq "27"`, false],
    // instants
    ['meta.created eq "2026-11-01T12:00:00+02:00"', true],
    ['meta.lastModified gt "2026-11-05T08:00:00Z"', true],
    ['meta.lastModified lt "2026-11-05T08:00:01Z"', true],
    ['meta.resourceType eq "User"', true],
    ['schemas eq "urn:ietf:params:scim:schemas:core:2.0:User"', true],
    // logic
    ['active eq true and (title pr or nickName pr)', true],
    ['nickName pr or title pr and active eq false', false],
    ['not (active eq true)', false],
  ])('%s: %s', (text, expected) => {
    expect(matches(user, text, anna)).toBe(expected);
  });

  it.each([
    ['serial eq "Ab1"', true],
    ['serial eq "ab1"', false],
    ['label eq "ab1"', true],
    ['slots gt 7', true],
    ['slots le 7.5', false],
    ['weight ge 1.5', true],
    ['slots ne 8', false],
    ['on eq false', true],
    ['firmware eq "QUJD"', true],
    ['firmware eq "qujd"', false],
    ['manual sw "https://example.org/M"', true],
    ['tags eq "red"', true],
    ['tags co "LU"', true],
    ['tags[value eq "blue"]', true],
    ['tags[value eq "green"]', false],
    ['ports[type eq "usb" and speed gt 1000]', true],
    ['ports[value eq "P1"]', false],
    [`${warrantyUrn}:until gt "2026-12-31T00:00:00Z"`, true],
    [`${warrantyUrn}:contract.number eq "7"`, true],
  ])('by the characteristics of a schema: %s: %s', (text, expected) => {
    expect(matches(device, text, sensor)).toBe(expected);
  });

  it('texts are ordered by code point, as SQLite orders UTF-8', () => {
    const emoji: JsonObject = { serial: '\u{1F600}' };
    // By UTF-16 units, as JavaScript's own `>` compares, it would be below.
    expect(matches(device, 'serial gt "\uFFFD"', emoji)).toBe(true);
    expect(matches(device, 'serial le "\uFFFD"', emoji)).toBe(false);
  });

  it('a stored value of another type satisfies no comparison, and none throws', () => {
    const odd = { emails: 'x', name: 'y', active: 'true', title: 5, meta: { created: 'yesterday' } };
    for (const text of [
      'emails.value eq "x"',
      'name.familyName eq "y"',
      'active eq true',
      'title eq "5"',
      'meta.created lt "2026-01-01T00:00:00Z"',
    ]) {
      expect(matches(user, text, odd), text).toBe(false);
    }
  });
});

describe('RFC 7644 §3.4.2.2: what a filter cannot ask is refused as invalidFilter, with the attribute', () => {
  it.each([
    [user, 'active gt true', 'active'],
    [user, 'active co "t"', 'active'],
    [user, 'active eq "true"', 'active'],
    [user, 'userName eq 5', 'userName'],
    [user, 'userName eq true', 'userName'],
    [user, 'userName gt null', 'userName'],
    [user, 'meta.created gt "yesterday"', 'meta.created'],
    [user, 'meta.created gt 5', 'meta.created'],
    [user, 'nosuch eq "x"', 'nosuch'],
    [user, 'name.nosuch eq "x"', 'name.nosuch'],
    [user, 'emails[nosuch eq "x"]', 'nosuch'],
    [user, 'name eq "x"', 'name'],
    [user, 'userName[type eq "x"]', 'userName'],
    [user, `${enterprise}:nosuch pr`, `${enterprise}:nosuch`],
    [user, 'urn:example:other:1.0:User:x pr', 'urn:example:other:1.0:User:x'],
    [user, 'password eq "secret"', 'password'],
    [user, 'password pr', 'password'],
    [group, 'userName eq "x"', 'userName'],
    [device, 'slots eq "8"', 'slots'],
    [device, 'slots sw 8', 'slots'],
    [device, 'firmware gt "A"', 'firmware'],
    [device, 'pin sw "1"', 'pin'],
  ])('%#: %s', (model, text, attribute) => {
    expect(refusal(() => bindFilter(parseFilter(text), model))).toMatchObject({
      status: 400,
      scimType: 'invalidFilter',
      attribute,
    });
  });
});
