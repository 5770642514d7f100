import type { ScimError } from '../scim/errors.ts';
import { errorCodes } from './codes.ts';
import type { ErrorCode } from './codes.ts';

const known: ReadonlySet<string> = new Set(errorCodes);

/**
 * Which text an error gets: the `reason` that the error names, or what can be told from its rule, its `scimType` and its
 * status (RFC 7644 §3.12). `resourceType` is null where the address led to none.
 */
export function errorCodeOf(error: ScimError, resourceType: string | null): ErrorCode {
  if (isErrorCode(error.reason)) return error.reason;
  return byRule(error) ?? byScimType(error) ?? byStatus(error, resourceType);
}

function isErrorCode(reason: string | undefined): reason is ErrorCode {
  return reason !== undefined && known.has(reason);
}

const rules: Readonly<Record<string, ErrorCode>> = {
  'token-rights': 'right-missing',
  'required-mappings': 'required-missing',
  'unlisted-attributes': 'unlisted-attribute',
  'duplicate-user-name': 'duplicate-user-name',
  'pushed-group-name': 'duplicate-group-name',
  'group-name-unique': 'duplicate-group-name',
  'duplicate-email': 'duplicate-email',
  'rate-limit': 'rate-limited',
  'filtered-target-missing': 'no-target',
  'read-only-in-patch': 'read-only',
  'unknown-schema-uris': 'unknown-schema',
  'string-booleans': 'string-boolean',
  'loose-shapes': 'loose-shape',
  'unknown-member': 'unknown-member',
  'linked-resource': 'unknown-linked-resource',
  'media-type': 'media-type',
};

function byRule({ ruleId }: ScimError): ErrorCode | undefined {
  return ruleId === undefined || !Object.hasOwn(rules, ruleId) ? undefined : rules[ruleId];
}

function byScimType({ scimType, attribute, message }: ScimError): ErrorCode | undefined {
  switch (scimType) {
    case undefined:
    case 'invalidVers':
    case 'sensitive':
      return undefined;
    case 'invalidFilter':
      return 'bad-filter';
    case 'invalidPath':
      return 'bad-path';
    case 'noTarget':
      // A removal without a path has no target either (RFC 7644 §3.5.2.2), but no rule would help it.
      return /needs a "path"/.test(message) ? 'patch-syntax' : 'no-target';
    case 'mutability':
      return 'read-only';
    case 'tooMany':
      return 'too-many';
    case 'invalidCursor':
    case 'expiredCursor':
      return 'bad-cursor';
    case 'invalidCount':
      return 'bad-paging';
    case 'uniqueness':
      if (attribute?.toLowerCase() === 'username') return 'duplicate-user-name';
      return attribute?.toLowerCase() === 'displayname' ? 'duplicate-group-name' : 'uniqueness';
    case 'invalidSyntax':
      return attribute === undefined ? syntaxCode(message) : 'wrong-type';
    case 'invalidValue':
      if (attribute === undefined) return parameterCode(message);
      return /\b(?:required|missing)\b/i.test(message) ? 'required-missing' : 'wrong-type';
  }
}

function syntaxCode(message: string): ErrorCode {
  if (/must be a JSON object/.test(message)) return 'body-not-object';
  return /\bJSON\b|\bUTF-8\b/.test(message) ? 'broken-json' : 'patch-syntax';
}

function parameterCode(message: string): ErrorCode {
  if (/"(?:startIndex|count)"/.test(message)) return 'bad-paging';
  return /"(?:sortBy|sortOrder|attributes|excludedAttributes)"/.test(message) ? 'bad-query' : 'other';
}

function byStatus({ status, headers }: ScimError, resourceType: string | null): ErrorCode {
  switch (status) {
    case 401:
      // RFC 6750 §3.1: a challenge without an error code answers a request that carried no token.
      return /error=/.test(headers['WWW-Authenticate'] ?? '') ? 'token-unknown' : 'token-missing';
    case 403:
      return 'forbidden';
    case 404:
      return resourceType === null ? 'unknown-path' : 'unknown-id';
    case 405:
      return 'method-not-allowed';
    case 409:
      return 'uniqueness';
    case 412:
      return 'precondition-failed';
    case 413:
      return 'body-too-large';
    case 415:
      return 'media-type';
    case 429:
      return 'rate-limited';
    case 501:
      return 'not-implemented';
    default:
      return status >= 500 ? 'internal' : 'other';
  }
}
