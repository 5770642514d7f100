import { URN } from '#shared/scim/urns.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { ScimError, badRequest } from './errors.ts';

export type BulkMethod = 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** One operation of a bulk request, of right form. */
export interface BulkOperation {
  /** its place in the request */
  readonly index: number;
  readonly method: BulkMethod;
  /** as sent: `/Users`, `/Groups/2819`, `/Users/bulkId:ann` */
  readonly path: string;
  /** of the path, without slash: `Users` */
  readonly endpoint: string;
  /** of the path; null for POST */
  readonly id: string | null;
  readonly bulkId: string | null;
  /** the version that a change expects, as `If-Match` would carry it */
  readonly version: string | null;
  /** null for DELETE */
  readonly data: JsonObject | null;
}

/** An operation that cannot be done because of its form. The others of the request are still done. */
export interface RefusedOperation {
  readonly index: number;
  /** as sent, where it was text */
  readonly method: string | null;
  readonly bulkId: string | null;
  readonly error: ScimError;
}

export interface BulkRequest {
  /** after so many errors the rest is left undone; null when all is to be tried */
  readonly failOnErrors: number | null;
  readonly operations: readonly BulkOperation[];
  readonly refused: readonly RefusedOperation[];
}

export interface BulkLimits {
  readonly maxOperations: number;
  /** in bytes */
  readonly maxPayloadSize: number;
}

const METHODS = new Set<string>(['POST', 'PUT', 'PATCH', 'DELETE']);
/** RFC 7644 §3.7: the reference that another operation of the same request may hold instead of an id. */
export const BULK_ID = 'bulkId:';

/**
 * Refuses a body that is larger than advertised, before it is parsed (RFC 7644 §3.7.4).
 * @param size of the body in bytes
 * @throws ScimError 413
 */
export function checkBulkSize(size: number, { maxPayloadSize }: BulkLimits): void {
  if (size <= maxPayloadSize) return;
  throw new ScimError(
    413,
    `The bulk request has ${size} bytes; this service provider takes ${maxPayloadSize} (maxPayloadSize).`,
    {
      reason: 'body-too-large',
    },
  );
}

/**
 * Reads a bulk request (RFC 7644 §3.7). What is wrong with one operation refuses that operation only.
 *
 * @throws ScimError 400 `invalidSyntax` or `invalidValue` when it is no bulk request; 413 when it has too many operations
 */
export function parseBulkRequest(body: JsonValue, limits: BulkLimits): BulkRequest {
  const members = asObject(body);
  if (members === null) {
    throw badRequest('invalidSyntax', 'The body of a bulk request must be a JSON object (RFC 7644 §3.7).', {
      reason: 'body-not-object',
    });
  }
  const schemas = member(members, 'schemas');
  if (
    !Array.isArray(schemas) ||
    !schemas.some((urn) => typeof urn === 'string' && urn.toLowerCase() === URN.bulkRequest.toLowerCase())
  ) {
    throw badRequest('invalidSyntax', `The body of a bulk request must have "${URN.bulkRequest}" in "schemas" (RFC 7644 §3.7).`, {
      attribute: 'schemas',
      reason: 'not-this-message',
    });
  }
  const sent = member(members, 'Operations');
  if (!Array.isArray(sent)) {
    throw badRequest('invalidSyntax', '"Operations" of the bulk request must be an array (RFC 7644 §3.7).', {
      attribute: 'Operations',
    });
  }
  if (sent.length > limits.maxOperations) {
    throw new ScimError(
      413,
      `The bulk request has ${sent.length} operations; this service provider takes ${limits.maxOperations} (maxOperations).`,
      {
        reason: 'too-many',
      },
    );
  }
  return { failOnErrors: readFailOnErrors(member(members, 'failOnErrors')), ...readOperations(sent) };
}

function readFailOnErrors(value: JsonValue | undefined): number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' && Number.isInteger(value) && value >= 1) return value;
  throw badRequest('invalidValue', '"failOnErrors" of the bulk request must be a whole number from 1 up (RFC 7644 §3.7).', {
    attribute: 'failOnErrors',
  });
}

function readOperations(sent: readonly JsonValue[]): Pick<BulkRequest, 'operations' | 'refused'> {
  const operations: BulkOperation[] = [];
  const refused: RefusedOperation[] = [];
  const bulkIds = new Set<string>();
  sent.forEach((value, index) => {
    const operation = asObject(value);
    const bulkId = operation === null ? null : text(member(operation, 'bulkId'));
    try {
      if (operation === null)
        throw badRequest('invalidSyntax', `Operation ${index + 1} of the bulk request must be a JSON object.`);
      const read = readOperation(operation, index, bulkId);
      if (read.method === 'POST' && bulkId !== null) {
        if (bulkIds.has(bulkId))
          throw badRequest('invalidValue', `The bulkId "${bulkId}" is taken by an earlier operation.`, { attribute: 'bulkId' });
        bulkIds.add(bulkId);
      }
      operations.push(read);
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      refused.push({ index, method: operation === null ? null : text(member(operation, 'method')), bulkId, error });
    }
  });
  return { operations, refused };
}

function readOperation(operation: JsonObject, index: number, bulkId: string | null): BulkOperation {
  const sentMethod = text(member(operation, 'method'));
  const method = sentMethod?.toUpperCase() ?? '';
  if (!isMethod(method)) {
    throw badRequest('invalidSyntax', 'The "method" of a bulk operation must be POST, PUT, PATCH or DELETE (RFC 7644 §3.7).', {
      attribute: 'method',
    });
  }
  const path = text(member(operation, 'path'));
  const segments = path === null ? null : /^\/([^/?#]+)(?:\/([^/?#]+))?$/.exec(path);
  const endpoint = segments?.[1];
  const id = segments?.[2] ?? null;
  if (path === null || endpoint === undefined || (method === 'POST') !== (id === null)) {
    const form = method === 'POST' ? 'an endpoint such as "/Users"' : 'a resource such as "/Users/2819"';
    throw badRequest('invalidSyntax', `The "path" of a bulk ${method} must be ${form} (RFC 7644 §3.7).`, { attribute: 'path' });
  }
  if (method === 'POST' && bulkId === null) {
    throw badRequest('invalidSyntax', 'A bulk POST must have a "bulkId" (RFC 7644 §3.7).', { attribute: 'bulkId' });
  }
  const data = asObject(member(operation, 'data') ?? null);
  if (method !== 'DELETE' && data === null) {
    throw badRequest('invalidSyntax', `A bulk ${method} must have a JSON object as "data" (RFC 7644 §3.7).`, {
      attribute: 'data',
    });
  }
  const version = text(member(operation, 'version'));
  return { index, method, path, endpoint, id, bulkId, version, data: method === 'DELETE' ? null : data };
}

function isMethod(method: string): method is BulkMethod {
  return METHODS.has(method);
}

/** Names of members count in any case (RFC 7643 §2.1); as spelled in the RFC first, which is the usual and quick way. */
function member(object: JsonObject, name: string): JsonValue | undefined {
  if (Object.hasOwn(object, name)) return object[name];
  const folded = name.toLowerCase();
  return Object.entries(object).find(([sent]) => sent.toLowerCase() === folded)?.[1];
}

function asObject(value: JsonValue): JsonObject | null {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? value : null;
}

function text(value: JsonValue | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
