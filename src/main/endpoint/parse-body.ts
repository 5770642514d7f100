import type { JsonValue } from '#shared/scim/wire.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { ScimError, badRequest } from '../scim/errors.ts';
import type { RawRequest } from './raw-request.ts';

/** Deeper than any resource or PATCH needs, shallow enough for every recursion over it. */
const MAX_DEPTH = 64;
/** Bytes of any body but a bulk request's. */
export const BODY_LIMIT = 1024 * 1024;

export interface ParsedBody {
  /** undefined when none was sent, or it could not be read */
  readonly body: JsonValue | undefined;
  readonly refusal: ScimError | null;
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * The bytes of a body as JSON (RFC 8259, UTF-8 only).
 * @param limit bytes; one bulk request may be larger than any other body
 */
export function parseBody(raw: RawRequest, settings: RuleSettings, limit: number): ParsedBody {
  const problem = transportRefusal(raw, limit);
  if (problem !== null) return { body: undefined, refusal: problem };
  if (raw.body === null) return { body: undefined, refusal: null };
  const wrongType = mediaTypeRefusal(raw.headers['content-type'], settings);
  let text: string;
  try {
    text = utf8.decode(raw.body);
  } catch {
    return refuse('broken-json', 'The body is not UTF-8 (RFC 8259 §8.1).');
  }
  let body: JsonValue;
  try {
    body = JSON.parse(text) as JsonValue;
  } catch (error) {
    if (wrongType !== null) return { body: undefined, refusal: wrongType };
    return refuse('broken-json', `The body is not JSON: ${messageOf(error)}.`);
  }
  if (isDeeperThan(body, MAX_DEPTH)) {
    return refuse('too-deep', `The body is nested deeper than ${MAX_DEPTH} levels.`);
  }
  return { body, refusal: wrongType };
}

function transportRefusal(raw: RawRequest, limit: number): ScimError | null {
  const problem = raw.bodyProblem;
  if (problem?.kind === 'malformed') return new ScimError(problem.status, problem.detail);
  if (problem?.kind === 'too-large' || raw.bodyBytes > limit) {
    const detail = `The body has ${raw.bodyBytes} bytes; at most ${limit} are accepted.`;
    return new ScimError(413, detail, { reason: 'body-too-large' });
  }
  if (problem?.kind === 'broken-off') {
    return badRequest('invalidSyntax', 'The body broke off before its announced end.', { reason: 'broken-json' });
  }
  if (problem?.kind === 'encoded') {
    const detail = `The body is encoded as "${problem.encoding.slice(0, 100)}"; send it as it is.`;
    return new ScimError(415, detail, { reason: 'media-type', headers: { 'Accept-Encoding': 'identity' } });
  }
  return null;
}

const JSON_TYPES = new Set(['application/scim+json', 'application/json']);

/** RFC 7644 §3.1: application/scim+json, and application/json for clients that know no other. A missing type is let pass (RFC 9110 §8.3). */
function mediaTypeRefusal(contentType: string | undefined, settings: RuleSettings): ScimError | null {
  if (settings['media-type'] === 'any' || contentType === undefined) return null;
  const type = (contentType.split(';', 1)[0] ?? '').trim().toLowerCase();
  if (JSON_TYPES.has(type)) return null;
  const detail = `The body's Content-Type is "${contentType.slice(0, 100)}"; send application/scim+json or application/json (RFC 7644 §3.1).`;
  const headers = { Accept: 'application/scim+json, application/json' };
  return new ScimError(415, detail, { reason: 'media-type', ruleId: 'media-type', headers });
}

function isDeeperThan(value: JsonValue, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (depth === 0) return true;
  for (const part of Array.isArray(value) ? value : Object.values(value)) {
    if (part !== undefined && typeof part === 'object' && isDeeperThan(part, depth - 1)) return true;
  }
  return false;
}

function refuse(reason: 'broken-json' | 'too-deep', detail: string): ParsedBody {
  return { body: undefined, refusal: badRequest('invalidSyntax', detail, { reason }) };
}

/** Without the piece of the body that V8 quotes, which can be a password. */
function messageOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.replace(/,? (?:\.\.\.)?"[^]*"(?:\.\.\.)? is not valid JSON$/, '');
}
