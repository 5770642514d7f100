import type { OutcomeFacts } from '../directory/work.ts';
import { parseDoc } from '../store/document.ts';
import { nameOf } from '../directory/work.ts';
import type { Operation } from '../explain/facts.ts';
import { isObject } from '../scim/json.ts';
import type { RequestInHand } from './request-in-hand.ts';

const BY_METHOD: Readonly<Record<string, Operation>> = {
  GET: 'read',
  HEAD: 'read',
  POST: 'create',
  PUT: 'replace',
  PATCH: 'update',
  DELETE: 'delete',
};

/** What can be told of a request that was refused: what it was about to do, and to whom. */
export function factsOfRefusal(request: RequestInHand): OutcomeFacts {
  const { route, raw, body, tx } = request;
  if (route === null) return { operation: 'unknown' };
  switch (route.kind) {
    case 'collection': {
      const isCreate = raw.method === 'POST';
      const name = isCreate && isObject(body) ? nameOf(body, route.model) : '';
      return {
        operation: isCreate ? 'create' : 'search',
        resourceType: route.model.type.name,
        ...(name === '' ? {} : { resourceName: name }),
      };
    }
    case 'resource': {
      const row = tx.resources.byId(route.id);
      return {
        operation: BY_METHOD[raw.method] ?? 'unknown',
        resourceType: route.model.type.name,
        resourceId: route.id,
        ...(row === undefined ? {} : { resourceName: nameOf(parseDoc(row), route.model) }),
      };
    }
    case 'bulk':
      return { operation: 'bulk' };
    case 'search':
      return { operation: 'search', ...(route.model === null ? {} : { resourceType: route.model.type.name }) };
    case 'root':
      return { operation: 'search' };
    case 'me':
      return { operation: BY_METHOD[raw.method] ?? 'unknown', resourceType: 'User' };
    default:
      return { operation: 'discover' };
  }
}
