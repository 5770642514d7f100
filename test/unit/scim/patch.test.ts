import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import type { ResourceModel } from '#main/scim/model.ts';
import { type PatchOptions, applyPatch } from '#main/scim/patch/apply.ts';
import { parsePatch } from '#main/scim/patch/parse.ts';
import { describe, expect, it } from 'vitest';
import { device, deviceUrn, refusal, user, warrantyUrn } from './models.ts';

const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const lenient: PatchOptions = { filteredTargetMissing: 'create', removeWithValue: 'listed-only', readOnly: 'ignore' };
const strict: PatchOptions = { filteredTargetMissing: 'no-target', removeWithValue: 'whole-attribute', readOnly: 'refuse' };

type Operation = { op: string; path?: string; value?: JsonValue };

function patch(resource: JsonObject, operations: Operation[], options = lenient, model: ResourceModel = user) {
  const body: JsonObject = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations };
  const parsed = parsePatch(model, body);
  const result = applyPatch(model, resource, parsed.operations, options);
  return { ...result, unknown: [...parsed.unknown, ...result.unknown] };
}

/** What one operation leaves of Anna, without what every User has. */
function after(operation: Operation, resource: JsonObject = anna, options = lenient): JsonObject {
  return patch(resource, [operation], options).resource;
}

const work = { value: 'anna@work.example', type: 'work', primary: true };
const home = { value: 'anna@home.example', type: 'home' };

const anna: JsonObject = deepFreeze({
  schemas: [userUrn, enterprise],
  id: '1',
  userName: 'anna',
  name: { givenName: 'Anna', familyName: 'Berg' },
  active: true,
  emails: [work, home],
  [enterprise]: { department: 'Sales', manager: { value: '26' } },
});

function deepFreeze<T extends JsonValue>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) deepFreeze(part ?? null);
  return Object.freeze(value);
}

const thing: JsonObject = deepFreeze({
  schemas: [deviceUrn],
  id: '1',
  serial: 'S1',
  maker: 'ACME',
  temperature: 20,
  tags: ['red', 'blue'],
  case: { colour: 'grey', stamp: 'A' },
  ports: [
    { value: 'p1', type: 'usb', speed: 480, primary: true },
    { value: 'p2', type: 'lan' },
  ],
});

describe('RFC 7644 §3.5.2: the message', () => {
  it.each<[string, JsonValue | undefined, string]>([
    ['no body', undefined, 'invalidSyntax'],
    ['an array', [], 'invalidSyntax'],
    ['no operations', {}, 'invalidSyntax'],
    ['an empty list', { Operations: [] }, 'invalidSyntax'],
    ['an operation that is no object', { Operations: ['add'] }, 'invalidSyntax'],
    ['an unknown op', { Operations: [{ op: 'move', path: 'title', value: 'x' }] }, 'invalidSyntax'],
    ['an op that is no text', { Operations: [{ op: 1, path: 'title', value: 'x' }] }, 'invalidSyntax'],
    ['a path that is no text', { Operations: [{ op: 'add', path: ['title'], value: 'x' }] }, 'invalidPath'],
    ['add without value', { Operations: [{ op: 'add', path: 'title' }] }, 'invalidValue'],
    ['replace without value', { Operations: [{ op: 'replace', path: 'title' }] }, 'invalidValue'],
    ['remove without path', { Operations: [{ op: 'remove' }] }, 'noTarget'],
    ['a value without path that is no object', { Operations: [{ op: 'add', value: 'x' }] }, 'invalidValue'],
    ['a path that is none', { Operations: [{ op: 'add', path: '[type eq "x"]', value: 'x' }] }, 'invalidPath'],
    ['a filter that is none', { Operations: [{ op: 'add', path: 'emails[type is "x"].value', value: 'x' }] }, 'invalidPath'],
    ['an open bracket', { Operations: [{ op: 'remove', path: 'emails[type eq "x"' }] }, 'invalidPath'],
    ['something behind the sub-attribute', { Operations: [{ op: 'remove', path: 'emails[type eq "x"].value.more' }] }, 'invalidPath'],
    ['a filter on a single value', { Operations: [{ op: 'remove', path: 'userName[value eq "x"]' }] }, 'invalidPath'],
    ['more than 1,000 operations', { Operations: Array.from({ length: 1001 }, () => ({ op: 'remove', path: 'title' })) }, 'tooMany'],
  ])('%s is refused', (_name, body, scimType) => {
    expect(refusal(() => parsePatch(user, body))).toMatchObject({ status: 400, scimType });
  });

  it('1,000 operations are accepted', () => {
    const operations = Array.from({ length: 1000 }, (_, i) => ({ op: 'replace', path: 'title', value: String(i) }));
    expect(patch(anna, operations).resource['title']).toBe('999');
  });

  it('an attribute that the model does not know is told and not applied', () => {
    const { resource, unknown, changedPaths } = patch(anna, [
      { op: 'add', path: 'shoeSize', value: 40 },
      { op: 'add', path: 'name.shoe', value: 'x' },
      { op: 'add', path: 'emails[type eq "work"].shoe', value: 'x' },
      { op: 'replace', value: { hat: 1, name: { hat: 2 } } },
      { op: 'add', path: enterprise, value: { hat: 3 } },
      { op: 'add', path: 'urn:example:other:1.0:User:hat', value: 4 },
      { op: 'remove', path: 'glove' },
    ]);
    expect(unknown.map(({ path }) => path).toSorted()).toEqual(
      ['emails[type eq "work"].shoe', 'glove', 'hat', 'name.hat', 'name.shoe', 'shoeSize', 'urn:example:other:1.0:User:hat', `${enterprise}:hat`].toSorted(),
    );
    expect(changedPaths).toEqual([]);
    expect(resource).toEqual(anna);
  });
});

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
    expect(after({ op: 'add', path: 'NAME.givenname', value: 'Anne' })['name']).toEqual({ givenName: 'Anne', familyName: 'Berg' });
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
    expect(patch(anna, [{ op: 'add', path: 'emails', value: [{ value: 'ANNA@work.example', type: 'work' }] }]).resource['emails']).toEqual([
      { ...work, value: 'ANNA@work.example' },
      home,
    ]);
    expect(patch(anna, [{ op: 'add', path: 'emails', value: [home, home] }]).changedPaths).toEqual([]);
    expect(after({ op: 'add', path: 'emails', value: [{ value: home.value, type: 'other' }] })['emails']).toHaveLength(3);
  });

  it('keeps what an element has when a part of it is added again', () => {
    expect(patch(anna, [{ op: 'add', path: 'emails', value: [{ value: work.value }] }]).changedPaths).toEqual([]);
    expect(after({ op: 'add', path: 'emails', value: [{ value: work.value, display: 'W' }] })['emails']).toEqual([{ ...work, display: 'W' }, home]);
  });

  it('honours caseExact when it looks for a value', () => {
    const { resource } = patch(thing, [{ op: 'add', path: 'ports', value: [{ value: 'P1', type: 'usb' }] }], lenient, device);
    expect(resource['ports']).toHaveLength(3);
    expect(patch(thing, [{ op: 'add', path: 'tags', value: ['RED'] }], lenient, device).changedPaths).toEqual([]);
  });

  it('adds an element with its sub-attribute where the filter matches none', () => {
    expect(after({ op: 'add', path: 'addresses[type eq "Work Site" and primary eq true].locality', value: 'Oslo' })['addresses']).toEqual([
      { type: 'Work Site', primary: true, locality: 'Oslo' },
    ]);
    expect(after({ op: 'add', path: 'emails[type eq "other"].value', value: 'x@y' })['emails']).toEqual([work, home, { type: 'other', value: 'x@y' }]);
  });

  it('refuses with noTarget where the setting or the filter does not say what to make', () => {
    const operation = { op: 'add', path: 'emails[type eq "other"].value', value: 'x@y' };
    expect(refusal(() => after(operation, anna, strict))).toMatchObject({ status: 400, scimType: 'noTarget' });
    for (const filter of ['type ne "work" and type ne "home"', 'type eq "a" or type eq "b"', 'type co "x"', 'type eq "a" and type eq "b"', 'not (type pr)']) {
      expect(refusal(() => after({ ...operation, path: `emails[${filter}].value` })), filter).toMatchObject({ scimType: 'noTarget' });
    }
  });

  it('changes the elements that the filter matches', () => {
    expect(after({ op: 'add', path: 'emails[type eq "home"].display', value: 'Home' })['emails']).toEqual([work, { ...home, display: 'Home' }]);
    expect(after({ op: 'add', path: 'emails[type eq "home"]', value: { display: 'Home' } })['emails']).toEqual([work, { ...home, display: 'Home' }]);
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
    expect(after({ op: 'add', path: `${enterprise}:manager.value`, value: '7' })[enterprise]).toEqual({ department: 'Sales', manager: { value: '7' } });
  });

  it('without a path sets several attributes at once', () => {
    expect(patch(anna, [{ op: 'add', value: { title: 'CEO', nickName: 'A' } }]).changedPaths.toSorted()).toEqual(['nickName', 'title']);
  });

  it('RFC 7643 §2.5: adding nothing changes nothing', () => {
    expect(patch(anna, [{ op: 'add', path: 'emails', value: [] }, { op: 'add', path: 'title', value: null }]).changedPaths).toEqual([]);
  });
});

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
    expect(after({ op: 'remove', path: 'emails[type eq "work"].primary' })['emails']).toEqual([{ value: work.value, type: 'work' }, home]);
  });

  it('removes an element of which only labels are left', () => {
    expect(after({ op: 'remove', path: 'emails[type eq "work"].value' })['emails']).toEqual([home]);
  });

  it('with no match leaves the resource unchanged', () => {
    for (const path of ['title', 'name.middleName', 'emails[type eq "nosuch"]', 'emails[type eq "nosuch"].value', 'addresses', `${enterprise}:division`]) {
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
    expect(refusal(() => after({ op: 'remove', path: 'userName' }))).toMatchObject({ status: 400, scimType: 'invalidValue', attribute: 'userName' });
    expect(refusal(() => patch(thing, [{ op: 'remove', path: 'case.colour' }], lenient, device))).toMatchObject({ attribute: 'case.colour' });
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
    expect(after({ op: 'replace', path: 'name', value: { givenName: 'Anne' } })['name']).toEqual({ givenName: 'Anne', familyName: 'Berg' });
    expect(after({ op: 'replace', value: { name: { givenName: 'Anne', familyName: null } } })['name']).toEqual({ givenName: 'Anne' });
  });

  it('without a path touches only what the value names', () => {
    expect(after({ op: 'replace', value: { active: false } })).toEqual({ ...anna, active: false });
  });

  it('of filtered elements replaces them, or one sub-attribute of them', () => {
    expect(after({ op: 'replace', path: 'emails[type eq "home"]', value: { value: 'n@x' } })['emails']).toEqual([work, { value: 'n@x' }]);
    expect(after({ op: 'replace', path: 'emails[type eq "home"].value', value: 'n@x' })['emails']).toEqual([work, { ...home, value: 'n@x' }]);
  });

  it('with a filter that matches nothing is refused with noTarget, or makes the element', () => {
    const operation = { op: 'replace', path: 'emails[type eq "other"].value', value: 'n@x' };
    expect(refusal(() => after(operation, anna, strict))).toMatchObject({ status: 400, scimType: 'noTarget', ruleId: 'filtered-target-missing' });
    expect(after(operation)['emails']).toEqual([work, home, { type: 'other', value: 'n@x' }]);
  });

  it('RFC 7643 §2.5: null and empty lists unassign', () => {
    expect('title' in after({ op: 'replace', path: 'title', value: null }, { ...anna, title: 'CEO' })).toBe(false);
    expect('emails' in after({ op: 'replace', path: 'emails', value: [] })).toBe(false);
    expect(enterprise in after({ op: 'replace', path: enterprise, value: null })).toBe(false);
    expect(after({ op: 'replace', path: 'name', value: { givenName: null } })['name']).toEqual({ familyName: 'Berg' });
    expect('name' in after({ op: 'replace', path: 'name', value: { givenName: null, FAMILYNAME: null } })).toBe(false);
    expect('name' in after({ op: 'replace', path: 'name', value: {} })).toBe(false);
    expect(after({ op: 'replace', path: 'emails[type eq "work"].primary', value: null })['emails']).toEqual([{ value: work.value, type: 'work' }, home]);
  });

  it('refuses more than one primary', () => {
    const value = [{ ...work }, { ...home, primary: true }];
    expect(refusal(() => after({ op: 'replace', path: 'emails', value }))).toMatchObject({ scimType: 'invalidValue', attribute: 'emails' });
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
    expect(refusal(() => after({ op: 'replace', path, value }))).toMatchObject({ status: 400, scimType: 'invalidValue', attribute });
  });
});

describe('RFC 7644 §3.5.2: mutability, atomicity, no-op', () => {
  it('readOnly is passed over in a value, or refused where the setting says so', () => {
    const operation = { op: 'replace', value: { temperature: 99, label: 'x' } };
    expect(patch(thing, [operation], lenient, device).changedPaths).toEqual(['label']);
    expect(refusal(() => patch(thing, [operation], strict, device))).toMatchObject({ scimType: 'mutability', attribute: 'temperature' });
  });

  it('the id may be repeated, as Okta does, but not changed', () => {
    expect(patch(anna, [{ op: 'replace', value: { id: '1', title: 'x' } }]).changedPaths).toEqual(['title']);
    expect(refusal(() => after({ op: 'replace', path: 'id', value: '2' }))).toMatchObject({ scimType: 'mutability', attribute: 'id' });
  });

  it('immutable values may be set once and repeated, but not changed or removed', () => {
    expect(patch({ schemas: [], id: '1', serial: 'S' }, [{ op: 'add', path: 'maker', value: 'A' }], lenient, device).resource['maker']).toBe('A');
    expect(patch(thing, [{ op: 'replace', path: 'maker', value: 'ACME' }], lenient, device).changedPaths).toEqual([]);
    for (const operation of [
      { op: 'replace', path: 'maker', value: 'Other' },
      { op: 'remove', path: 'maker' },
      { op: 'replace', path: 'case.stamp', value: 'B' },
      { op: 'replace', path: 'case', value: { stamp: 'B' } },
      { op: 'remove', path: 'case' },
    ]) {
      expect(refusal(() => patch(thing, [operation], lenient, device)), operation.path).toMatchObject({ status: 400, scimType: 'mutability' });
    }
  });

  it('an immutable part of an element that stays keeps its value; elements come and go as a whole', () => {
    const wired: JsonObject = { ...thing, ports: [{ value: 'p1', type: 'usb', mac: 'A' }] };
    const change = (operation: Operation) => patch(wired, [operation], lenient, device);
    for (const operation of [
      { op: 'replace', path: 'ports[value eq "p1"].mac', value: 'B' },
      { op: 'remove', path: 'ports[value eq "p1"].mac' },
      { op: 'add', path: 'ports[value eq "p1"]', value: { mac: 'B' } },
      { op: 'replace', path: 'ports[value eq "p1"]', value: { value: 'p1', speed: 1 } },
    ]) {
      expect(refusal(() => change(operation)), operation.op).toMatchObject({ scimType: 'mutability', attribute: 'ports.mac' });
    }
    expect(change({ op: 'add', path: 'ports[value eq "p1"].mac', value: 'A' }).changedPaths).toEqual([]);
    expect(change({ op: 'replace', path: 'ports[value eq "p1"].speed', value: 1 }).changedPaths).toEqual(['ports']);
    expect(change({ op: 'remove', path: 'ports[value eq "p1"]' }).changedPaths).toEqual(['ports']);
  });

  it('all operations or none: the resource that came in is never changed', () => {
    const before = structuredClone(anna);
    expect(() =>
      patch(anna, [
        { op: 'replace', path: 'title', value: 'x' },
        { op: 'add', path: 'emails[type eq "home"].display', value: 'x' },
        { op: 'replace', path: `${enterprise}:department`, value: 'x' },
        { op: 'remove', path: 'userName' },
      ]),
    ).toThrow();
    expect(anna).toEqual(before);
  });

  it('operations build on each other', () => {
    const { resource, changedPaths } = patch(anna, [
      { op: 'remove', path: 'userName' },
      { op: 'add', path: 'userName', value: 'anne' },
      { op: 'add', path: 'title', value: 'x' },
      { op: 'remove', path: 'title' },
    ]);
    expect(resource).toEqual({ ...anna, userName: 'anne' });
    expect(changedPaths).toEqual(['userName']);
  });

  it('what sets everything to what it is changes nothing', () => {
    const operations = [
      { op: 'replace', value: { userName: 'anna', name: { familyName: 'Berg', givenName: 'Anna' }, emails: [work, home] } },
      { op: 'add', path: 'emails', value: [home] },
      { op: 'replace', path: 'emails[type eq "work"].value', value: work.value },
      { op: 'replace', path: `${enterprise}:manager`, value: { value: '26' } },
      { op: 'add', path: 'active', value: true },
    ];
    expect(patch(anna, operations).changedPaths).toEqual([]);
  });

  it('`__proto__` and `constructor` are names like any other', () => {
    const body = JSON.parse('{"Operations":[{"op":"add","value":{"__proto__":{"admin":true},"constructor":1}}]}') as JsonValue;
    const parsed = parsePatch(user, body);
    expect(parsed.unknown.map(({ path }) => path)).toEqual(['__proto__', 'constructor']);
    expect(refusal(() => parsePatch(user, { Operations: [{ op: 'add', path: '__proto__.admin', value: true }] })).scimType).toBe('invalidPath');
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  it('a list of ten thousands of elements is compared in time', () => {
    const many = Array.from({ length: 30_000 }, (_, i) => ({ value: `v${i}@x`, type: 'work' }));
    const start = performance.now();
    const full = after({ op: 'add', path: 'emails', value: [...many, ...many] });
    expect(full['emails']).toHaveLength(30_002);
    expect('emails' in after({ op: 'remove', path: 'emails', value: many }, full)).toBe(true);
    expect(performance.now() - start).toBeLessThan(10_000);
  });

  it('attributes of an extension of another type are applied as declared', () => {
    const { resource } = patch(thing, [{ op: 'add', path: `${warrantyUrn}:contract`, value: { number: '7' } }], lenient, device);
    expect(resource[warrantyUrn]).toEqual({ contract: { number: '7' } });
    expect(refusal(() => patch(thing, [{ op: 'add', path: `${warrantyUrn}:until`, value: 'soon' }], lenient, device))).toMatchObject({
      attribute: `${warrantyUrn}:until`,
    });
  });
});
