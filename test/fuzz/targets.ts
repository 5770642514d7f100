import type { Request } from './probe.ts';
import type { Random } from './random.ts';

/** The head of a bulk request's body. */
export const BULK = '"schemas":["urn:ietf:params:scim:api:messages:2.0:BulkRequest"],';
export const SEARCH = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'];

const BODY_TARGETS: readonly Pick<Request, 'method' | 'path'>[] = [
  { method: 'POST', path: '/Users' },
  { method: 'POST', path: '/Groups' },
  { method: 'POST', path: '/Bulk' },
  { method: 'POST', path: '/Users/.search' },
  { method: 'POST', path: '/.search' },
];

/** Anything that takes a body. */
export function anyTarget(random: Random, ids: readonly string[]): Pick<Request, 'method' | 'path'> {
  if (ids.length === 0 || random.chance(0.5)) return random.pick(BODY_TARGETS);
  return { method: random.pick(['PUT', 'PATCH']), path: `/${random.pick(['Users', 'Groups'])}/${random.pick(ids)}` };
}

export const GOOD =
  '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"anna@contoso.example","emails":[{"type":"work","value":"a@x"}]}';
