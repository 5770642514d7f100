import { type LogInFacts, logInState, logInStatesOf, logInTerms, viewLogIn } from '#main/account/log-in.ts';
import { describeRule } from '#main/rules/catalogue.ts';
import type { InvitationRow } from '#main/store/repositories/invitations.ts';
import type { AccountSettings, LogInState } from '#shared/contract/accounts.ts';
import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { describe, expect, test } from 'vitest';
import { withStore } from '../store/with-store.ts';

const NOW = '2026-03-01T08:00:00.000Z';
const LONG_AGO = '2026-01-01T08:00:00.000Z';
const YESTERDAY = '2026-02-28T08:00:00.000Z';

const settings = (singleSignOn: AccountSettings['singleSignOn'], passwordExpiryDays: number | null = null): AccountSettings => ({
  singleSignOn,
  passwordExpiryDays,
  mailLanguage: 'en',
});

type Password = 'none' | 'old' | 'new' | 'removed' | 'provisioned';
type Invitation = 'none' | 'pending' | 'used' | 'dead';

function facts(
  password: Password,
  invitation: Invitation,
  { active = true, extension = {} }: { active?: boolean; extension?: object } = {},
): LogInFacts {
  const set = password === 'old' ? LONG_AGO : password === 'new' ? YESTERDAY : null;
  const account = {
    user_id: 'ann',
    password_hash: set === null ? null : 'scrypt$…',
    password_set: set,
    password_set_by: set === null ? null : ('admin' as const),
  };
  const emails = [{ value: 'ann@contoso.example', type: 'work' }];
  return {
    doc: {
      userName: 'ann@contoso.example',
      emails,
      [URN.meisterplanUser]: { ...extension },
      ...(password === 'provisioned' ? { password: '•••••••• abcdefgh' } : {}),
    },
    active,
    account: password === 'none' || password === 'provisioned' ? undefined : account,
    invitation: invitation === 'none' ? undefined : invitationRow('ann', invitation),
  };
}

function invitationRow(user: string, state: 'pending' | 'used' | 'dead'): InvitationRow {
  return {
    id: `of-${user}`,
    user_id: user,
    mail_id: 7,
    hash: Buffer.from(user),
    created: LONG_AGO,
    used: state === 'used' ? YESTERDAY : null,
    died: state === 'dead' ? YESTERDAY : null,
  };
}

describe('how a user logs in, with single sign-on off', () => {
  test.each<[Password, Invitation, LogInState]>([
    ['none', 'none', 'cannot'],
    ['none', 'pending', 'invited'],
    ['none', 'used', 'cannot'],
    ['none', 'dead', 'cannot'],
    ['new', 'none', 'password'],
    ['new', 'used', 'password'],
    ['new', 'pending', 'password'],
    ['old', 'dead', 'cannot'],
    ['old', 'pending', 'invited'],
    ['removed', 'used', 'cannot'],
    ['provisioned', 'none', 'password'],
  ])('password %s, invitation %s: %s', (password, invitation, expected) => {
    expect(logInState(facts(password, invitation), settings('off', 30), NOW)).toBe(expected);
    const unanswered = expected === 'cannot' ? 'unanswered' : expected;
    expect(logInState(facts(password, invitation), settings('unanswered', 30), NOW)).toBe(unanswered);
    expect(logInState(facts(password, invitation), settings('on', 30), NOW), 'single sign-on opens to all').toBe('sso');
    const left = facts(password, invitation, { active: false });
    expect(logInState(left, settings('on', 30), NOW), 'nobody inactive gets in').toBe('cannot');
  });

  test('passwordNeverExpires wins over the expiry; without an expiry nothing expires', () => {
    const kept = facts('old', 'none', { extension: { passwordNeverExpires: true } });
    expect(logInState(kept, settings('off', 30), NOW)).toBe('password');
    expect(logInState(facts('old', 'none'), settings('off'), NOW)).toBe('password');
  });

  test('a password expires at the moment, not after it', () => {
    const at = (now: string) => logInState(facts('old', 'none'), settings('off', 30), now);
    expect(at('2026-01-31T07:59:59.999Z')).toBe('password');
    expect(at('2026-01-31T08:00:00.000Z')).toBe('cannot');
  });
});

describe('what is told of it', () => {
  const told = (of: LogInFacts, how: AccountSettings, mayManageUsers = false) => viewLogIn(of, mayManageUsers, how, NOW);

  test('rule 13: the NameID must equal the user name', () => {
    const { explanation, ruleIds, fix } = told(facts('none', 'none'), settings('on'));
    expect(explanation).toContain('NameID');
    expect(explanation).toContain('ann@contoso.example');
    expect(ruleIds).toContain('single-sign-on');
    expect(fix).toBeNull();
  });

  test('rule 13: the password form stays open to those who manage users, and to them only', () => {
    expect(told(facts('new', 'none'), settings('on'), true).explanation).toContain('The password form stays open too');
    expect(told(facts('new', 'none'), settings('on')).explanation).toContain('of no use');
  });

  test('an invitation beside single sign-on is told to be of no use', () => {
    const { explanation, fix } = told(facts('none', 'pending', { extension: { sendInvitationMail: true } }), settings('on'));
    expect(explanation).toContain('the invitation leads to is of no use');
    expect(fix).toContain('sendInvitationMail');
  });

  test('rule 7: one who cannot log in is told why, and the three ways out', () => {
    const { explanation, fix, ruleIds } = told(facts('none', 'none'), settings('off'));
    expect(explanation).toBe(
      'ann@contoso.example cannot log in: single sign-on is off, and there is no password and no invitation.',
    );
    expect(fix).toMatch(/set a password.*send an invitation.*map `sendInvitationMail` to true/);
    expect(ruleIds).toEqual(['first-login']);
  });

  test('an expired password and a dead link are named', () => {
    const { explanation, passwordExpires, invitation } = told(facts('old', 'dead'), settings('off', 30));
    expect(explanation).toContain('the password has expired, and the link of the last invitation no longer works');
    expect(passwordExpires).toBe('2026-01-31T08:00:00.000Z');
    expect(invitation).toEqual({ state: 'dead', mailId: 7, sent: LONG_AGO });
  });

  test('a user without an address needs one first', () => {
    const { doc, ...rest } = facts('none', 'none');
    const { emails: _emails, ...without } = doc;
    expect(told({ ...rest, doc: without }, settings('off')).fix).toContain('give the user an e-mail address');
  });

  test('every state has an explanation, and rules that exist', () => {
    for (const how of ['unanswered', 'on', 'off'] as const) {
      for (const password of ['none', 'old', 'new', 'provisioned'] as const) {
        for (const invitation of ['none', 'pending', 'used', 'dead'] as const) {
          for (const active of [true, false]) {
            const logIn = told(facts(password, invitation, { active }), settings(how, 30));
            expect(logIn.explanation).toMatch(/^ann@contoso\.example .+\.$|^Whether ann@.+\.$/);
            expect(logIn.ruleIds.length).toBeGreaterThan(0);
            for (const id of logIn.ruleIds) expect(describeRule(id), id).toBeDefined();
            if (logIn.state === 'cannot' || logIn.state === 'unanswered') expect(logIn.fix).not.toBeNull();
          }
        }
      }
    }
  });
});

describe('the list of those who cannot log in', () => {
  const opened = withStore();

  test('says in SQL what the decision says, for every combination', () => {
    opened.store.write((tx) => {
      for (const password of ['none', 'old', 'new', 'removed', 'provisioned'] as const) {
        for (const invitation of ['none', 'pending', 'used', 'dead'] as const) {
          for (const active of [true, false]) {
            for (const passwordNeverExpires of [undefined, true, false]) {
              const id = [password, invitation, active, passwordNeverExpires].join(' ');
              const { doc, account } = facts(password, invitation, { active, extension: { passwordNeverExpires } });
              const columns = { type: 'User', external_id: null, display_key: null, version: 1, origin: 'scim' as const };
              const times = { created: NOW, modified: NOW };
              const row = { id, key: id, active: active ? 1 : 0, doc: JSON.stringify(doc), ...columns, ...times };
              tx.resources.insert(row, []);
              if (account !== undefined) tx.accounts.put({ ...account, user_id: id });
              if (invitation !== 'none') tx.invitations.insert(invitationRow(id, invitation));
            }
          }
        }
      }
    });
    for (const singleSignOn of ['unanswered', 'on', 'off'] as const) {
      for (const days of [null, 1, 30, 3650]) {
        const how = settings(singleSignOn, days);
        const query = { text: '', offset: 0, limit: 500 };
        const [listed, decided] = opened.store.read((tx) => {
          const logIn = logInTerms(how, NOW);
          const { rows } = tx.lists.users({ ...query, show: 'cannot-log-in', logIn });
          const all = tx.lists.users({ ...query, show: 'all' }).rows;
          const states = logInStatesOf(
            tx,
            all.map((row) => ({ row, doc: JSON.parse(row.doc) as JsonObject })),
            how,
            NOW,
          );
          const cannot = all.filter((row) => row.active === 1 && states.get(row.id) === 'cannot');
          return [rows.map(({ id }) => id), cannot.map(({ id }) => id)];
        });
        expect(listed.toSorted(), `${singleSignOn}, ${days} days`).toEqual(decided.toSorted());
        expect(listed.length > 0).toBe(singleSignOn === 'off');
      }
    }
  });
});
