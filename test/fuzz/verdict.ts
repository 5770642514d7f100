import type { WireAnswer } from './connection.ts';

const MESSAGES = 'urn:ietf:params:scim:api:messages:2.0:';

/** @returns what is wrong with an answer, or null: RFC 7644 §3.1, §3.12, and never a 5xx */
export function faultOf(answer: WireAnswer, isHead: boolean): string | null {
  const { status, headers, body } = answer;
  if (status >= 500 || status < 200 || (status >= 300 && status < 400 && status !== 304))
    return `status ${status}: ${body.slice(0, 200)}`;
  if (status === 204 || status === 304) return body === '' ? null : `a body with ${status}`;
  if (headers.get('content-type') !== 'application/scim+json')
    return `Content-Type ${headers.get('content-type') ?? 'missing'} with ${status}`;
  if (isHead) return null;
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    return `${status} with a body that is no JSON: ${body.slice(0, 100)}`;
  }
  if (!isRecord(json)) return `${status} with a body that is no object: ${body.slice(0, 100)}`;
  const schemas: unknown = json['schemas'];
  if (!Array.isArray(schemas) || schemas.length === 0) return `${status} without schemas: ${body.slice(0, 100)}`;
  if (status >= 400) return faultOfError(status, json, schemas);
  if (schemas.includes(`${MESSAGES}ListResponse`)) return faultOfList(json);
  if (schemas.includes(`${MESSAGES}BulkResponse`)) return faultOfBulk(json);
  return null;
}

function faultOfError(status: number, json: Record<string, unknown>, schemas: readonly unknown[]): string | null {
  if (schemas.length !== 1 || schemas[0] !== `${MESSAGES}Error`) return `${status} with other schemas than Error's`;
  if (json['status'] !== String(status)) return `${status} with "status": ${JSON.stringify(json['status'])}`;
  if (typeof json['detail'] !== 'string' || json['detail'].length < 10) return `${status} without a detail`;
  if (json['detail'].length > 2000) return `${status} with a detail of ${json['detail'].length} characters`;
  return /\bat .+\.[jt]s:\d+/.test(json['detail']) ? `${status} with a stack trace` : null;
}

function faultOfList(json: Record<string, unknown>): string | null {
  if (!Number.isInteger(json['totalResults'])) return 'a list without totalResults';
  const resources = json['Resources'] ?? [];
  if (!Array.isArray(resources)) return 'a list whose Resources is no array';
  return resources.every(isRecord) ? null : 'a list with something that is no resource';
}

/** RFC 7644 §3.7.3; an operation may be refused, but not fail inside. */
function faultOfBulk(json: Record<string, unknown>): string | null {
  const operations = json['Operations'];
  if (!Array.isArray(operations)) return 'a bulk response without Operations';
  const broken = operations.find((one) => !isRecord(one) || typeof one['status'] !== 'string' || one['status'].startsWith('5'));
  return broken === undefined ? null : `a bulk operation with ${JSON.stringify(broken).slice(0, 200)}`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
