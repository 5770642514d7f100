import { expect } from 'vitest';
import type { ScimAnswer, ScimBody, ScimClient } from './scim-client.ts';

export const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const MEISTERPLAN = 'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User';
export const LIST_RESPONSE = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
export const SEARCH_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest';
export const BULK_REQUEST = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** The body of an answer that must have this status. */
export function bodyOf(answer: ScimAnswer, status = 200): ScimBody {
  expect(answer.status, answer.text).toBe(status);
  return answer.json();
}

/** Creates a resource and gives what the service answered. */
export async function created(client: ScimClient, endpoint: string, body: object): Promise<ScimBody & { id: string }> {
  const made = bodyOf(await client.post(endpoint, body), 201);
  if (made.id === undefined) throw new Error('the created resource has no id');
  return { ...made, id: made.id };
}

export function user(userName: string, more: object = {}): object {
  return { schemas: [USER], userName, ...more };
}

export function group(displayName: string, more: object = {}): object {
  return { schemas: [GROUP], displayName, ...more };
}

/** RFC 7644 §3.12: schema, status as text, and a detail; the media type goes bare (§3.1). */
export function expectError(answer: ScimAnswer, status: number, scimType?: string): void {
  expect(answer.status, answer.text).toBe(status);
  expect(answer.headers.get('content-type')).toBe('application/scim+json');
  const body = answer.json();
  expect(body['schemas']).toEqual([ERROR]);
  expect(body['status']).toBe(String(status));
  expect(body.scimType, answer.text).toBe(scimType);
  expect(body.detail).toBeTruthy();
}

export interface Meta {
  readonly resourceType: string;
  readonly created: string;
  readonly lastModified: string;
  readonly location: string;
  readonly version: string;
}

export function metaOf(body: ScimBody): Meta {
  return body['meta'] as Meta;
}

/** One member of every resource of a list, in its order. */
export function listed(answer: ScimAnswer, member: string): unknown[] {
  return (bodyOf(answer).Resources ?? []).map((resource) => resource[member]);
}

export function search(filter: string, more = ''): string {
  return `?filter=${encodeURIComponent(filter)}${more}`;
}

let names = 0;

/** A user name or display name that no test of the file has used yet. */
export function freshName(kind: string): string {
  names += 1;
  return `${kind}-${names}@contoso.example`;
}
