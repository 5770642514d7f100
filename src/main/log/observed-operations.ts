import type { JsonObject } from '#shared/scim/wire.ts';
import type { ObservedExchange } from '../mapping/observe/traffic.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import { bulkIdIn } from '../scim/bulk-references.ts';
import { type BulkRequest, parseBulkRequest } from '../scim/bulk-request.ts';
import { ScimError } from '../scim/errors.ts';
import { isObject } from '../scim/json.ts';
import type { ResourceModel } from '../scim/model.ts';

type ObservedOperation = Pick<ObservedExchange, 'method' | 'model' | 'resourceId' | 'body' | 'operation'>;

/** A bulk request that is too large to be carried out still tells how things are mapped. */
const NO_LIMITS = { maxOperations: Infinity, maxPayloadSize: Infinity };

/**
 * The operations of a bulk request on users and groups (RFC 7644 §3.7), as if each had been a request of its own.
 * @param answer names the ids of what was created; null when there is none
 */
export function observedOperations(body: JsonObject, answer: JsonObject | null, profile: CompiledProfile): ObservedOperation[] {
  const created = createdIds(answer);
  return operationsOf(body).flatMap(({ index, method, endpoint, id, bulkId, data }) => {
    const model = observedModel(profile, endpoint);
    if (model === null || data === null) return [];
    const reference = id === null ? bulkId : bulkIdIn(id);
    const resourceId = reference === null ? id : (created.get(reference) ?? null);
    return [{ method, model, resourceId, body: data, operation: index }];
  });
}

/** @returns the model of users or groups, which are what mappings are about */
export function observedModel(profile: CompiledProfile, endpoint: string): ResourceModel | null {
  const model = profile.byEndpoint(endpoint);
  return model?.type.name === 'User' || model?.type.name === 'Group' ? model : null;
}

function operationsOf(body: JsonObject): BulkRequest['operations'] {
  try {
    return parseBulkRequest(body, NO_LIMITS).operations;
  } catch (error) {
    // It was refused for its form, so nobody can tell what its operations would have been.
    if (error instanceof ScimError) return [];
    throw error;
  }
}

function createdIds(answer: JsonObject | null): Map<string, string> {
  const ids = new Map<string, string>();
  const results = answer?.['Operations'];
  for (const result of Array.isArray(results) ? results.filter(isObject) : []) {
    const { method, bulkId, location } = result;
    if (method !== 'POST' || typeof bulkId !== 'string' || typeof location !== 'string') continue;
    ids.set(bulkId, location.slice(location.lastIndexOf('/') + 1));
  }
  return ids;
}
