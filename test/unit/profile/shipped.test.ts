import { readFileSync, readdirSync } from 'node:fs';
import { compileProfile } from '#main/profile/compile.ts';
import { parseProfile } from '#main/profile/parse.ts';
import type { Profile } from '#main/profile/profile.ts';
import { URN } from '#shared/scim/urns.ts';
import type { AttributeDefinition } from '#shared/scim/wire.ts';
import { describe, expect, it } from 'vitest';

const folder = new URL('../../../resources/profiles/', import.meta.url);
const meisterplan = read('meisterplan');
const rfc7643 = read('rfc7643');

describe('the shipped profiles', () => {
  it('every file in resources/profiles can be used and bears the name of its file', () => {
    const files = readdirSync(folder);
    expect(files).toContain('meisterplan.json');
    for (const file of files) expect(`${read(file.replace('.json', '')).id}.json`).toBe(file);
  });

  it('meisterplan: the documented mappings and nothing else', () => {
    expect(paths(meisterplan, URN.user)).toEqual([
      'userName',
      'name.familyName',
      'name.givenName',
      'active',
      'emails.value',
      'emails.type',
      'emails.primary',
    ]);
    expect(paths(meisterplan, URN.meisterplanUser)).toEqual(['passwordNeverExpires', 'sendInvitationMail', 'linkedResource.id']);
    expect(paths(meisterplan, URN.group)).toEqual([
      'displayName',
      'members.value',
      'members.$ref',
      'members.type',
      'members.display',
    ]);
  });

  it('meisterplan: the user name is the key in any case, and the extension is not required', () => {
    expect(attribute(meisterplan, URN.user, 'userName')).toMatchObject({
      required: true,
      uniqueness: 'server',
      caseExact: false,
    });
    expect(meisterplan.resourceTypes[0]?.schemaExtensions).toEqual([{ schema: URN.meisterplanUser, required: false }]);
  });

  it('meisterplan: no rule departs from its default', () => {
    expect(meisterplan.rules).toEqual({});
  });

  it('RFC 7643 §4.1: rfc7643 has the whole core user', () => {
    const names = rfc7643.schemas.find(({ id }) => id === URN.user)?.attributes.map(({ name }) => name);
    expect(names).toEqual([
      'userName',
      'name',
      'displayName',
      'nickName',
      'profileUrl',
      'title',
      'userType',
      'preferredLanguage',
      'locale',
      'timezone',
      'active',
      'password',
      'emails',
      'phoneNumbers',
      'ims',
      'photos',
      'addresses',
      'groups',
      'entitlements',
      'roles',
      'x509Certificates',
    ]);
    const sub = (name: string) => attribute(rfc7643, URN.user, name)?.subAttributes?.map((one) => one.name);
    expect(sub('name')).toEqual(['formatted', 'familyName', 'givenName', 'middleName', 'honorificPrefix', 'honorificSuffix']);
    expect(sub('addresses')).toEqual([
      'formatted',
      'streetAddress',
      'locality',
      'region',
      'postalCode',
      'country',
      'type',
      'primary',
    ]);
    for (const name of ['emails', 'phoneNumbers', 'ims', 'photos', 'entitlements', 'roles', 'x509Certificates']) {
      expect(sub(name)).toEqual(['value', 'display', 'type', 'primary']);
    }
  });

  it('RFC 7643 §4.1.1, §4.1.2: the password is never returned, and the groups of a user are read only throughout', () => {
    expect(attribute(rfc7643, URN.user, 'password')).toMatchObject({ mutability: 'writeOnly', returned: 'never' });
    const groups = attribute(rfc7643, URN.user, 'groups');
    expect([groups, ...(groups?.subAttributes ?? [])].map((one) => one?.mutability)).toEqual(Array(5).fill('readOnly'));
  });

  it('RFC 7643 §4.3: the enterprise extension with the manager, whose name is read only', () => {
    expect(paths(rfc7643, URN.enterpriseUser)).toEqual([
      'employeeNumber',
      'costCenter',
      'organization',
      'division',
      'department',
      'manager.value',
      'manager.$ref',
      'manager.displayName',
    ]);
    expect(attribute(rfc7643, URN.enterpriseUser, 'manager')?.subAttributes?.[2]).toMatchObject({ mutability: 'readOnly' });
  });

  it('RFC 7643 §4.2: members are immutable one by one and refer to users and groups', () => {
    expect(attribute(rfc7643, URN.group, 'members')).toMatchObject({
      multiValued: true,
      mutability: 'readWrite',
      subAttributes: [
        { name: 'value', mutability: 'immutable' },
        { name: '$ref', mutability: 'immutable', referenceTypes: ['User', 'Group'] },
        { name: 'type', mutability: 'immutable', canonicalValues: ['User', 'Group'] },
        { name: 'display', mutability: 'immutable' },
      ],
    });
  });

  it('RFC 7643 §2.3.6, §2.3.7: binaries and references are case exact', () => {
    const exact = [meisterplan, rfc7643].flatMap((profile) =>
      profile.schemas.flatMap(({ attributes }) => attributes.flatMap((one) => [one, ...(one.subAttributes ?? [])])),
    );
    const loose = exact.filter(({ type, caseExact }) => (type === 'binary' || type === 'reference') && !caseExact);
    expect(loose).toEqual([]);
  });
});

describe('docs/profiles.md', () => {
  it('the example can be used as it stands', () => {
    const text = readFileSync(new URL('../../../docs/profiles.md', import.meta.url), 'utf8');
    const example = /```json\n([^]*?)```/.exec(text)?.[1] ?? '';
    const compiled = compileProfile(parseProfile(example, 'docs/profiles.md'));
    expect(compiled.byEndpoint('Devices')?.unique.map(({ path }) => path)).toEqual(['serialNumber']);
  });
});

describe('a compiled profile', () => {
  const compiled = compileProfile(rfc7643);

  it('RFC 7644 §3.2: finds a resource type by its endpoint and by its name, in any case', () => {
    const [user, group] = compiled.models;
    expect(compiled.byEndpoint('Users')).toBe(user);
    expect(compiled.byEndpoint('GROUPS')).toBe(group);
    expect(compiled.byName('user')).toBe(user);
    expect(user?.type.name).toBe('User');
  });

  it.each(['User', '/Users', '', 'constructor', '__proto__'])('knows no endpoint %j', (segment) => {
    expect(compiled.byEndpoint(segment)).toBeUndefined();
  });
});

function read(name: string): Profile {
  return parseProfile(readFileSync(new URL(`${name}.json`, folder), 'utf8'), `${name}.json`);
}

function attribute(profile: Profile, urn: string, name: string): AttributeDefinition | undefined {
  return profile.schemas.find(({ id }) => id === urn)?.attributes.find((one) => one.name === name);
}

/** The paths of values: simple attributes, and the sub-attributes of complex ones. */
function paths(profile: Profile, urn: string): string[] {
  const attributes = profile.schemas.find(({ id }) => id === urn)?.attributes ?? [];
  return attributes.flatMap(({ name, subAttributes }) => subAttributes?.map((sub) => `${name}.${sub.name}`) ?? [name]);
}
