import type { RawRequest } from './raw-request.ts';

/** Path of the tenant URL: of the default sandbox as it is, of every sandbox behind its name, `/okta/scim/v2`. */
export const BASE_PATH = '/scim/v2';

/** The path of the tenant URL that a request came to. */
export function basePathOf(url: string, sandbox: string): string {
  if (url.startsWith(BASE_PATH)) return BASE_PATH;
  const own = `/${sandbox}${BASE_PATH}`;
  return url.startsWith(own) ? own : BASE_PATH;
}

/**
 * The tenant URL as the client knows it, for `meta.location` and `Location`: through a tunnel that is the tunnel's name.
 * It goes back only to who sent it, so a made-up host fools nobody else.
 */
export function baseUrl({ headers }: Pick<RawRequest, 'headers'>, basePath: string): string {
  const host = first(headers['x-forwarded-host']) ?? headers['host'];
  const scheme = first(headers['x-forwarded-proto']) === 'https' ? 'https' : 'http';
  const safe = host !== undefined && /^[A-Za-z0-9.:[\]_-]{1,255}$/.test(host) ? host : 'localhost';
  return `${scheme}://${safe}${basePath}`;
}

function first(list: string | undefined): string | undefined {
  const value = list?.split(',', 1)[0]?.trim();
  return value === '' ? undefined : value;
}
