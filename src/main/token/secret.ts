import { hash, randomBytes } from 'node:crypto';

/** `api-` and 32 hex digits, as the vendor's own tokens look. */
const SHAPE = /^api-[0-9a-f]{32}$/;

export function newSecret(): string {
  return `api-${randomBytes(16).toString('hex')}`;
}

export function isSecret(text: string): boolean {
  return SHAPE.test(text);
}

/** Secrets are random over 128 bits, so a plain digest is as good as a slow one, and looking it up leaks no prefix of the secret. */
export function hashSecret(secret: string): Uint8Array {
  return hash('sha256', secret, 'buffer');
}

/** What may be shown of a secret, for recognising it. */
export function prefixOf(secret: string): string {
  return `${secret.slice(0, 8)}…`;
}

/** An `Authorization` value with the secret cut down to its recognisable beginning. */
export function maskAuthorization(value: string): string {
  const [scheme, credentials] = splitAuthorization(value);
  if (credentials === '') return value.length > 12 ? '••••' : value;
  return isSecret(credentials) ? `${scheme} ${prefixOf(credentials)}` : `${scheme} ••••`;
}

/** `Bearer x` → `['Bearer', 'x']`. */
export function splitAuthorization(value: string): [scheme: string, credentials: string] {
  const space = value.indexOf(' ');
  return space < 0 ? [value, ''] : [value.slice(0, space), value.slice(space + 1).trim()];
}
