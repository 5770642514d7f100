import { conceal } from '#main/directory/conceal.ts';
import { describe, expect, it } from 'vitest';
import { device, group, user } from '../scim/models.ts';

const MARK = /^•{8} [\w-]{8}$/;

describe('RFC 7643 §4.1.1: what is never returned is not kept in the clear', () => {
  it('a password gives way to a mark, and the rest stays', () => {
    const kept = conceal(user, { userName: 'a', password: 'hunter2', emails: [{ value: 'password' }] });
    expect(kept).toEqual({ userName: 'a', password: expect.stringMatching(MARK) as string, emails: [{ value: 'password' }] });
  });

  it('the mark tells one password from another, so that a change is a change', () => {
    const marks = ['hunter2', 'hunter2', 'hunter3'].map((password) => conceal(user, { password })['password']);
    expect(marks[0]).toBe(marks[1]);
    expect(marks[0]).not.toBe(marks[2]);
  });

  it('what is concealed stays as it is', () => {
    const once = conceal(user, { password: 'hunter2' });
    expect(conceal(user, once)).toEqual(once);
  });

  it('holds for any attribute that a profile never returns, and for no other', () => {
    const kept = conceal(device, { serial: 'S', pin: '1234', debug: 'x', label: 'pin' });
    expect(kept).toEqual({ serial: 'S', pin: expect.stringMatching(MARK) as string, debug: 'x', label: 'pin' });
    const doc = { displayName: 'g' };
    expect(conceal(group, doc)).toBe(doc);
  });

  it('an empty or absent password stays so', () => {
    expect(conceal(user, {})).toEqual({});
  });
});
