import { describe, expect, test } from 'vitest';
import type { ListedUser } from '#shared/contract/user-list.ts';
import { type ScopeUser, compareUsers } from '#main/golive/blast-radius/compare.ts';

const LIST = { name: 'users.csv', imported: '2026-11-24T10:00:00Z', count: 0 };

const listed = (userName: string, more: Partial<ListedUser> = {}): ListedUser => ({
  userName,
  email: userName,
  givenName: null,
  familyName: null,
  groups: [],
  active: true,
  ...more,
});
const person = (userName: string, more: Partial<ScopeUser> = {}): ScopeUser => ({
  id: userName,
  userName,
  email: userName,
  givenName: null,
  familyName: null,
  active: true,
  wantsInvitation: false,
  groups: [],
  ...more,
});
const compare = (users: ListedUser[], scope: ScopeUser[], sso: 'on' | 'off' | 'unanswered' = 'unanswered') =>
  compareUsers(LIST, users, scope, sso);
const only = (users: ListedUser[], scope: ScopeUser[], sso?: 'on' | 'off') => {
  const [row, ...more] = compare(users, scope, sso).rows;
  if (row === undefined || more.length > 0) throw new Error('one row was expected');
  return row;
};

describe('what the first cycle would do', () => {
  test('rule 12: the same user name in another case is the same account, and matches', () => {
    expect(only([listed('Anna@contoso.example')], [person('anna@contoso.example')])).toMatchObject({
      category: 'matched',
      changes: [],
    });
  });

  test('rule 8: an account whose data differ is taken over, with before and after', () => {
    const row = only(
      [listed('anna', { email: 'old@contoso.example', familyName: 'Berg' })],
      [person('anna', { email: 'new@contoso.example', familyName: 'Tal' })],
    );
    expect(row.category).toBe('taken-over');
    expect(row.changes).toEqual([
      { attribute: 'emails[type eq "work"].value', before: 'old@contoso.example', after: 'new@contoso.example' },
      { attribute: 'name.familyName', before: 'Berg', after: 'Tal' },
    ]);
  });

  test('who is inactive at the identity provider is switched off', () => {
    expect(only([listed('anna')], [person('anna', { active: false })]).category).toBe('deactivated');
  });

  test('who is in no account is created, and who is in no scope is left alone', () => {
    expect(only([], [person('ben')]).category).toBe('created');
    expect(only([listed('cleo')], []).category).toBe('left-alone');
  });

  test('the same mail address under another user name is ambiguous', () => {
    const { rows, sentence } = compare([listed('aberg', { email: 'Anna@contoso.example' })], [person('anna@contoso.example')]);
    expect(rows.map(({ category }) => category)).toEqual(['ambiguous', 'left-alone']);
    expect(rows[0]?.what).toContain('aberg has the same mail address');
    expect(sentence).toContain('1 person is ambiguous');
  });

  test('every account and every person of the scope is in exactly one row', () => {
    const { counts, rows } = compare([listed('a'), listed('b'), listed('c')], [person('a'), person('d')]);
    expect(rows).toHaveLength(4);
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(4);
  });
});

describe('what follows from it', () => {
  const kinds = (row: ReturnType<typeof only>) => row.consequences.map(({ kind }) => kind);

  test('rule 19: joining a group of the real system by its name gives its rights', () => {
    const { rows } = compare([listed('boss', { groups: ['Admins'] })], [person('anna', { groups: ['admins', 'Others'] })]);
    const row = rows.find(({ userName }) => userName === 'anna');
    expect(row?.consequences).toMatchObject([{ kind: 'privilege', ruleId: 'pushed-group-name', fidelity: 'assumed' }]);
    expect(row?.consequences[0]?.text).toContain('"admins"');
  });

  test('an inactive account that becomes active again is told', () => {
    expect(kinds(only([listed('anna', { active: false })], [person('anna')]))).toEqual(['privilege']);
  });

  test('rule 13: with single sign-on, a user name unlike the mail address', () => {
    expect(kinds(only([], [person('u1', { email: 'anna@contoso.example' })], 'on'))).toEqual(['log-in']);
    expect(kinds(only([], [person('anna@contoso.example')], 'on'))).toEqual([]);
  });

  test('rule 7: without it, a new account that nobody invites', () => {
    expect(kinds(only([], [person('anna')], 'off'))).toEqual(['log-in']);
    expect(kinds(only([], [person('anna', { wantsInvitation: true })], 'off'))).toEqual([]);
  });
});
