import { maskAuthorization } from '../token/secret.ts';

export interface Header {
  readonly name: string;
  readonly value: string;
}

const SECRET_HEADERS = new Set(['cookie', 'set-cookie', 'x-api-key', 'proxy-authorization']);
const PASSWORD_MEMBER = /("(?:[^"\\]*:)?password"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;
const PASSWORD_PATCH = /("path"\s*:\s*"(?:[^"\\]*:)?password"\s*,\s*"value"\s*:\s*)"(?:[^"\\]|\\.)*"/gi;
const PASSWORD_PATCH_REVERSED = /("value"\s*:\s*)"(?:[^"\\]|\\.)*"(\s*,\s*"path"\s*:\s*"(?:[^"\\]*:)?password")/gi;
const MASK = '"••••••••"';

/** Headers as they may be kept: the secret token and cookies are cut down. */
export function maskHeaders(rawHeaders: readonly string[]): Header[] {
  const headers: Header[] = [];
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const name = rawHeaders[i] ?? '';
    headers.push({ name, value: maskHeader(name.toLowerCase(), rawHeaders[i + 1] ?? '') });
  }
  return headers;
}

function maskHeader(name: string, value: string): string {
  if (name === 'authorization') return maskAuthorization(value);
  return SECRET_HEADERS.has(name) ? '••••' : value;
}

/** A body as it may be kept: whole, but for the values of `password`, which Okta sends with every new user. */
export function maskBody(text: string): string {
  if (!/password/i.test(text)) return text;
  return text
    .replace(PASSWORD_MEMBER, `$1${MASK}`)
    .replace(PASSWORD_PATCH, `$1${MASK}`)
    .replace(PASSWORD_PATCH_REVERSED, `$1${MASK}$2`);
}

/** A URL as it may be kept: a token that somebody put into the query is cut out. */
export function maskUrl(url: string): string {
  return url.replace(/api-[0-9a-f]{32}/gi, 'api-••••');
}
