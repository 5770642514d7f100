import type { JsonObject } from '#shared/scim/wire.ts';
import { describe, expect, it } from 'vitest';
import { device, refusal } from './models.ts';
import { after, anna, enterprise, home, lenient, patch, strict, thing, userUrn, work } from './patch-fixture.ts';

describe('RFC 7644 §3.5.2.1: add', () => {
  it('sets a single value that was not there', () => {
    expect(patch(anna, [{ op: 'add', path: 'title', value: 'CEO' }])).toMatchObject({
      resource: { ...anna, title: 'CEO' },
      changedPaths: ['title'],
    });
  });

  it('replaces a single value that was there', () => {
    expect(after({ op: 'add', path: 'userName', value: 'anne' })['userName']).toBe('anne');
  });

  it('takes names in any case and stores them as declared', () => {
    expect(after({ op: 'add', path: 'NAME.givenname', value: 'Anne' })['name']).toEqual({
      givenName: 'Anne',
      familyName: 'Berg',
    });
    expect(after({ op: 'add', value: { NickName: 'A' } })['nickName']).toBe('A');
    expect(after({ op: 'add', path: `${userUrn}:nickName`, value: 'A' })['nickName']).toBe('A');
  });

  it('merges the sub-attributes of a complex value', () => {
    expect(after({ op: 'add', path: 'name', value: { middleName: 'M' } })['name']).toEqual({
      givenName: 'Anna',
      familyName: 'Berg',
      middleName: 'M',
    });
  });

  it('appends to a multi-valued attribute', () => {
    const other = { value: 'a@x', type: 'other' };
    expect(after({ op: 'add', path: 'emails', value: [other] })['emails']).toEqual([work, home, other]);
    expect(after({ op: 'add', path: 'emails', value: other })['emails']).toEqual([work, home, other]);
  });

  it('does not add a value twice, by value and type', () => {
    expect(
      patch(anna, [{ op: 'add', path: 'emails', value: [{ value: 'ANNA@work.example', type: 'work' }] }]).resource['emails'],
    ).toEqual([{ ...work, value: 'ANNA@work.example' }, home]);
    expect(patch(anna, [{ op: 'add', path: 'emails', value: [home, home] }]).changedPaths).toEqual([]);
    expect(after({ op: 'add', path: 'emails', value: [{ value: home.value, type: 'other' }] })['emails']).toHaveLength(3);
  });

  it('keeps what an element has when a part of it is added again', () => {
    expect(patch(anna, [{ op: 'add', path: 'emails', value: [{ value: work.value }] }]).changedPaths).toEqual([]);
    expect(after({ op: 'add', path: 'emails', value: [{ value: work.value, display: 'W' }] })['emails']).toEqual([
      { ...work, display: 'W' },
      home,
    ]);
  });

  it('honours caseExact when it looks for a value', () => {
    const { resource } = patch(thing, [{ op: 'add', path: 'ports', value: [{ value: 'P1', type: 'usb' }] }], lenient, device);
    expect(resource['ports']).toHaveLength(3);
    expect(patch(thing, [{ op: 'add', path: 'tags', value: ['RED'] }], lenient, device).changedPaths).toEqual([]);
  });

  it('adds an element with its sub-attribute where the filter matches none', () => {
    expect(
      after({ op: 'add', path: 'addresses[type eq "Work Site" and primary eq true].locality', value: 'Oslo' })['addresses'],
    ).toEqual([{ type: 'Work Site', primary: true, locality: 'Oslo' }]);
    expect(after({ op: 'add', path: 'emails[type eq "other"].value', value: 'x@y' })['emails']).toEqual([
      work,
      home,
      { type: 'other', value: 'x@y' },
    ]);
  });

  it('refuses with noTarget where the setting or the filter does not say what to make', () => {
    const operation = { op: 'add', path: 'emails[type eq "other"].value', value: 'x@y' };
    expect(refusal(() => after(operation, anna, strict))).toMatchObject({ status: 400, scimType: 'noTarget' });
    for (const filter of [
      'type ne "work" and type ne "home"',
      'type eq "a" or type eq "b"',
      'type co "x"',
      'type eq "a" and type eq "b"',
      'not (type pr)',
    ]) {
      expect(
        refusal(() => after({ ...operation, path: `emails[${filter}].value` })),
        filter,
      ).toMatchObject({ scimType: 'noTarget' });
    }
  });

  it('changes the elements that the filter matches', () => {
    expect(after({ op: 'add', path: 'emails[type eq "home"].display', value: 'Home' })['emails']).toEqual([
      work,
      { ...home, display: 'Home' },
    ]);
    expect(after({ op: 'add', path: 'emails[type eq "home"]', value: { display: 'Home' } })['emails']).toEqual([
      work,
      { ...home, display: 'Home' },
    ]);
  });

  it('RFC 7643 §2.4: a new primary takes that from the old one', () => {
    expect(after({ op: 'add', path: 'emails', value: [{ value: 'n@x', primary: true }] })['emails']).toEqual([
      { ...work, primary: false },
      home,
      { value: 'n@x', primary: true },
    ]);
    expect(after({ op: 'replace', path: 'emails[type eq "home"].primary', value: true })['emails']).toEqual([
      { ...work, primary: false },
      { ...home, primary: true },
    ]);
  });

  it('creates and extends an extension, by attribute, by URN and by value', () => {
    const plain: JsonObject = { schemas: [userUrn], id: '1', userName: 'ben' };
    const expected = { ...plain, schemas: [userUrn, enterprise], [enterprise]: { department: 'IT' } };
    expect(after({ op: 'add', path: `${enterprise}:department`, value: 'IT' }, plain)).toEqual(expected);
    expect(after({ op: 'add', path: enterprise, value: { department: 'IT' } }, plain)).toEqual(expected);
    expect(after({ op: 'add', value: { [enterprise]: { department: 'IT' } } }, plain)).toEqual(expected);
    expect(after({ op: 'add', path: `${enterprise}:manager.value`, value: '7' })[enterprise]).toEqual({
      department: 'Sales',
      manager: { value: '7' },
    });
  });

  it('without a path sets several attributes at once', () => {
    expect(patch(anna, [{ op: 'add', value: { title: 'CEO', nickName: 'A' } }]).changedPaths.toSorted()).toEqual([
      'nickName',
      'title',
    ]);
  });

  it('RFC 7643 §2.5: adding nothing changes nothing', () => {
    expect(
      patch(anna, [
        { op: 'add', path: 'emails', value: [] },
        { op: 'add', path: 'title', value: null },
      ]).changedPaths,
    ).toEqual([]);
  });
});
