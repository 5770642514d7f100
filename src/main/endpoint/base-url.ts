import type { RawRequest } from './raw-request.ts';

export const BASE_PATH = '/scim/v2';

/**
 * The tenant URL as the client knows it, for `meta.location` and `Location`: through a tunnel that is the tunnel's name.
 * It goes back only to who sent it, so a made-up host fools nobody else.
 */
export function baseUrl(raw: RawRequest): string {
  const host = first(raw.headers['x-forwarded-host']) ?? raw.headers['host'];
  const scheme = first(raw.headers['x-forwarded-proto']) === 'https' ? 'https' : 'http';
  const safe = host !== undefined && /^[A-Za-z0-9.:[\]_-]{1,255}$/.test(host) ? host : 'localhost';
  return `${scheme}://${safe}${BASE_PATH}`;
}

function first(list: string | undefined): string | undefined {
  const value = list?.split(',', 1)[0]?.trim();
  return value === '' ? undefined : value;
}
