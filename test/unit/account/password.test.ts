import { hashPassword, isPassword } from '#main/account/password-hash.ts';
import { PasswordPolicyError, generatePassword, removePassword, setPassword } from '#main/account/password.ts';
import { describe, expect, test } from 'vitest';
import { withStore } from '../store/with-store.ts';

describe('the hash of a password', () => {
  test('knows its own password and no other', () => {
    const stored = hashPassword('correct horse');
    expect(isPassword('correct horse', stored)).toBe(true);
    expect(isPassword('correct horsE', stored)).toBe(false);
    expect(isPassword('', stored)).toBe(false);
  });

  test('differs for the same password, tells its cost, and does not hold the password', () => {
    const stored = hashPassword('correct horse');
    expect(stored).toMatch(/^scrypt\$16384\$8\$1\$[\w+/]+=*\$[\w+/]+=*$/);
    expect(stored).not.toBe(hashPassword('correct horse'));
    expect(stored).not.toContain('horse');
  });

  test('takes one letter for the same in both ways to write it', () => {
    expect(isPassword('Mu\u0308ller1', hashPassword('M\u00fcller1'))).toBe(true);
  });

  test('of an unknown form opens nothing', () => {
    for (const stored of ['', 'plain', 'bcrypt$10$x', 'scrypt$16384$8$1']) expect(isPassword(stored, stored)).toBe(false);
  });
});

describe('setting a password', () => {
  const now = '2026-03-01T08:00:00.000Z';
  const opened = withStore();

  const invite = (id: string, user: string) =>
    opened.store.write((tx) => {
      const row = { id, user_id: user, mail_id: 1, hash: Buffer.from(id), created: now, used: null, died: null };
      tx.invitations.insert(row);
    });

  test('rule 14: every open invitation of the user dies, and of nobody else; a used one stays used', () => {
    for (const id of ['a-1', 'a-2']) invite(id, 'ann');
    invite('b-1', 'ben');
    opened.store.write((tx) => {
      expect(tx.invitations.use('a-2', '2026-02-01T08:00:00.000Z')).toBe(true);
      setPassword(tx, { id: 'ann' }, 'secret', 'admin', now);
      const of = (user: string) => tx.invitations.ofUser(user).map(({ id, used, died }) => [id, used, died]);
      expect(of('ann')).toEqual([
        ['a-1', null, now],
        ['a-2', '2026-02-01T08:00:00.000Z', null],
      ]);
      expect(of('ben')).toEqual([['b-1', null, null]]);
      expect(tx.invitations.use('a-1', now), 'a dead one cannot be used').toBe(false);
    });
  });

  test('keeps who chose it and when; taking it away keeps nothing', () => {
    opened.store.write((tx) => {
      setPassword(tx, { id: 'carla' }, 'secret', 'invitation', now);
      expect(tx.accounts.byUser('carla')).toMatchObject({ password_set: now, password_set_by: 'invitation' });
      removePassword(tx, { id: 'carla' });
      expect(tx.accounts.byUser('carla')).toEqual({
        user_id: 'carla',
        password_hash: null,
        password_set: null,
        password_set_by: null,
      });
    });
  });

  test.each([
    ['', 'has 0 characters'],
    ['12345', 'at least 6'],
    ['🔑🔑🔑', 'has 3 characters'],
    ['x'.repeat(201), 'at most 200'],
  ])('refuses %j and says why', (password, why) => {
    opened.store.write((tx) => {
      const set = () => setPassword(tx, { id: 'dora' }, password, 'admin', now);
      expect(set).toThrow(PasswordPolicyError);
      expect(set).toThrow(why);
      expect(tx.accounts.byUser('dora')).toBeUndefined();
    });
  });

  test('takes six characters', () => {
    opened.store.write((tx) => expect(() => setPassword(tx, { id: 'ella' }, '123456', 'admin', now)).not.toThrow());
  });

  test('a random password passes the policy and is never the same', () => {
    const made = Array.from({ length: 50 }, generatePassword);
    expect(new Set(made).size).toBe(50);
    for (const password of made) expect(password).toMatch(/^(?:[a-km-zA-HJ-NP-Z2-9]{4}-){3}[a-km-zA-HJ-NP-Z2-9]{4}$/);
  });
});
