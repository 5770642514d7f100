import { describe, expect, test } from 'vitest';
import { ENTERPRISE, USER, bodyOf, created, expectError, freshName, metaOf, user } from '../../support/scim-answers.ts';
import type { ScimBody } from '../../support/scim-client.ts';
import { withHost } from '../../support/with-host.ts';

const running = withHost();

async function fresh(more: object = {}): Promise<ScimBody & { id: string }> {
  return created(running.client, '/Users', user(freshName('patch'), more));
}

async function patched(id: string, operations: readonly object[]): Promise<ScimBody> {
  return bodyOf(await running.client.patch(`/Users/${id}`, operations));
}

async function expectRefused(before: ScimBody & { id: string }, operations: readonly object[], scimType: string): Promise<void> {
  expectError(await running.client.patch(`/Users/${before.id}`, operations), 400, scimType);
  expect(bodyOf(await running.client.get(`/Users/${before.id}`)), 'nothing may have changed').toEqual(before);
}

const WORK = { value: 'w@contoso.example', type: 'work' };
const HOME = { value: 'h@contoso.example', type: 'home' };

describe('RFC 7644 §3.5.2.1: add', () => {
  test('without a path the attributes of the value are added; a multi-valued one keeps what it had', async () => {
    const { id } = await fresh({ emails: [WORK] });
    const body = await patched(id, [{ op: 'add', value: { nickName: 'Babs', emails: [HOME] } }]);
    expect(body['nickName']).toBe('Babs');
    expect(body['emails']).toEqual([WORK, HOME]);
  });

  test('a single-valued attribute that has a value is replaced', async () => {
    const { id } = await fresh({ title: 'Boss' });
    expect((await patched(id, [{ op: 'add', path: 'title', value: 'Chief' }]))['title']).toBe('Chief');
  });

  test('a complex attribute keeps the sub-attributes that are not named', async () => {
    const { id } = await fresh({ name: { givenName: 'A', familyName: 'B' } });
    const body = await patched(id, [{ op: 'add', path: 'name', value: { givenName: 'C' } }]);
    expect(body['name']).toEqual({ givenName: 'C', familyName: 'B' });
  });

  test('a value that is there already changes nothing: version and lastModified stay', async () => {
    const made = await fresh({ emails: [WORK], title: 'Boss' });
    const body = await patched(made.id, [
      { op: 'add', path: 'emails', value: [WORK] },
      { op: 'add', path: 'title', value: 'Boss' },
    ]);
    expect(body).toEqual(made);
  });

  test('an attribute of an extension is added by its URN, and schemas names the extension from then on', async () => {
    const { id } = await fresh();
    const body = await patched(id, [{ op: 'add', path: `${ENTERPRISE}:department`, value: 'Law' }]);
    expect(body[ENTERPRISE]).toEqual({ department: 'Law' });
    expect(body['schemas']).toEqual([USER, ENTERPRISE]);
    const whole = await patched(id, [{ op: 'add', path: ENTERPRISE, value: { costCenter: '7' } }]);
    expect(whole[ENTERPRISE]).toEqual({ department: 'Law', costCenter: '7' });
  });

  test('a value path with a sub-attribute changes the elements that match', async () => {
    const { id } = await fresh({ emails: [WORK, HOME] });
    const body = await patched(id, [{ op: 'add', path: 'emails[type eq "home"].display', value: 'at home' }]);
    expect(body['emails']).toEqual([WORK, { ...HOME, display: 'at home' }]);
  });
});

describe('RFC 7644 §3.5.2.2: remove', () => {
  test('an attribute, a sub-attribute, an attribute of an extension, and an extension as a whole', async () => {
    const { id } = await fresh({
      title: 'Boss',
      name: { givenName: 'A', familyName: 'B' },
      [ENTERPRISE]: { department: 'Law', costCenter: '7' },
    });
    const first = await patched(id, [
      { op: 'remove', path: 'title' },
      { op: 'remove', path: 'name.givenName' },
      { op: 'remove', path: `${ENTERPRISE}:department` },
    ]);
    expect(first).not.toHaveProperty('title');
    expect(first['name']).toEqual({ familyName: 'B' });
    expect(first[ENTERPRISE]).toEqual({ costCenter: '7' });
    const second = await patched(id, [{ op: 'remove', path: ENTERPRISE }]);
    expect(second).not.toHaveProperty([ENTERPRISE]);
    expect(second['schemas']).toEqual([USER]);
  });

  test('a value path removes the elements that match, and the attribute with its last element', async () => {
    const { id } = await fresh({ emails: [WORK, HOME] });
    expect((await patched(id, [{ op: 'remove', path: 'emails[type eq "work"]' }]))['emails']).toEqual([HOME]);
    expect(await patched(id, [{ op: 'remove', path: 'emails[type eq "home"]' }])).not.toHaveProperty('emails');
  });

  test('a remove with no match leaves the resource unchanged', async () => {
    const made = await fresh({ emails: [WORK] });
    const body = await patched(made.id, [
      { op: 'remove', path: 'emails[type eq "other"]' },
      { op: 'remove', path: 'nickName' },
    ]);
    expect(body).toEqual(made);
  });

  test('without a path: noTarget', async () => {
    await expectRefused(await fresh(), [{ op: 'remove' }], 'noTarget');
  });

  test('a required attribute cannot be removed: 400 mutability', async () => {
    await expectRefused(await fresh(), [{ op: 'remove', path: 'userName' }], 'mutability');
  });
});

describe('RFC 7644 §3.5.2.3: replace', () => {
  test('an attribute that is not there is added; a multi-valued one is replaced as a whole', async () => {
    const { id } = await fresh({ emails: [WORK] });
    const body = await patched(id, [
      { op: 'replace', path: 'title', value: 'Chief' },
      { op: 'replace', path: 'emails', value: [HOME] },
    ]);
    expect(body).toMatchObject({ title: 'Chief', emails: [HOME] });
  });

  test('without a path only the attributes of the value are replaced', async () => {
    const { id } = await fresh({ title: 'Boss', nickName: 'Babs' });
    expect(await patched(id, [{ op: 'replace', value: { title: 'Chief' } }])).toMatchObject({ title: 'Chief', nickName: 'Babs' });
  });

  test('a value path replaces matching elements, or one sub-attribute of them', async () => {
    const { id } = await fresh({ emails: [WORK, HOME] });
    const body = await patched(id, [
      { op: 'replace', path: 'emails[type eq "work"]', value: { value: 'n@contoso.example', type: 'other' } },
      { op: 'replace', path: 'emails[type eq "home"].value', value: 'm@contoso.example' },
    ]);
    expect(body['emails']).toEqual([
      { value: 'n@contoso.example', type: 'other' },
      { value: 'm@contoso.example', type: 'home' },
    ]);
  });

  test('names in paths count in any case and may carry the URN of their schema', async () => {
    const { id } = await fresh();
    const body = await patched(id, [
      { op: 'replace', path: `${USER}:NAME.GIVENNAME`, value: 'Ann' },
      { op: 'replace', path: `${ENTERPRISE.toUpperCase()}:DEPARTMENT`, value: 'Law' },
    ]);
    expect(body).toMatchObject({ name: { givenName: 'Ann' }, [ENTERPRISE]: { department: 'Law' } });
  });
});

describe('RFC 7644 §3.5.2: a PATCH as a whole', () => {
  test('primary stays with one value: a new primary takes it from the old one', async () => {
    const { id } = await fresh({ emails: [{ ...WORK, primary: true }, HOME] });
    const body = await patched(id, [{ op: 'add', path: 'emails', value: [{ value: 'p@contoso.example', primary: true }] }]);
    const primaries = (body['emails'] as { value: string; primary?: boolean }[]).filter((one) => one.primary === true);
    expect(primaries.map((one) => one.value)).toEqual(['p@contoso.example']);
    const moved = await patched(id, [{ op: 'replace', path: 'emails[type eq "home"].primary', value: true }]);
    const now = (moved['emails'] as { value: string; primary?: boolean }[]).filter((one) => one.primary === true);
    expect(now.map((one) => one.value)).toEqual(['h@contoso.example']);
  });

  test('operations are atomic: a late one that fails undoes the earlier ones', async () => {
    const made = await fresh({ title: 'Boss' });
    await expectRefused(
      made,
      [
        { op: 'replace', path: 'title', value: 'Chief' },
        { op: 'add', path: 'emails', value: [WORK] },
        { op: 'replace', path: 'active', value: { no: 'boolean' } },
      ],
      'invalidValue',
    );
  });

  test('operations are applied in order', async () => {
    const { id } = await fresh();
    const body = await patched(id, [
      { op: 'add', path: 'emails', value: [WORK, HOME] },
      { op: 'remove', path: 'emails[type eq "work"]' },
      { op: 'add', path: 'title', value: 'a' },
      { op: 'replace', path: 'title', value: 'b' },
    ]);
    expect(body).toMatchObject({ emails: [HOME], title: 'b' });
  });

  test('a change there and back keeps version and lastModified', async () => {
    const made = await fresh({ title: 'a' });
    const body = await patched(made.id, [
      { op: 'replace', path: 'title', value: 'b' },
      { op: 'replace', path: 'title', value: 'a' },
    ]);
    expect(metaOf(body)).toEqual(metaOf(made));
  });

  test('a unique value of another resource is refused with 409, and nothing changes', async () => {
    const one = await fresh();
    const other = await fresh();
    const operations = [
      { op: 'add', path: 'title', value: 'Thief' },
      { op: 'replace', path: 'userName', value: String(one['userName']).toUpperCase() },
    ];
    expectError(await running.client.patch(`/Users/${other.id}`, operations), 409, 'uniqueness');
    expect(bodyOf(await running.client.get(`/Users/${other.id}`))).toEqual(other);
  });

  test('a resource may take its own unique value in another case', async () => {
    const made = await fresh();
    const name = String(made['userName']).toUpperCase();
    expect((await patched(made.id, [{ op: 'replace', path: 'userName', value: name }]))['userName']).toBe(name);
  });

  test.each([
    ['an unknown op', [{ op: 'move', path: 'title', value: 'x' }], 'invalidSyntax'],
    ['no operations', [], 'invalidSyntax'],
    ['a path that cannot be read', [{ op: 'replace', path: 'emails[type eq', value: 'x' }], 'invalidPath'],
    ['a wrong type', [{ op: 'replace', path: 'title', value: 7 }], 'invalidValue'],
    ['an add without a value', [{ op: 'add', path: 'title' }], 'invalidValue'],
  ])('%s is refused', async (_what, operations, scimType) => {
    await expectRefused(await fresh({ title: 'Boss' }), operations, scimType);
  });
});
