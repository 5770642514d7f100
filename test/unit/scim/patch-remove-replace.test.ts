import type { JsonValue } from '#shared/scim/wire.ts';
import { describe, expect, it } from 'vitest';
import { device, refusal } from './models.ts';
import { after, anna, enterprise, home, lenient, patch, strict, thing, userUrn, work } from './patch-fixture.ts';

describe('RFC 7644 §3.5.2.2: remove', () => {
  it('takes a single value away', () => {
    expect('active' in after({ op: 'remove', path: 'active' })).toBe(false);
    expect(after({ op: 'remove', path: 'name.givenName' })['name']).toEqual({ familyName: 'Berg' });
  });

  it('takes a whole multi-valued attribute away', () => {
    expect('emails' in after({ op: 'remove', path: 'emails' })).toBe(false);
  });

  it('takes the elements away that the filter matches, and the attribute with the last one', () => {
    expect(after({ op: 'remove', path: 'emails[type eq "home"]' })['emails']).toEqual([work]);
    expect('emails' in after({ op: 'remove', path: 'emails[value pr]' })).toBe(false);
  });

  it('takes a sub-attribute of the matching elements away', () => {
    expect(after({ op: 'remove', path: 'emails[type eq "work"].primary' })['emails']).toEqual([
      { value: work.value, type: 'work' },
      home,
    ]);
  });

  it('removes an element of which only labels are left', () => {
    expect(after({ op: 'remove', path: 'emails[type eq "work"].value' })['emails']).toEqual([home]);
  });

  it('with no match leaves the resource unchanged', () => {
    for (const path of [
      'title',
      'name.middleName',
      'emails[type eq "nosuch"]',
      'emails[type eq "nosuch"].value',
      'addresses',
      `${enterprise}:division`,
    ]) {
      expect(patch(anna, [{ op: 'remove', path }]).changedPaths, path).toEqual([]);
    }
  });

  it('with values removes only those, or all where the setting says so', () => {
    const operation = { op: 'remove', path: 'emails', value: [{ value: home.value }] };
    expect(after(operation)['emails']).toEqual([work]);
    expect(after({ ...operation, value: 'ANNA@home.example' })['emails']).toEqual([work]);
    expect(after({ ...operation, value: [{ value: 'absent' }] })['emails']).toEqual([work, home]);
    expect('emails' in after(operation, anna, strict)).toBe(false);
    expect('emails' in after({ ...operation, value: [] })).toBe(false);
  });

  it('takes extensions away with their last attribute, from `schemas` too', () => {
    expect(after({ op: 'remove', path: enterprise })).toEqual({ ...anna, schemas: [userUrn], [enterprise]: undefined });
    const { resource } = patch(anna, [
      { op: 'remove', path: `${enterprise}:department` },
      { op: 'remove', path: `${enterprise}:manager` },
    ]);
    expect(enterprise in resource).toBe(false);
    expect(resource['schemas']).toEqual([userUrn]);
  });

  it('RFC 7644 §3.5.2.2: what is required stays', () => {
    expect(refusal(() => after({ op: 'remove', path: 'userName' }))).toMatchObject({
      status: 400,
      scimType: 'mutability',
      attribute: 'userName',
    });
    expect(refusal(() => patch(thing, [{ op: 'remove', path: 'case.colour' }], lenient, device))).toMatchObject({
      attribute: 'case.colour',
    });
  });
});

describe('RFC 7644 §3.5.2.3: replace', () => {
  it('sets values, whether they were there or not', () => {
    expect(after({ op: 'replace', path: 'active', value: false })['active']).toBe(false);
    expect(after({ op: 'replace', path: 'title', value: 'CEO' })['title']).toBe('CEO');
  });

  it('of a multi-valued attribute replaces all its values', () => {
    expect(after({ op: 'replace', path: 'emails', value: [home] })['emails']).toEqual([home]);
  });

  it('of a complex attribute keeps the sub-attributes that the value does not name', () => {
    expect(after({ op: 'replace', path: 'name', value: { givenName: 'Anne' } })['name']).toEqual({
      givenName: 'Anne',
      familyName: 'Berg',
    });
    expect(after({ op: 'replace', value: { name: { givenName: 'Anne', familyName: null } } })['name']).toEqual({
      givenName: 'Anne',
    });
  });

  it('without a path touches only what the value names', () => {
    expect(after({ op: 'replace', value: { active: false } })).toEqual({ ...anna, active: false });
  });

  it('of filtered elements replaces them, or one sub-attribute of them', () => {
    expect(after({ op: 'replace', path: 'emails[type eq "home"]', value: { value: 'n@x' } })['emails']).toEqual([
      work,
      { value: 'n@x' },
    ]);
    expect(after({ op: 'replace', path: 'emails[type eq "home"].value', value: 'n@x' })['emails']).toEqual([
      work,
      { ...home, value: 'n@x' },
    ]);
  });

  it('with a filter that matches nothing is refused with noTarget, or makes the element', () => {
    const operation = { op: 'replace', path: 'emails[type eq "other"].value', value: 'n@x' };
    expect(refusal(() => after(operation, anna, strict))).toMatchObject({
      status: 400,
      scimType: 'noTarget',
      ruleId: 'filtered-target-missing',
    });
    expect(after(operation)['emails']).toEqual([work, home, { type: 'other', value: 'n@x' }]);
  });

  it('RFC 7643 §2.5: null and empty lists unassign', () => {
    expect('title' in after({ op: 'replace', path: 'title', value: null }, { ...anna, title: 'CEO' })).toBe(false);
    expect('emails' in after({ op: 'replace', path: 'emails', value: [] })).toBe(false);
    expect(enterprise in after({ op: 'replace', path: enterprise, value: null })).toBe(false);
    expect(after({ op: 'replace', path: 'name', value: { givenName: null } })['name']).toEqual({ familyName: 'Berg' });
    expect('name' in after({ op: 'replace', path: 'name', value: { givenName: null, FAMILYNAME: null } })).toBe(false);
    expect('name' in after({ op: 'replace', path: 'name', value: {} })).toBe(false);
    expect(after({ op: 'replace', path: 'emails[type eq "work"].primary', value: null })['emails']).toEqual([
      { value: work.value, type: 'work' },
      home,
    ]);
  });

  it('refuses more than one primary', () => {
    const value = [{ ...work }, { ...home, primary: true }];
    expect(refusal(() => after({ op: 'replace', path: 'emails', value }))).toMatchObject({
      scimType: 'invalidValue',
      attribute: 'emails',
    });
  });

  it.each<[string, JsonValue, string]>([
    ['active', 'false', 'active'],
    ['userName', 5, 'userName'],
    ['name', 'Anna', 'name'],
    ['emails', [5], 'emails'],
    ['emails[type eq "work"].value', { a: 1 }, 'emails.value'],
    ['name.givenName', ['x'], 'name.givenName'],
    [enterprise, 'x', enterprise],
  ])('of %s with a value of the wrong type is refused', (path, value, attribute) => {
    expect(refusal(() => after({ op: 'replace', path, value }))).toMatchObject({
      status: 400,
      scimType: 'invalidValue',
      attribute,
    });
  });
});
