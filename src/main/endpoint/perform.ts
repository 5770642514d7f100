import type { JsonValue } from '#shared/scim/wire.ts';
import { normaliseBody, normaliseFilter } from '../dialect/normalise.ts';
import { createResource } from '../directory/create.ts';
import { list } from '../directory/list.ts';
import { patch } from '../directory/patch.ts';
import { read } from '../directory/read.ts';
import { remove } from '../directory/remove.ts';
import { replace } from '../directory/replace.ts';
import { searchEverything } from '../directory/search-everything.ts';
import type { Outcome, Work } from '../directory/work.ts';
import { ScimError } from '../scim/errors.ts';
import type { ResourceModel } from '../scim/model.ts';
import { namedInBody } from '../scim/named-in-body.ts';
import { compileProjection } from '../scim/projection.ts';
import { type QueryParameters, parseQuery } from '../scim/query.ts';
import { readSearchRequest } from '../scim/search-request.ts';
import { discover } from './discover.ts';
import { performBulk } from './perform-bulk.ts';
import { notOffered } from './not-offered.ts';
import type { Task } from './task.ts';

/**
 * Turns the request into RFC shape and does it.
 * @throws ScimError for every refusal
 */
export function perform(task: Task): Outcome {
  const { route, profile, work, params } = task;
  switch (route.kind) {
    case 'collection':
      return task.method === 'POST' ? create(task, route.model) : query(task, route.model, params);
    case 'resource':
      return onResource(task, route.model, route.id);
    case 'search': {
      const searched = readSearchRequest(requireBody(task.body));
      return route.model === null ? everything(task, searched) : query(task, route.model, searched);
    }
    case 'root':
      return everything(task, params);
    case 'me':
      return onMe(task);
    case 'bulk':
      return performBulk(task, perform);
    case 'service-provider-config':
    case 'resource-types':
    case 'schemas':
      return discover(route, profile, work.base, params);
  }
}

function create(task: Task, model: ResourceModel): Outcome {
  const body = normalised(task, model, 'create');
  return createResource({ ...task.work, model }, body, projectionOf(task, model, body));
}

function onResource(task: Task, model: ResourceModel, id: string): Outcome {
  const work: Work = { ...task.work, model };
  switch (task.method) {
    case 'PUT': {
      const body = normalised(task, model, 'replace');
      return replace(work, id, body, projectionOf(task, model, body));
    }
    case 'PATCH': {
      if (!task.profile.features.patch && task.completesCreate !== true) throw notOffered('PATCH');
      const body = normalised(task, model, 'patch');
      return patch(work, id, body, projectionOf(task, model, body), task.params['attributes'] !== undefined);
    }
    case 'DELETE':
      return remove(work, id);
    default:
      return read(work, id, projectionOf(task, model));
  }
}

/** RFC 7644 §3.11: the token's owner. */
function onMe(task: Task): Outcome {
  const model = task.profile.byName('User');
  const id = task.work.tokenOwnerId;
  if (!task.profile.features.me || model === undefined || id === null) throw notOffered('/Me');
  return onResource(task, model, id);
}

function query(task: Task, model: ResourceModel, params: QueryParameters): Outcome {
  return list({ ...task.work, model }, parseQuery(model, normalisedFilter(task, model, params), task.profile.features));
}

function everything(task: Task, params: QueryParameters): Outcome {
  const { profile, work } = task;
  const { filter, sortBy, sortOrder } = params;
  const identity = JSON.stringify(['/', filter ?? '', sortBy ?? '', sortOrder ?? '']);
  const queries = profile.models.map((model) => {
    const absent = new Set<string>();
    const parse = () => parseQuery(model, normalisedFilter(task, model, params), profile.features, { absent, identity });
    return { work: { ...work, model }, parse, absent };
  });
  return searchEverything(queries, params['filter'] ?? null);
}

function normalisedFilter(task: Task, model: ResourceModel, params: QueryParameters): QueryParameters {
  const { filter } = params;
  if (filter === undefined) return params;
  const { text, forgiven } = normaliseFilter(filter, model, task.work.settings);
  task.forgiven.push(...forgiven);
  return text === filter ? params : { ...params, filter: text };
}

function normalised(task: Task, model: ResourceModel, kind: 'create' | 'replace' | 'patch'): JsonValue {
  const { body, forgiven } = normaliseBody(kind, requireBody(task.body), model, task.work.settings);
  task.forgiven.push(...forgiven);
  return body;
}

function requireBody(body: JsonValue | undefined): JsonValue {
  if (body !== undefined) return body;
  throw new ScimError(400, 'The request has no body; it must be a JSON object.', {
    scimType: 'invalidSyntax',
    reason: 'body-empty',
  });
}

/** @param written the body of a write, which itself asks for what it names */
function projectionOf(task: Task, model: ResourceModel, written?: JsonValue) {
  const { attributes, excludedAttributes } = task.params;
  return compileProjection(model, attributes, excludedAttributes, namedInBody(model, written));
}
