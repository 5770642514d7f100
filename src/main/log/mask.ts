import { maskAuthorization } from '../token/secret.ts';
import { MASK, isSecretName, secretSpans, withoutSecrets } from './secret-spans.ts';

export interface Header {
  readonly name: string;
  readonly value: string;
}

const SECRET_HEADERS = new Set(['cookie', 'set-cookie', 'x-api-key', 'x-auth-token', 'proxy-authorization']);
/** Query parameters in which clients send a secret (RFC 6750 §2.3). */
const SECRET_PARAMETERS = /^(?:access_token|token|secret|api_?key|.*(?:password|passwd))$/i;
/** A text without any of these holds nothing to mask; a `\u00` may spell any of them. */
const SUSPICIOUS = /passw|api-|\\u00|authorization|cookie/i;
/** Header lines that hold a secret, in the bytes of what never became a request. */
const SECRET_HEADER_LINES = /^((?:proxy-)?authorization|(?:set-)?cookie)[ \t]*:.*$/gim;
/** The same for an address, where a percent-encoded letter may belong to any of them. */
const SUSPICIOUS_URL = /passw|api(?:-|%2d)|token|secret|key|%(?:[46][1-9a-f]|[57][0-9a])/i;
/** `password=x`, `<password>x`, `'password': x` in what is not JSON */
const NAMED_IN_PLAIN_TEXT = /((?:password|passwd)['"]?\s*[=:>]\s*)['"]?[^'"&<>\r\n,;}]+/gi;

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
  return SECRET_HEADERS.has(name) || isSecretName(name) ? '••••' : withoutSecrets(value);
}

/**
 * A body as it may be kept: byte for byte, except for secret tokens and for passwords, which Okta sends with every new user. They are found
 * under any spelling of their name, in PATCH operations, in filters and in JSON inside strings, and as far as possible in broken bodies.
 */
export function maskBody(text: string): string {
  if (text.includes('\u0000') && SUSPICIOUS.test(text.replaceAll('\u0000', ''))) {
    return `${MASK} (this body is in another encoding than UTF-8 and names a secret, so it is not kept)`;
  }
  if (!SUSPICIOUS.test(text)) return text;
  const masked = replaceSpans(text, maskInner);
  return isJson(text)
    ? masked
    : withoutSecrets(masked.replace(SECRET_HEADER_LINES, '$1: ••••').replace(NAMED_IN_PLAIN_TEXT, `$1${MASK}`));
}

/** Masks JSON that stands in a string of JSON. What is nested deeper still, which no identity provider sends, is not kept if it may hold a secret. */
function maskInner(json: string): string {
  return replaceSpans(json, (deeper) => (SUSPICIOUS.test(deeper) ? MASK : deeper));
}

function replaceSpans(text: string, inner: (json: string) => string): string {
  const parts: string[] = [];
  let from = 0;
  for (const { start, end, shown } of secretSpans(text, inner)) {
    parts.push(text.slice(from, start), shown);
    from = end;
  }
  return parts.length === 0 ? text : parts.join('') + text.slice(from);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    // What is wrong with it is reported to the client elsewhere; here only whether it parses counts.
    return false;
  }
}

/** A request target as it may be kept: secret tokens, secret parameters and what a filter compares passwords with are cut out. */
export function maskUrl(url: string): string {
  if (!SUSPICIOUS_URL.test(url)) return url;
  const [path = '', ...queries] = url.split('?');
  const shownPath = path.split('/').map(maskEncoded).join('/');
  if (queries.length === 0) return shownPath;
  return `${shownPath}?${queries.join('?').split('&').map(maskParameter).join('&')}`;
}

function maskParameter(parameter: string): string {
  const equals = parameter.indexOf('=');
  if (equals === -1) return maskEncoded(parameter);
  const name = parameter.slice(0, equals);
  if (SECRET_PARAMETERS.test(decode(name) ?? name)) return `${name}=••••`;
  return `${maskEncoded(name)}=${maskEncoded(parameter.slice(equals + 1))}`;
}

function maskEncoded(text: string): string {
  const plain = decode(text);
  // A text that cannot be decoded could hide anything.
  if (plain === null) return isSecretName(text) ? '••••' : withoutSecrets(text);
  const shown = withoutSecrets(plain);
  return shown === plain ? text : encodeURIComponent(shown).replaceAll(encodeURIComponent('•'), '•');
}

function decode(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (error) {
    if (error instanceof URIError) return null;
    throw error;
  }
}
