import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { parsePatch } from '#main/scim/patch/parse.ts';
import { cpuMs } from '../../support/cpu-clock.ts';
import { describe, expect, it } from 'vitest';
import { device, refusal, user, warrantyUrn } from './models.ts';
import { type Operation, after, anna, enterprise, home, lenient, patch, strict, thing, work } from './patch-fixture.ts';

describe('RFC 7644 §3.5.2: mutability, atomicity, no-op', () => {
  it('readOnly is passed over in a value, or refused where the setting says so', () => {
    const operation = { op: 'replace', value: { temperature: 99, label: 'x' } };
    expect(patch(thing, [operation], lenient, device).changedPaths).toEqual(['label']);
    expect(refusal(() => patch(thing, [operation], strict, device))).toMatchObject({
      scimType: 'mutability',
      attribute: 'temperature',
    });
  });

  it('the id may be repeated, as Okta does, but not changed', () => {
    expect(patch(anna, [{ op: 'replace', value: { id: '1', title: 'x' } }]).changedPaths).toEqual(['title']);
    expect(refusal(() => after({ op: 'replace', path: 'id', value: '2' }))).toMatchObject({
      scimType: 'mutability',
      attribute: 'id',
    });
  });

  it('immutable values may be set once and repeated, but not changed or removed', () => {
    expect(
      patch({ schemas: [], id: '1', serial: 'S' }, [{ op: 'add', path: 'maker', value: 'A' }], lenient, device).resource['maker'],
    ).toBe('A');
    expect(patch(thing, [{ op: 'replace', path: 'maker', value: 'ACME' }], lenient, device).changedPaths).toEqual([]);
    for (const operation of [
      { op: 'replace', path: 'maker', value: 'Other' },
      { op: 'remove', path: 'maker' },
      { op: 'replace', path: 'case.stamp', value: 'B' },
      { op: 'replace', path: 'case', value: { stamp: 'B' } },
      { op: 'remove', path: 'case' },
    ]) {
      expect(
        refusal(() => patch(thing, [operation], lenient, device)),
        operation.path,
      ).toMatchObject({ status: 400, scimType: 'mutability' });
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
      expect(
        refusal(() => change(operation)),
        operation.op,
      ).toMatchObject({ scimType: 'mutability', attribute: 'ports.mac' });
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
    ).toThrow('"userName" is required');
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
    expect(refusal(() => parsePatch(user, { Operations: [{ op: 'add', path: '__proto__.admin', value: true }] })).scimType).toBe(
      'invalidPath',
    );
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false);
  });

  it('a thousand operations on a thousand values are done in time, and more values are refused', () => {
    const values = (count: number) => Array.from({ length: count }, (_, i) => ({ value: `v${i}@x`, type: 'work' }));
    const start = cpuMs();
    const empty = after({ op: 'remove', path: 'emails' });
    const full = after({ op: 'add', path: 'emails', value: [...values(1000), ...values(1000)] }, empty);
    expect(full['emails']).toHaveLength(1000);
    const each = values(1000).map(({ value }) => ({ op: 'replace', path: `emails[value eq "${value}"].type`, value: 'home' }));
    const { resource } = patch(full, each);
    expect(resource['emails']).toEqual(values(1000).map((one) => ({ ...one, type: 'home' })));
    expect(cpuMs() - start).toBeLessThan(10_000);
    expect(refusal(() => after({ op: 'add', path: 'emails', value: values(1001) }, empty))).toMatchObject({
      scimType: 'invalidValue',
      attribute: 'emails',
    });
  });

  it('attributes of an extension of another type are applied as declared', () => {
    const { resource } = patch(thing, [{ op: 'add', path: `${warrantyUrn}:contract`, value: { number: '7' } }], lenient, device);
    expect(resource[warrantyUrn]).toEqual({ contract: { number: '7' } });
    expect(
      refusal(() => patch(thing, [{ op: 'add', path: `${warrantyUrn}:until`, value: 'soon' }], lenient, device)),
    ).toMatchObject({
      attribute: `${warrantyUrn}:until`,
    });
  });
});
