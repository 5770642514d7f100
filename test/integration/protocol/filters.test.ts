import { beforeAll, describe, expect, test } from 'vitest';
import {
  ENTERPRISE,
  GROUP,
  USER,
  bodyOf,
  created,
  expectError,
  group,
  listed,
  metaOf,
  search,
  user,
} from '../../support/scim-answers.ts';
import { withHost } from '../../support/with-host.ts';

const running = withHost();
const ids = new Map<string, string>();
let midday = '';

beforeAll(async () => {
  const add = async (name: string, more: object) => ids.set(name, (await created(running.client, '/Users', user(name, more))).id);
  await add('anna', {
    externalId: 'EXT-1',
    displayName: 'Anna Ahorn',
    title: 'Boss',
    active: true,
    name: { givenName: 'Anna', familyName: 'Ahorn' },
    emails: [
      { value: 'Anna@Contoso.example', type: 'work', primary: true },
      { value: 'anna@home.example', type: 'home' },
    ],
    [ENTERPRISE]: { department: 'Law', employeeNumber: '701' },
  });
  midday = metaOf(bodyOf(await running.client.get(`/Users/${ids.get('anna')}`))).created;
  // Created in another millisecond than anna.
  while (new Date().toISOString() <= midday);
  await add('Bert', {
    active: false,
    title: 'Clerk "two"',
    name: { familyName: 'Birke' },
    emails: [{ value: 'anna@contoso.example', type: 'home' }],
    [ENTERPRISE]: { department: 'Sales', manager: { value: ids.get('anna') } },
  });
  await add('carla', { active: true, displayName: 'Çarla Übel', emails: [{ value: 'carla@contoso.example', type: 'work' }] });
  const inner = await created(running.client, '/Groups', group('Inner', { members: [{ value: ids.get('carla') }] }));
  ids.set('Inner', inner.id);
  const outer = await created(
    running.client,
    '/Groups',
    group('Outer', { members: [{ value: ids.get('anna') }, { value: inner.id }] }),
  );
  ids.set('Outer', outer.id);
});

/** `@anna` stands for the id of anna */
const filled = (filter: string) =>
  filter.replaceAll(/@@(\w+)/g, (_all, name: string) => ids.get(name) ?? name).replaceAll('@midday', midday);
const names = async (filter: string) =>
  (await found('/Users', filter, 'userName')).filter((name) => !String(name).endsWith('@sandbox.example'));
const found = async (endpoint: string, filter: string, member: string) =>
  listed(await running.client.get(endpoint + search(filled(filter))), member);

describe('RFC 7644 §3.4.2.2: filters of users', () => {
  test.each([
    ['userName eq "ANNA"', ['anna']],
    ['USERNAME EQ "anna"', ['anna']],
    ['userName ne "anna"', ['Bert', 'carla']],
    ['userName co "AR"', ['carla']],
    ['userName sw "b"', ['Bert']],
    ['userName ew "A"', ['anna', 'carla']],
    ['title pr', ['anna', 'Bert']],
    ['not (title pr)', ['carla']],
    ['userName gt "anna"', ['Bert', 'carla']],
    ['userName ge "BERT"', ['Bert', 'carla']],
    ['userName lt "bert"', ['anna']],
    ['userName le "bert"', ['anna', 'Bert']],
    ['active eq true', ['anna', 'carla']],
    ['active eq false', ['Bert']],
    ['active ne true', ['Bert']],
    ['title eq "Clerk \\"two\\""', ['Bert']],
    ['title eq null', ['carla']],
    ['title ne null', ['anna', 'Bert']],
    ['displayName co "ÜBEL"', ['carla']],
    ['name.familyName eq "ahorn"', ['anna']],
    ['name pr and not (name.givenName pr)', ['Bert']],
    ['externalId eq "EXT-1"', ['anna']],
    ['externalId eq "ext-1"', []],
    ['externalId sw "EXT"', ['anna']],
    ['id eq "@@anna"', ['anna']],
    ['id eq "@@anna" and active eq true', ['anna']],
    ['id eq "@@anna" and active eq false', []],
    ['id pr and title sw "cl"', ['Bert']],
    ['title eq "boss" or userName eq "bert"', ['anna', 'Bert']],
    ['userName eq "anna" or userName eq "bert" and active eq true', ['anna']],
    ['(userName eq "anna" or userName eq "bert") and active eq false', ['Bert']],
    ['not (userName eq "anna" or userName eq "bert")', ['carla']],
    ['not (active eq true) and not (title eq "x")', ['Bert']],
  ])('%s', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  test.each([
    ['emails eq "anna@contoso.example"', ['anna', 'Bert']],
    ['emails.value eq "anna@contoso.example"', ['anna', 'Bert']],
    ['emails co "home.example"', ['anna']],
    ['emails[type eq "work" and value eq "ANNA@contoso.example"]', ['anna']],
    ['emails[type eq "work"].value eq "anna@contoso.example"', ['anna']],
    ['emails[type eq "home" and value co "contoso"]', ['Bert']],
    ['emails.type eq "work" and emails.value eq "anna@home.example"', ['anna']],
    ['emails[type eq "work" and value eq "anna@home.example"]', []],
    ['emails[not (type eq "work")]', ['anna', 'Bert']],
    ['not (emails[type eq "work"])', ['Bert']],
    ['emails[primary eq true] and title pr', ['anna']],
    ['emails[primary pr]', ['anna']],
    ['emails.primary eq true', ['anna']],
    ['emails[type eq "work" or type eq "home"]', ['anna', 'Bert', 'carla']],
    ['emails pr', ['anna', 'Bert', 'carla']],
  ])('multi-valued: %s', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  test.each([
    [`${USER}:userName eq "anna"`, ['anna']],
    [`${USER}:name.familyName eq "Birke"`, ['Bert']],
    [`${USER}:emails[type eq "home"]`, ['anna', 'Bert']],
    [`${ENTERPRISE}:department eq "law"`, ['anna']],
    [`${ENTERPRISE.toLowerCase()}:department eq "law"`, ['anna']],
    [`${ENTERPRISE}:employeeNumber pr`, ['anna']],
    [`${ENTERPRISE}:manager.value eq "@@anna"`, ['Bert']],
    [`${ENTERPRISE}:manager eq "@@anna"`, ['Bert']],
    ['id eq "@@Bert" and manager eq "@@anna"', ['Bert']],
    ['id eq "@@Bert" and manager eq "@@carla"', []],
    [`${USER}:active eq true and ${ENTERPRISE}:department sw "l"`, ['anna']],
    [`schemas eq "${ENTERPRISE}"`, ['anna', 'Bert']],
  ])('names with a schema: %s', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  test.each([
    ['meta.created le "@midday"', ['anna']],
    ['meta.created gt "@midday"', ['Bert', 'carla']],
    ['meta.lastModified ge "2020-01-01T00:00:00+02:00" and title pr', ['anna', 'Bert']],
    ['meta.created eq "@midday"', ['anna']],
    ['meta.resourceType eq "User" and title pr', ['anna', 'Bert']],
    ['meta.resourceType eq "Group"', []],
    ['meta.version eq "W/\\"1\\"" and title pr', ['anna', 'Bert']],
    ['meta.location ew "@@anna"', ['anna']],
    ['meta pr and title pr', ['anna', 'Bert']],
  ])('meta: %s', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  test.each([
    ['groups.display eq "outer"', ['anna']],
    ['groups.value eq "@@Outer"', ['anna']],
    ['groups eq "@@Inner"', ['carla']],
    ['groups[value eq "@@Outer"]', ['anna']],
    ['groups[type eq "direct" and display sw "In"]', ['carla']],
    ['groups.type eq "direct" and title pr', ['anna']],
    ['groups.type eq "Group"', []],
    ['groups pr and title pr', ['anna']],
    ['not (groups pr)', ['Bert']],
  ])('RFC 7643 §4.1.2: %s', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });
});

describe('RFC 7644 §3.4.2.2: filters of groups', () => {
  test.each([
    ['displayName eq "OUTER"', ['Outer']],
    ['members.value eq "@@anna"', ['Outer']],
    ['members eq "@@carla"', ['Inner']],
    ['members[value eq "@@carla"]', ['Inner']],
    ['members[value eq "@@anna" or value eq "@@carla"]', ['Inner', 'Outer']],
    ['members[type eq "Group"]', ['Outer']],
    ['members.type eq "group"', ['Outer']],
    ['members.display eq "carla"', ['Inner']],
    ['members[type eq "User" and value eq "@@Inner"]', []],
    ['id eq "@@Outer" and members eq "@@anna"', ['Outer']],
    ['id eq "@@Outer" and members[value eq "@@carla"]', []],
    [`${GROUP}:displayName sw "in" and members pr`, ['Inner']],
    ['displayName sw "o" and not (members[value eq "@@anna"])', []],
  ])('%s', async (filter, expected) => {
    expect(await found('/Groups', filter, 'displayName')).toEqual(expected);
  });
});

describe('RFC 7644 §3.4.2.2, §3.12: what is refused as invalidFilter', () => {
  test.each([
    'active gt true',
    'active ge false',
    'active co "t"',
    'active sw true',
    'emails.primary lt true',
    'active eq 1',
    'userName eq true',
    'userName eq 7',
    'meta.created co "2026"',
    'meta.created gt "yesterday"',
    'meta.created gt 7',
    'title gt null',
    'name eq "Anna"',
    'x509Certificates.value gt "abcd"',
    'password pr',
    'shoeSize eq "42"',
    'name.middle eq "x"',
    'urn:example:none:title eq "x"',
    'title',
    'title eq',
    'eq "x"',
    'title eq "x',
    'title eq "x" and',
    'title eq "x" xor title eq "y"',
    'title eq x',
    'title == "x"',
    '(title pr',
    'title pr)',
    'not title pr',
    'emails[type eq "work"',
    'emails[type eq "work"] eq "x"',
    'emails[shoe eq "x"]',
    'userName[value eq "x"]',
    'title eq "\\q"',
    '',
  ])('%s', async (filter) => {
    expectError(await running.client.get(`/Users${search(filter)}`), 400, 'invalidFilter');
  });
});
