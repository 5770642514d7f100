import { describe, expect, test } from 'vitest';
import { judgeUnlisted } from '#main/rules/unlisted.ts';
import { URN } from '#shared/scim/urns.ts';

const settings = ['tolerant', 'literal', 'lenient'] as const;

describe('rule 18: attributes that are not in the mapping list', () => {
  test.each([
    ['tolerant', 'title', 'refuse'],
    ['literal', 'title', 'refuse'],
    ['lenient', 'title', 'ignore'],
    ['tolerant', 'displayName', 'ignore'],
  ] as const)('%s: a PATCH that removes %s names it all the same: %s', (setting, path, decision) => {
    expect(judgeUnlisted(setting, { resourceType: 'User', path })).toMatchObject({ decision });
  });

  test('RFC 7644 §3.12: the path of a PATCH operation is refused as invalidPath', () => {
    const verdict = judgeUnlisted('tolerant', { resourceType: 'User', path: 'title', value: 'x', isPath: true });
    expect(verdict).toMatchObject({ decision: 'refuse', error: { scimType: 'invalidPath', ruleId: 'unlisted-attributes' } });
  });

  test.each([
    'externalId',
    'displayName',
    'locale',
    'password',
    'groups',
    'roles',
    'meta',
    'id',
    'DISPLAYNAME',
    'roles[primary eq "True"].value',
    `${URN.user}:displayName`,
  ])('tolerant: %s of a user is ignored with a note', (path) => {
    expect(judgeUnlisted('tolerant', { resourceType: 'User', path, value: 'x' })).toMatchObject({
      decision: 'ignore',
      note: { code: 'ignored-attribute', severity: 'forgiven', ruleId: 'unlisted-attributes', attribute: path },
    });
  });

  test.each(['title', 'name.middleName', 'nickName', `${URN.enterpriseUser}:department`, URN.enterpriseUser, 'emails.display'])(
    'tolerant: %s of a user is refused, and the answer names attribute and rule',
    (path) => {
      const verdict = judgeUnlisted('tolerant', { resourceType: 'User', path, value: 'x' });
      expect(verdict).toMatchObject({
        decision: 'refuse',
        error: { status: 400, scimType: 'invalidValue', attribute: path, ruleId: 'unlisted-attributes' },
      });
      expect(verdict.decision === 'refuse' && verdict.error.message).toBe(
        `Attribute "${path}" is not in the mapping list of this endpoint (rule unlisted-attributes: mapping any other field is an error).`,
      );
    },
  );

  test('tolerant: a group may bring externalId but not what only users bring', () => {
    expect(judgeUnlisted('tolerant', { resourceType: 'Group', path: 'externalId', value: 'x' }).decision).toBe('ignore');
    expect(judgeUnlisted('tolerant', { resourceType: 'Group', path: 'locale', value: 'x' }).decision).toBe('refuse');
  });

  test('tolerant: name.formatted, which Entra ID maps by default, is accepted with a warning', () => {
    expect(judgeUnlisted('tolerant', { resourceType: 'User', path: 'name.formatted', value: 'A B', idp: 'entra' })).toMatchObject(
      {
        decision: 'ignore',
        note: { code: 'formatted-name', severity: 'warning' },
      },
    );
  });

  test('literal: what tolerant would let pass is refused too', () => {
    for (const path of ['displayName', 'locale', 'name.formatted', 'title']) {
      expect(judgeUnlisted('literal', { resourceType: 'User', path, value: 'x' }).decision, path).toBe('refuse');
    }
  });

  test('lenient: anything is ignored with a note', () => {
    for (const path of ['displayName', 'title', 'name.formatted']) {
      expect(judgeUnlisted('lenient', { resourceType: 'User', path, value: 'x' }), path).toMatchObject({
        decision: 'ignore',
        note: { attribute: path },
      });
    }
  });

  test.each(settings)('RFC 7643 §2.5, %s: an attribute without a value counts as not sent', (setting) => {
    for (const value of [null, [], {}, [null], { manager: null }]) {
      expect(judgeUnlisted(setting, { resourceType: 'User', path: 'title', value })).toEqual({ decision: 'ignore', note: null });
    }
  });

  test('tolerant: the empty groups that Okta always sends are still reported', () => {
    const verdict = judgeUnlisted('tolerant', { resourceType: 'User', path: 'groups', value: [], idp: 'okta' });
    expect(verdict).toMatchObject({ decision: 'ignore', note: { what: expect.stringContaining('Okta always sends it') } });
  });

  test('a hostile attribute name does not blow up the answer', () => {
    const verdict = judgeUnlisted('tolerant', { resourceType: 'User', path: 'x'.repeat(100_000), value: 1 });
    expect(verdict.decision === 'refuse' && verdict.error.message.length).toBeLessThan(400);
  });
});
