import { randomBytes, timingSafeEqual } from 'node:crypto';

export const SESSION_COOKIE = 'rehearsal-console';

/**
 * Who may use the headless console: whoever got the start URL. Its key travels in the fragment, which no server and no
 * Referer sees, and is traded for a cookie that no script reads and no other site sends. The key stays good while
 * the host runs, so that the printed link can be opened again after the browser was closed.
 */
export class ConsoleSession {
  readonly key = randomBytes(24).toString('base64url');
  readonly #cookie = randomBytes(24).toString('base64url');

  /** @returns the `Set-Cookie` value, or null for a wrong key */
  trade(key: string): string | null {
    if (!equal(key, this.key)) return null;
    return `${SESSION_COOKIE}=${this.#cookie}; HttpOnly; SameSite=Strict; Path=/`;
  }

  /** @param cookieHeader the request's `Cookie` header */
  isSignedIn(cookieHeader: string | undefined): boolean {
    if (cookieHeader === undefined) return false;
    return cookieHeader.split(';').some((pair) => {
      const [name, value] = pair.trim().split('=', 2);
      return name === SESSION_COOKIE && value !== undefined && equal(value, this.#cookie);
    });
  }
}

function equal(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
