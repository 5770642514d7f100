import type { JsonObject } from '#shared/scim/wire.ts';
import { compileProjection } from '#main/scim/projection.ts';
import type { ResourceModel } from '#main/scim/model.ts';
import { describe, expect, it } from 'vitest';
import { device, deviceUrn, group, meisterplan, model, refusal, user, warrantyUrn } from './models.ts';

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const anna: JsonObject = {
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User', enterprise],
  id: '1',
  userName: 'anna',
  name: { givenName: 'Anna', familyName: 'Berg' },
  emails: [{ value: 'a@x', type: 'work' }, { type: 'home' }],
  password: 'secret',
  [enterprise]: { department: 'IT', manager: { value: '26', displayName: 'Max' } },
  meta: { resourceType: 'User', created: '2026-11-05T08:00:00Z' },
};
const { schemas, id } = anna;

const thing: JsonObject = {
  schemas: [deviceUrn],
  id: '1',
  serial: 'S',
  model: 'M',
  debug: 'D',
  pin: '1',
  [warrantyUrn]: { until: 'x' },
};

function view(of: ResourceModel, resource: JsonObject, attributes?: string, excluded?: string): JsonObject {
  return compileProjection(of, attributes, excluded)?.apply(resource) ?? resource;
}

describe('RFC 7644 §3.9: attributes', () => {
  it('returns what is named, and `schemas` and `id` always', () => {
    expect(view(user, anna, 'userName')).toEqual({ schemas, id, userName: 'anna' });
    expect(view(user, anna, ' username , NAME.givenname ')).toEqual({
      schemas,
      id,
      userName: 'anna',
      name: { givenName: 'Anna' },
    });
  });

  it('takes sub-attributes of every element, and leaves out the elements without', () => {
    expect(view(user, anna, 'emails.value')['emails']).toEqual([{ value: 'a@x' }]);
    expect(view(user, anna, 'emails')['emails']).toEqual(anna['emails']);
    expect(view(user, anna, 'meta.created')['meta']).toEqual({ created: '2026-11-05T08:00:00Z' });
  });

  it('takes URN-qualified names, extensions and their parts', () => {
    expect(view(user, anna, 'urn:ietf:params:scim:schemas:core:2.0:User:userName')['userName']).toBe('anna');
    expect(view(user, anna, `${enterprise}:department`)).toEqual({ schemas, id, [enterprise]: { department: 'IT' } });
    expect(view(user, anna, `${enterprise}:manager.value`)[enterprise]).toEqual({ manager: { value: '26' } });
    expect(view(user, anna, enterprise)).toEqual({ schemas, id, [enterprise]: anna[enterprise] });
  });

  it('a name that no attribute has selects nothing', () => {
    expect(view(user, anna, 'nosuch')).toEqual({ schemas, id });
  });

  it('RFC 7643 §2.2: never is never returned, request only when named, always in any case', () => {
    expect(view(device, thing)).toEqual({
      schemas: [deviceUrn],
      id: '1',
      serial: 'S',
      model: 'M',
      [warrantyUrn]: { until: 'x' },
    });
    expect(view(device, thing, 'debug,pin')).toEqual({ schemas: [deviceUrn], id: '1', model: 'M', debug: 'D' });
    expect(view(device, thing, undefined, 'model,serial,id,schemas')).toEqual({
      schemas: [deviceUrn],
      id: '1',
      model: 'M',
      [warrantyUrn]: { until: 'x' },
    });
    expect('password' in view(user, anna, 'password')).toBe(false);
  });
});

describe('RFC 7644 §3.9: excludedAttributes', () => {
  it('leaves out what is named, but neither `schemas` nor `id`', () => {
    expect(Object.keys(view(user, anna, undefined, `emails,meta,schemas,id,${enterprise}`))).toEqual([
      'schemas',
      'id',
      'userName',
      'name',
    ]);
  });

  it('leaves out sub-attributes, and what is empty without them', () => {
    expect(view(user, anna, undefined, 'name.givenName')['name']).toEqual({ familyName: 'Berg' });
    expect(view(user, anna, undefined, 'emails.type')['emails']).toEqual([{ value: 'a@x' }]);
    expect('name' in view(user, anna, undefined, 'name.givenName,name.familyName')).toBe(false);
  });

  it('is mutually exclusive with attributes', () => {
    expect(refusal(() => compileProjection(user, 'userName', 'emails'))).toMatchObject({ status: 400, scimType: 'invalidValue' });
  });
});

describe('what a view costs', () => {
  it('the stored form is sent as it is where nothing asks for another', () => {
    expect(compileProjection(group, undefined, undefined)).toBeNull();
    expect(compileProjection(group, '', ' , ')).toBeNull();
    expect(compileProjection(model(meisterplan, 'User'), undefined, undefined)).toBeNull();
    expect(compileProjection(user, undefined, undefined)).not.toBeNull();
  });

  it('members need not be fetched for a view without them', () => {
    const members = group.relational;
    if (members === null) return expect.fail('Group has members');
    const needs = (attributes?: string, excluded?: string): boolean | undefined =>
      compileProjection(group, attributes, excluded)?.needs(members);
    expect(needs(undefined, 'members')).toBe(false);
    expect(needs('displayName')).toBe(false);
    expect(needs('members')).toBe(true);
    expect(needs('members.value')).toBe(true);
    expect(needs(undefined, 'members.display')).toBe(true);
  });
});
