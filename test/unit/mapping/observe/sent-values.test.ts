import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { readSentValues } from '#main/mapping/observe/sent-values.ts';
import { describe, expect, test } from 'vitest';
import { userModel, groupModel } from './profile-fixture.ts';

const read = (body: JsonObject) => Object.fromEntries(readSentValues(body, userModel).map(({ path, value }) => [path, value]));
const patch = (...operations: JsonObject[]) => read({ schemas: [URN.patchOp], Operations: operations });

describe('whole resources', () => {
  test('a list entry is named by its type, as a mapping names it, and its type and primary are no mappings of their own', () => {
    expect(
      read({
        schemas: [URN.user],
        userName: 'anna@contoso.example',
        emails: [{ primary: true, type: 'work', value: 'anna@contoso.example' }],
        phoneNumbers: [{ type: 'mobile', value: '+49' }],
        roles: [{ primary: 'True', value: 'Reader' }],
        name: { givenName: 'Anna' },
      }),
    ).toEqual({
      userName: 'anna@contoso.example',
      'emails[type eq "work"].value': 'anna@contoso.example',
      'phoneNumbers[type eq "mobile"].value': '+49',
      'roles[primary eq "True"].value': 'Reader',
      'name.givenName': 'Anna',
    });
  });

  test('a name is given in the spelling of the endpoint, whatever its case', () => {
    expect(
      read({
        USERNAME: 'a',
        Emails: [{ type: 'work', Value: 'b' }],
        [URN.meisterplanUser.toUpperCase()]: { SENDINVITATIONMAIL: true },
      }),
    ).toEqual({
      userName: 'a',
      'emails[type eq "work"].value': 'b',
      [`${URN.meisterplanUser}:sendInvitationMail`]: true,
    });
  });

  test('an extension counts the same as a container and as part of a name; a dot for the colon stays to be seen', () => {
    const nested = {
      [URN.meisterplanUser]: { linkedResource: { id: 'R-1' } },
      [URN.enterpriseUser]: { department: 'IT', manager: { value: 'm-1' } },
    };
    expect(read(nested)).toEqual({
      [`${URN.meisterplanUser}:linkedResource.id`]: 'R-1',
      [`${URN.enterpriseUser}:department`]: 'IT',
      [`${URN.enterpriseUser}:manager`]: 'm-1',
    });
    expect(
      read({ [`${URN.meisterplanUser}:linkedResource.id`]: 'R-1', [`${URN.meisterplanUser}.sendInvitationMail`]: 'True' }),
    ).toEqual({
      [`${URN.meisterplanUser}:linkedResource.id`]: 'R-1',
      [`${URN.meisterplanUser}.sendInvitationMail`]: 'True',
    });
  });

  test('emails as an object, a list without types and values that are not there are read as what they are', () => {
    expect(read({ emails: { value: 'a@b.c' } })).toEqual({ 'emails.value': 'a@b.c' });
    expect(read({ emails: [{ value: 'a@b.c', primary: true }] })).toEqual({ 'emails.value': 'a@b.c' });
    expect(read({ title: null, addresses: [], name: {} })).toEqual({ title: null, addresses: null, name: null });
  });

  test('what every resource carries is not taken for a mapping', () => {
    expect(read({ schemas: [URN.user], id: '1', meta: { resourceType: 'User' }, externalId: 'e' })).toEqual({ externalId: 'e' });
  });

  test('the members of a group are one attribute, however many they are', () => {
    const members = Array.from({ length: 500 }, (_, index) => ({ value: `u-${index}` }));
    expect(readSentValues({ displayName: 'G', members }, groupModel)).toEqual([
      { path: 'displayName', value: 'G' },
      { path: 'members', value: 'u-0' },
    ]);
  });
});

describe('PATCH, RFC 7644 §3.5.2', () => {
  test('a path with a filter is the same attribute as in a whole resource, in any spelling', () => {
    const expected = { 'emails[type eq "work"].value': 'x' };
    expect(patch({ op: 'Add', path: 'emails[type eq "work"].value', value: 'x' })).toEqual(expected);
    expect(patch({ op: 'replace', path: 'Emails[ type EQ "work" ].value', value: 'x' })).toEqual(expected);
    expect(patch({ op: 'add', path: 'emails[type eq "work"]', value: { value: 'x', primary: true } })).toEqual(expected);
    expect(patch({ op: 'replace', path: 'emails', value: [{ type: 'work', value: 'x' }] })).toEqual(expected);
    expect(patch({ op: 'replace', value: { 'emails[type eq "work"].value': 'x' } })).toEqual(expected);
  });

  test('a value without a path may have paths and URNs as its names, as with aadOptscim062020', () => {
    expect(
      patch({
        op: 'replace',
        value: { active: false, 'name.familyName': 'B', [`${URN.meisterplanUser}:linkedResource.id`]: 'R-2' },
      }),
    ).toEqual({
      active: false,
      'name.familyName': 'B',
      [`${URN.meisterplanUser}:linkedResource.id`]: 'R-2',
    });
  });

  test('a removal names the attribute and gives it no value', () => {
    expect(patch({ op: 'Remove', path: 'title' }, { op: 'remove', path: 'name.givenName', value: 'x' })).toEqual({
      title: null,
      'name.givenName': null,
    });
  });

  test('a text for a boolean stays a text', () => {
    expect(patch({ op: 'Replace', path: 'active', value: 'False' })).toEqual({ active: 'False' });
  });

  test('operations that cannot be read are passed over', () => {
    expect(patch({ op: 'replace' }, { op: 'add', path: 7, value: 'x' }, { op: 'add', path: '[[', value: 'x' })).toEqual({
      '[[': 'x',
    });
    expect(read({ Operations: 'nonsense' })).toEqual({});
  });
});
