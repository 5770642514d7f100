import type { Idp } from '#shared/contract/exchanges.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import type { Dialect, WireRequest } from './caller.ts';
import { isObject } from '../scim/json.ts';

/**
 * One thing in a request that points to a vendor. `proof`: only that vendor sends it. `shape`: that vendor is known to send
 * it. `dialect`: many send it, but from this vendor, known otherwise, it tells the dialect.
 */
export interface Trace {
  readonly idp: Idp;
  readonly strength: 'proof' | 'shape' | 'dialect';
  readonly dialect?: Dialect;
  readonly evidence: string;
}

const userAgents: readonly { readonly idp: Idp; readonly pattern: RegExp }[] = [
  { idp: 'okta', pattern: /^Okta SCIM Client\b/i },
  { idp: 'google', pattern: /^Google-Auto-Provisioning\b/i },
  { idp: 'onelogin', pattern: /\bOneLogin\b/i },
  { idp: 'jumpcloud', pattern: /\bJumpCloud\b/i },
  { idp: 'pingfederate', pattern: /\bPingFederate\b/i },
  { idp: 'pingone', pattern: /\bPingOne\b/i },
];

const adScimUri = 'http://schemas.microsoft.com/2006/11/ResourceManagement/ADSCIM/';
const guid = '[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}';
const guidProbe = new RegExp(`^filter=userName(?:\\+|%20)eq(?:\\+|%20)(?:%22|")${guid}(?:%22|")$`, 'i');
/** Operators as an admin typed them into PingOne's filter expression: `username Eq "%s"`, `email Co "%s"`. */
const capitalOperator = /^filter=[\w.]+(?:\+|%20| )(?:Eq|Co|Sw)(?:\+|%20| )/;
/** Operations beyond these are not looked at: a PATCH may carry a thousand. */
const operationsRead = 20;

/** Everything in the request that points to a vendor, in the order address, headers, body; the later, the closer to what was meant. */
export function readTraces(request: WireRequest): Trace[] {
  const traces: Trace[] = [];
  readHeaders(request.headers, traces);
  if (request.query !== '' || request.bareQuery === true) readAddress(request, traces);
  else if (request.method === 'GET' && request.path === '/Users/0') {
    traces.push(shape('pingfederate', 'reads `/Users/0` before it works, as PingFederate does to check the connection'));
  }
  if (isObject(request.body)) readBody(request, request.body, traces);
  return traces;
}

function readHeaders(headers: WireRequest['headers'], traces: Trace[]): void {
  if (headers['adscimversion'] !== undefined) {
    traces.push({ idp: 'entra', strength: 'proof', evidence: 'header `ADSCIMVersion` present' });
  }
  const userAgent = headers['user-agent'];
  if (userAgent === undefined) return;
  const known = userAgents.find(({ pattern }) => pattern.test(userAgent));
  if (known !== undefined) {
    traces.push({ idp: known.idp, strength: 'proof', evidence: `\`User-Agent\` is \`${userAgent.slice(0, 100)}\`` });
  }
}

function readAddress({ method, path, query, bareQuery }: WireRequest, traces: Trace[]): void {
  if (/aadOptscim\d+/i.test(query)) {
    traces.push({
      idp: 'entra',
      strength: 'proof',
      dialect: 'entra-scim2020',
      evidence: 'the address carries the flag `aadOptscim062020`',
    });
  }
  if (bareQuery === true) {
    traces.push(shape('onelogin', "the address ends in a bare `?`, as OneLogin's do"));
  } else if (query.endsWith('&') && query.includes('+')) {
    traces.push(shape('onelogin', "the address ends in a dangling `&`, as OneLogin's do"));
  } else if (method === 'GET' && path === '/Users' && isGuidSearch(query)) {
    traces.push(shape('entra', 'searches for a random GUID as userName, as Entra ID does to check the connection'));
  } else if (
    method === 'GET' &&
    path.startsWith('/Groups') &&
    /^excludedAttributes=members(?:&filter=|$)/.test(withoutFlag(query))
  ) {
    traces.push(shape('entra', 'reads groups with `excludedAttributes=members`, as Entra ID does'));
  } else if (capitalOperator.test(query)) {
    traces.push(shape('pingone', "a filter operator with a capital letter, as in PingOne's filter expressions"));
  }
}

function readBody({ method, path }: WireRequest, body: JsonObject, traces: Trace[]): void {
  const schemas = Array.isArray(body['schemas']) ? body['schemas'] : [];
  for (const uri of schemas) {
    if (typeof uri !== 'string') continue;
    if (uri.startsWith(adScimUri)) {
      traces.push({ idp: 'entra', strength: 'proof', evidence: "a schema URI of Entra ID's own (ADSCIM) in `schemas`" });
    } else if (uri.startsWith('urn:scim:schemas:')) {
      traces.push(shape('onelogin', `the legacy schema URI \`${uri.slice(0, 80)}\`, as in OneLogin's sample template`));
    }
  }
  if (method === 'POST') readCreated(body, traces);
  else if (method === 'PUT') readReplaced(path, body, traces);
  else if (method === 'PATCH') readPatch(path, body, traces);
}

function readCreated(body: JsonObject, traces: Trace[]): void {
  const externalId = body['externalId'];
  if (typeof externalId === 'string' && /^00u[0-9A-Za-z]{17}$/.test(externalId)) {
    traces.push(shape('okta', '`externalId` has the form of an Okta user id'));
  }
}

/** Apps from Okta's wizard never send PATCH; apps from its catalog deactivate users and change groups by PATCH. */
function readReplaced(path: string, body: JsonObject, traces: Trace[]): void {
  if (path.startsWith('/Groups/')) {
    traces.push(dialect('okta-wizard', "a group changed by PUT, as apps from Okta's wizard do"));
  } else if (path.startsWith('/Users/') && body['active'] === false) {
    traces.push(dialect('okta-wizard', "a user deactivated by PUT, as apps from Okta's wizard do"));
  }
}

function readPatch(path: string, body: JsonObject, traces: Trace[]): void {
  traces.push(dialect('okta-catalog', "a PATCH, which only apps from Okta's catalog send"));
  const operations = Array.isArray(body['Operations']) ? body['Operations'].slice(0, operationsRead) : [];
  for (const operation of operations) {
    if (!isObject(operation)) continue;
    const trace = readOperation(path, operation);
    if (trace !== null && !traces.some(({ evidence }) => evidence === trace.evidence)) traces.push(trace);
  }
}

function readOperation(path: string, { op, path: target, value }: JsonObject): Trace | null {
  if (op === 'Add' || op === 'Replace' || op === 'Remove') {
    return {
      ...shape('entra', `operation \`${op}\` with a capital letter, as in Entra ID's default dialect`),
      dialect: 'entra-default',
    };
  }
  if (op === 'replace' && target === undefined && isObject(value) && Object.keys(value).some(isPathKey)) {
    return {
      ...shape('entra', "paths as keys of a `replace` without path, as in Entra ID's SCIM-compliant dialect"),
      dialect: 'entra-scim2020',
    };
  }
  if (op === 'remove' && target === 'members' && Array.isArray(value) && path.startsWith('/Groups/')) {
    return shape('jumpcloud', 'members removed by a list of values in a lower-case `remove`, as JumpCloud does');
  }
  if (op === 'add' || op === 'replace' || op === 'remove') {
    return dialect('entra-scim2020', "operations in lower case, as in Entra ID's SCIM-compliant dialect");
  }
  return null;
}

function isPathKey(key: string): boolean {
  return key.includes('.') || key.includes(':');
}

/** A search for a random GUID as userName, in any encoding of the space and the quote, with Entra ID's flag or without. */
export function isGuidSearch(query: string): boolean {
  return guidProbe.test(withoutFlag(query));
}

function withoutFlag(query: string): string {
  return query
    .replace(/^(?:aadOptscim|AzureAdScimPatch)\d+[^&]*&/i, '')
    .replace(/&(?:aadOptscim|AzureAdScimPatch)\d+[^&]*$/i, '');
}

function shape(idp: Idp, evidence: string): Trace {
  return { idp, strength: 'shape', evidence };
}

function dialect(name: 'okta-wizard' | 'okta-catalog' | 'entra-scim2020', evidence: string): Trace {
  return { idp: name === 'entra-scim2020' ? 'entra' : 'okta', strength: 'dialect', dialect: name, evidence };
}
