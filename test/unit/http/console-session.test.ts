import { ConsoleSession, SESSION_COOKIE } from '#main/http/console-session.ts';
import { describe, expect, it } from 'vitest';

function signedIn(): { session: ConsoleSession; cookie: string; attributes: string } {
  const session = new ConsoleSession();
  const [cookie = '', ...attributes] = (session.trade(session.key) ?? '').split('; ');
  return { session, cookie, attributes: attributes.join('; ') };
}

describe('the session of the headless console', () => {
  it('trades the key for a cookie that no script reads and no other site sends', () => {
    const { session, cookie, attributes } = signedIn();
    expect(cookie).toMatch(new RegExp(`^${SESSION_COOKIE}=[\\w-]{32}$`));
    expect(attributes).toBe('HttpOnly; SameSite=Strict; Path=/');
    expect(session.isSignedIn(cookie)).toBe(true);
  });

  it('the key stays good, and gives the same session', () => {
    const { session, cookie } = signedIn();
    expect(session.trade(session.key)).toContain(cookie);
  });

  it('the key is not the cookie, and both are 192 random bits', () => {
    const { session, cookie } = signedIn();
    expect(session.key).toMatch(/^[\w-]{32}$/);
    expect(cookie).not.toContain(session.key);
    expect(new ConsoleSession().key).not.toBe(session.key);
    expect(session.isSignedIn(`${SESSION_COOKIE}=${session.key}`)).toBe(false);
  });

  it.each([
    ['none', ''],
    ['the first half', (key: string) => key.slice(0, 16)],
    ['one letter too many', (key: string) => `${key}A`],
    ['another case', (key: string) => (key === key.toLowerCase() ? key.toUpperCase() : key.toLowerCase())],
    ['of another start', () => new ConsoleSession().key],
    ['of multi-byte letters', () => 'ä'.repeat(16)],
  ])('a wrong key opens nothing: %s', (_name, wrong) => {
    const session = new ConsoleSession();
    expect(session.trade(typeof wrong === 'string' ? wrong : wrong(session.key))).toBeNull();
  });

  it('finds its cookie among others, wherever it stands', () => {
    const { session, cookie } = signedIn();
    for (const header of [`a=b; ${cookie}`, `${cookie}; a=b`, `a=b;${cookie};c`, `${SESSION_COOKIE}=old; ${cookie}`]) {
      expect(session.isSignedIn(header), header).toBe(true);
    }
  });

  it.each([
    ['no header', () => undefined],
    ['an empty header', () => ''],
    ['the name alone', () => SESSION_COOKIE],
    ['no value', () => `${SESSION_COOKIE}=`],
    ['another name', (cookie: string) => `x${cookie}`],
    ['the name as a suffix', (cookie: string) => cookie.replace(SESSION_COOKIE, `${SESSION_COOKIE}2`)],
    ['the cookie of another start', () => signedIn().cookie],
    ['a value that goes on', (cookie: string) => `${cookie}A`],
    ['the cookie inside another value', (cookie: string) => `a="${cookie}"`],
  ])('is closed to %s', (_name, header) => {
    const { session, cookie } = signedIn();
    expect(session.isSignedIn(header(cookie))).toBe(false);
  });
});
