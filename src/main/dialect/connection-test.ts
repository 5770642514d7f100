import type { Caller, WireRequest } from './caller.ts';
import { isGuidSearch } from './traces.ts';

/**
 * Whether a request only checks the connection: Entra ID's search for a user that cannot exist, Okta's look at two users,
 * Google's at one, PingFederate's read of a user 0. Everything else is work.
 */
export function isConnectionTest(
  { idp }: Pick<Caller, 'idp'>,
  { method, path, query }: Pick<WireRequest, 'method' | 'path' | 'query'>,
): boolean {
  if (method !== 'GET') return false;
  switch (idp) {
    case 'entra':
      return path === '/Users' && isGuidSearch(query);
    case 'okta':
      return path === '/Users' && query === 'startIndex=1&count=2';
    case 'google':
      return path === '/Users' && query === 'count=1';
    case 'pingfederate':
      return path === '/Users/0';
    default:
      return false;
  }
}
