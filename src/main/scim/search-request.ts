import { URN } from '#shared/scim/urns.ts';
import type { JsonValue } from '#shared/scim/wire.ts';
import { type ScimError, badRequest } from './errors.ts';

type Kind = 'string' | 'number' | 'names';

/** RFC 7644 §3.4.3 and RFC 9865 §3, by lower-case name. */
const MEMBERS: ReadonlyMap<string, { readonly name: string; readonly kind: Kind }> = new Map(
  (
    [
      ['filter', 'string'],
      ['sortBy', 'string'],
      ['sortOrder', 'string'],
      ['cursor', 'string'],
      ['startIndex', 'number'],
      ['count', 'number'],
      ['attributes', 'names'],
      ['excludedAttributes', 'names'],
    ] as const
  ).map(([name, kind]) => [name.toLowerCase(), { name, kind }]),
);

/**
 * Turns the body of a `/.search` into the parameters that a GET would carry (RFC 7644 §3.4.3): `attributes` joined by commas,
 * numbers as text. Member names count in any case (RFC 7643 §2.1); members that a search does not know are passed over, as unknown
 * parameters of a GET are; `null` counts as not sent.
 *
 * @returns a null-prototype object
 * @throws ScimError 400 `invalidSyntax` when it is no search request, `invalidValue` when a member has another type
 */
export function readSearchRequest(body: JsonValue): Readonly<Record<string, string>> {
  if (body === null || typeof body !== 'object' || Array.isArray(body)) {
    throw badRequest('invalidSyntax', 'The body of a search must be a JSON object (RFC 7644 §3.4.3).', {
      reason: 'body-not-object',
    });
  }
  const params: Record<string, string> = {};
  Object.setPrototypeOf(params, null);
  let isSearch = false;
  for (const [sent, value] of Object.entries(body)) {
    if (value === undefined || value === null) continue;
    if (sent.toLowerCase() === 'schemas') {
      isSearch = Array.isArray(value) && value.some((urn) => typeof urn === 'string' && urn.toLowerCase() === SEARCH_REQUEST);
      continue;
    }
    const member = MEMBERS.get(sent.toLowerCase());
    if (member === undefined) continue;
    if (params[member.name] !== undefined)
      throw refuse(member.name, 'is sent twice; names that differ only in case are the same');
    const text = read(member.name, member.kind, value);
    // RFC 7643 §2.5: an empty array is no value.
    if (text !== '' || member.kind === 'string') params[member.name] = text;
  }
  if (!isSearch) {
    throw badRequest('invalidSyntax', `The body of a search must have "${URN.searchRequest}" in "schemas" (RFC 7644 §3.4.3).`, {
      attribute: 'schemas',
      reason: 'not-this-message',
    });
  }
  return params;
}

const SEARCH_REQUEST = URN.searchRequest.toLowerCase();

function read(name: string, kind: Kind, value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (kind === 'number' && typeof value === 'number' && Number.isInteger(value)) return value.toFixed(0);
  if (kind === 'names' && Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(',');
  throw refuse(
    name,
    kind === 'names' ? 'must be an array of attribute names' : `must be a ${kind === 'number' ? 'whole number' : 'string'}`,
  );
}

function refuse(name: string, what: string): ScimError {
  return badRequest('invalidValue', `"${name}" of the search ${what} (RFC 7644 §3.4.3).`, {
    attribute: name,
    reason: 'bad-query',
  });
}
