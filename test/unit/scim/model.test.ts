import { findAttribute } from '#main/scim/model.ts';
import { describe, expect, it } from 'vitest';
import { device, group, meisterplan, model, user } from './models.ts';

const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

function found(name: string): string | null {
  const named = findAttribute(user, name);
  if (named === null) return null;
  return named.kind === 'attribute' ? named.attribute.path : `extension ${named.extension.urn}`;
}

describe('RFC 7644 §3.10: names of attributes', () => {
  it.each([
    ['userName', 'userName'],
    ['USERNAME', 'userName'],
    ['name.GIVENNAME', 'name.givenName'],
    ['emails.value', 'emails.value'],
    ['groups.$ref', 'groups.$ref'],
    ['meta.lastModified', 'meta.lastModified'],
    ['externalId', 'externalId'],
    ['id', 'id'],
    ['schemas', 'schemas'],
    [`${userUrn}:userName`, 'userName'],
    [`${userUrn.toUpperCase()}:NAME.familyName`, 'name.familyName'],
    [`${enterprise}:department`, `${enterprise}:department`],
    [`${enterprise}:manager.value`, `${enterprise}:manager.value`],
    [enterprise, `extension ${enterprise}`],
  ])('%s is %s', (name, path) => {
    expect(found(name)).toBe(path);
  });

  it.each([
    'nosuch',
    'name.nosuch',
    'userName.value',
    'name.givenName.x',
    '',
    '.',
    'name.',
    userUrn,
    `${userUrn}:`,
    `${enterprise}:nosuch`,
    `${enterprise}.department`,
    'urn:x:y',
    'department',
    'constructor',
    '__proto__',
  ])('%j is none', (name) => {
    expect(found(name)).toBeNull();
  });
});

describe('what a model knows of its type', () => {
  it('which attributes are unique, the key first', () => {
    expect(user.unique.map(({ path }) => path)).toEqual(['userName']);
    expect(device.unique.map(({ path }) => path)).toEqual(['serial']);
  });

  it('whether stored documents may be sent as they are', () => {
    expect(group.storedFormIsDefaultView).toBe(true);
    expect(model(meisterplan, 'User').storedFormIsDefaultView).toBe(true);
    expect(user.storedFormIsDefaultView).toBe(false);
    expect(device.specialReturn.map(({ path }) => path).toSorted()).toEqual(['debug', 'id', 'model', 'pin', 'schemas']);
  });

  it('that members of the core Group are resources of their own', () => {
    expect(group.relational?.path).toBe('members');
    expect(user.relational).toBeNull();
    expect(device.relational).toBeNull();
  });
});
