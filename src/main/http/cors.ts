import type { IncomingHttpHeaders } from 'node:http';

/** What SCIM needs beyond what browsers let pass without asking (Fetch Standard, §3.3 CORS protocol). */
const METHODS = 'GET, HEAD, POST, PUT, PATCH, DELETE';
const REQUEST_HEADERS = 'Authorization, Content-Type, Accept, If-Match, If-None-Match';
const ANSWER_HEADERS = 'ETag, Location, Retry-After, WWW-Authenticate';
const REMEMBER_S = 600;

/**
 * @param origins of the pages that may call
 * @returns the headers that let such a page read the answer; null: the request comes from none
 */
export function corsHeaders(headers: IncomingHttpHeaders, origins: ReadonlySet<string>): Record<string, string> | null {
  const { origin } = headers;
  if (origin === undefined || !origins.has(origin)) return null;
  return { 'Access-Control-Allow-Origin': origin, 'Access-Control-Expose-Headers': ANSWER_HEADERS, Vary: 'Origin' };
}

/** @returns the headers of the answer to a preflight, which carries no token; null: the request is none */
export function preflightHeaders(
  method: string | undefined,
  headers: IncomingHttpHeaders,
  origins: ReadonlySet<string>,
): Record<string, string> | null {
  const allowed = corsHeaders(headers, origins);
  if (allowed === null || method !== 'OPTIONS' || headers['access-control-request-method'] === undefined) return null;
  // A page of the internet that calls this machine itself has to be let by name (Private Network Access).
  const isToPrivate = headers['access-control-request-private-network'] === 'true';
  return {
    ...allowed,
    'Access-Control-Allow-Methods': METHODS,
    'Access-Control-Allow-Headers': REQUEST_HEADERS,
    'Access-Control-Max-Age': String(REMEMBER_S),
    ...(isToPrivate ? { 'Access-Control-Allow-Private-Network': 'true' } : {}),
  };
}
