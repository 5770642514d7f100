import type { JsonObject } from '#shared/scim/wire.ts';
import { isObject } from '../../scim/json.ts';
import type { Reply } from './wire.ts';

/** The target gave an answer that the identity provider cannot accept. The message is a sentence. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly reply: Reply;
  /** the message without ids, so that refusals of the same kind are told once */
  readonly general: string;

  constructor(reply: Reply, why?: string) {
    const answer = `was answered with ${reply.status}${why ?? detailOf(reply)}.`;
    super(`${reply.method} ${shorten(reply.path)} ${answer}`);
    this.reply = reply;
    const path = reply.path.replace(/\?.*$/s, '').replace(/^(\/[^/]+\/).+/s, '$1…');
    this.general = `${reply.method} ${path} ${answer}`;
  }
}

/** Something was not deleted, because deleting was not allowed. */
export class HeldBack extends Error {
  override readonly name = 'HeldBack';
}

/** @throws Refused unless the answer is a success */
export function expectDone(reply: Reply): Reply {
  if (reply.status < 200 || reply.status > 299) throw new Refused(reply);
  return reply;
}

/** The resource of a successful answer. @throws Refused */
export function resourceIn(reply: Reply): JsonObject {
  expectDone(reply);
  const { json } = reply;
  if (!isObject(json)) throw new Refused(reply, ' without the resource');
  return json;
}

/** The id of a resource that was created. @throws Refused */
export function idIn(reply: Reply): string {
  const { id } = resourceIn(reply);
  if (typeof id !== 'string' || id === '')
    throw new Refused(reply, ' without the id of the resource, so it cannot be updated later');
  return id;
}

/** The id of a resource that a search found; null when it found none. */
export function idOf(found: JsonObject | undefined): string | null {
  const id = found?.['id'];
  return typeof id === 'string' && id !== '' ? id : null;
}

/** What a search found. @throws Refused when the answer is no ListResponse (RFC 7644 §3.4.2) */
export function foundIn(reply: Reply): JsonObject[] {
  const list = resourceIn(reply);
  const { totalResults, Resources } = list;
  if (typeof totalResults !== 'number' || !Number.isInteger(totalResults)) {
    throw new Refused(reply, ' without a whole number in `totalResults`, so it is no ListResponse');
  }
  if (Resources === undefined && totalResults === 0) return [];
  if (!Array.isArray(Resources)) throw new Refused(reply, ' without `Resources`, so it is no ListResponse');
  return Resources.filter(isObject);
}

function detailOf({ json, status }: Reply): string {
  const detail = isObject(json) && typeof json['detail'] === 'string' ? json['detail'].replace(/\.$/, '') : null;
  if (detail !== null && detail !== '') return `: ${shorten(detail)}`;
  return status === 404 ? ' (not found)' : '';
}

function shorten(text: string): string {
  return text.length <= 300 ? text : `${text.slice(0, 299)}…`;
}
