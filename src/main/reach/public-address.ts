import { ReachError } from './reach-error.ts';

/** A public address, and the tenant URL that follows from it. */
export interface PublicAddress {
  /** `https://quiet-river.trycloudflare.com`, and any path that a proxy puts before that of the tenant URL */
  readonly base: string;
  readonly tenantUrl: URL;
}

const TENANT_PATH = /^(?:\/[A-Za-z0-9][A-Za-z0-9_-]{0,39})?\/scim\/v2$/;

/**
 * @param text what the admin entered: with or without scheme, with or without the path of a tenant URL
 * @param tenantPath path of the sandbox's tenant URL on this machine
 * @throws ReachError when it is not a web address
 */
export function readAddress(text: string, tenantPath: string): PublicAddress {
  const typed = text.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  const url = typed === '' ? null : URL.parse(withScheme);
  if (url === null) throw refused(`"${typed}" is no address. Enter the https address that leads to this machine.`);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refused(`"${typed}" is no web address. Enter one that begins with https://`);
  }
  if (url.username !== '' || url.password !== '') {
    throw refused('Enter the address without a user and a password: an identity provider does not send them.');
  }
  const path = url.pathname.replace(/\/+$/, '');
  const before = path.endsWith(tenantPath) ? path.slice(0, -tenantPath.length) : TENANT_PATH.test(path) ? '' : path;
  const base = url.origin + before;
  return { base, tenantUrl: new URL(base + tenantPath) };
}

function refused(message: string): ReachError {
  return new ReachError('invalid_input', message);
}
