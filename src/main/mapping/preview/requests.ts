import type { Idp } from '#shared/contract/exchanges.ts';
import type { PreviewRequest } from '#shared/contract/mappings.ts';
import type { JsonObject } from '#shared/scim/wire.ts';

/** The headers that tell the identity provider, beside what every client sends (docs/dialects.md). */
const ownHeaders: Partial<Record<Idp, Readonly<Record<string, string>>>> = {
  entra: { ADSCIMVersion: 'Date:2026-11-02, ActivityId:7c1b9d2e-1f3a-4c55-9a53-1b5b7f1c9d11' },
  okta: {
    'User-Agent': 'Okta SCIM Client 1.0.0',
    Accept: 'application/scim+json',
    'Accept-Charset': 'utf-8',
    'Accept-Encoding': 'gzip,deflate',
  },
};

/** How the identity provider asks whether the user is there. */
export function searchRequest(idp: Idp, userName: string): PreviewRequest {
  return { method: 'GET', path: `/Users?${queryFor(idp, userName)}`, headers: headersOf(idp, false), body: null };
}

function queryFor(idp: Idp, userName: string): string {
  const quoted = JSON.stringify(userName);
  // Form encoding writes a space as a plus sign, as Entra ID and OneLogin do.
  const plus = new URLSearchParams({ filter: `userName eq ${quoted}` }).toString();
  if (idp === 'okta') return `filter=${encodeURIComponent(`userName eq ${quoted}`)}&startIndex=1&count=100`;
  return idp === 'onelogin' ? `${plus}&` : plus;
}

export function createRequest(idp: Idp, endpoint: string, body: JsonObject): PreviewRequest {
  return { method: 'POST', path: endpoint, headers: headersOf(idp, true), body: JSON.stringify(body, null, 2) };
}

function headersOf(idp: Idp, hasBody: boolean): { name: string; value: string }[] {
  const type = idp === 'onelogin' ? 'application/json' : 'application/scim+json; charset=utf-8';
  const headers = {
    Authorization: 'Bearer api-…',
    ...ownHeaders[idp],
    ...(hasBody ? { 'Content-Type': type } : {}),
  };
  return Object.entries(headers).map(([name, value]) => ({ name, value }));
}
