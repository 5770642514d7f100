import type { JsonValue } from '#shared/scim/wire.ts';
import type { ErrorCode } from '../explain/codes.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { ScimError, badRequest } from '../scim/errors.ts';
import type { RawRequest } from './raw-request.ts';

/** Deeper than any resource or PATCH needs, shallow enough for every recursion over it. */
const MAX_DEPTH = 64;
const BODY_LIMIT = 1024 * 1024;

/** A refusal with the code that its explanation goes by. */
export interface BodyRefusal {
  readonly error: ScimError;
  readonly code: ErrorCode;
}

export type ParsedBody = { readonly body: JsonValue | undefined; readonly refusal: BodyRefusal | null };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The bytes of a body as JSON (RFC 8259, UTF-8 only).
 * @param limit bytes; one bulk request may be larger than any other body
 */
export function parseBody(raw: RawRequest, settings: RuleSettings, limit = BODY_LIMIT): ParsedBody {
  const problem = transportRefusal(raw, limit);
  if (problem !== null) return { body: undefined, refusal: problem };
  if (raw.body === null) return { body: undefined, refusal: null };
  const wrongType = mediaTypeRefusal(raw.headers['content-type'], settings);
  let text: string;
  try {
    text = utf8.decode(raw.body);
  } catch {
    return refuse('broken-json', badRequest('invalidSyntax', 'The body is not UTF-8 (RFC 8259 §8.1).'));
  }
  let body: JsonValue;
  try {
    body = JSON.parse(text) as JsonValue;
  } catch (error) {
    if (wrongType !== null) return { body: undefined, refusal: wrongType };
    return refuse('broken-json', badRequest('invalidSyntax', `The body is not JSON: ${messageOf(error)}.`));
  }
  if (isDeeperThan(body, MAX_DEPTH)) {
    return refuse('too-deep', badRequest('invalidSyntax', `The body is nested deeper than ${MAX_DEPTH} levels.`));
  }
  return { body, refusal: wrongType };
}

function transportRefusal(raw: RawRequest, limit: number): BodyRefusal | null {
  const problem = raw.bodyProblem;
  if (problem?.kind === 'malformed') return { error: new ScimError(problem.status, problem.detail), code: 'other' };
  if (problem?.kind === 'too-large' || raw.bodyBytes > limit) {
    const detail = `The body has ${raw.bodyBytes} bytes; at most ${limit} are accepted.`;
    return { error: new ScimError(413, detail), code: 'body-too-large' };
  }
  if (problem?.kind === 'broken-off') {
    return { error: badRequest('invalidSyntax', 'The body broke off before its announced end.'), code: 'broken-json' };
  }
  if (problem?.kind === 'encoded') {
    const detail = `The body is encoded as "${problem.encoding}"; send it as it is.`;
    return { error: new ScimError(415, detail, { headers: { 'Accept-Encoding': 'identity' } }), code: 'media-type' };
  }
  return null;
}

const JSON_TYPES = new Set(['application/scim+json', 'application/json']);

/** RFC 7644 §3.1: application/scim+json, and application/json for clients that know no other. A missing type is let pass (RFC 9110 §8.3). */
function mediaTypeRefusal(contentType: string | undefined, settings: RuleSettings): BodyRefusal | null {
  if (settings['media-type'] === 'any' || contentType === undefined) return null;
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (JSON_TYPES.has(type)) return null;
  const detail = `The body's Content-Type is "${contentType}"; send application/scim+json or application/json (RFC 7644 §3.1).`;
  const headers = { Accept: 'application/scim+json, application/json' };
  return { error: new ScimError(415, detail, { ruleId: 'media-type', headers }), code: 'media-type' };
}

function isDeeperThan(value: JsonValue, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  for (const part of Array.isArray(value) ? value : Object.values(value)) {
    if (part !== undefined && typeof part === 'object' && isDeeperThan(part, depth - 1)) return true;
  }
  return false;
}

function refuse(code: ErrorCode, error: ScimError): ParsedBody {
  return { body: undefined, refusal: { error, code } };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
