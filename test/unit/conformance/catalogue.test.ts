import { expect, test } from 'vitest';
import { CHECKS, selectChecks } from '#main/conformance/catalogue.ts';
import { whoIsRight } from '#main/conformance/check.ts';

test('each check has an id of its own that begins with its part, a clause and a fix', () => {
  expect(new Set(CHECKS.map(({ id }) => id)).size).toBe(CHECKS.length);
  expect(new Set(CHECKS.map(({ group, title }) => `${group} ${title}`)).size).toBe(CHECKS.length);
  for (const { id, group, source, fix, binding } of CHECKS) {
    expect(id).toMatch(/^[a-z]+\.[a-z0-9-]+$/);
    expect(id.startsWith(`${group}.`), id).toBe(true);
    expect(source, id).toMatch(group === 'entra' ? /Entra|Microsoft/ : group === 'okta' ? /Okta/ : /RFC \d{4} §/);
    expect(fix, id).toMatch(/\.$/);
    expect(binding === 'idp', id).toBe(group === 'entra' || group === 'okta');
  }
});

test('a list, a check and a whole part can be chosen', () => {
  const ids = (options: Parameters<typeof selectChecks>[0]) => selectChecks(options).map(({ id }) => id);
  expect(ids({})).toHaveLength(CHECKS.length);
  expect(ids({ only: ['patch.replace'] })).toEqual(['patch.replace']);
  expect(ids({ only: ['auth'] }).every((id) => id.startsWith('auth.'))).toBe(true);
  expect(ids({ list: 'okta' }).every((id) => id.startsWith('okta.'))).toBe(true);
  expect(ids({ list: 'rfc' }).some((id) => /^(entra|okta)\./.test(id))).toBe(false);
});

test('a check that does not exist is named, with what does', () => {
  expect(() => selectChecks({ only: ['patch.replace', 'nonsense'] })).toThrow(/no check "nonsense".*discovery, auth, users/);
  expect(() => selectChecks({ list: 'okta', only: ['patch'] })).toThrow(/no check "patch"/);
});

test('who is right follows from how binding a check is', () => {
  const of = (id: string) =>
    selectChecks({ only: [id] })
      .map(whoIsRight)
      .join();
  expect(of('users.create')).toMatch(/^The RFC is right/);
  expect(of('lists.search')).toMatch(/^The RFC recommends it/);
  expect(of('entra.probe')).toMatch(/^Microsoft asks for this/);
  expect(of('okta.import')).toMatch(/^Okta asks for this/);
});
