import type { Outcome } from '../directory/work.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import {
  findResourceType,
  findSchema,
  refuseDiscoveryFilter,
  resourceTypeBodies,
  resourceTypeBody,
  schemaBodies,
  schemaBody,
  serviceProviderConfig,
} from '../scim/discovery.ts';
import { ScimError } from '../scim/errors.ts';
import { listResponse } from '../scim/list-response.ts';
import type { QueryParameters } from '../scim/query.ts';
import type { Route } from './route.ts';

type DiscoveryRoute = Extract<Route, { kind: 'service-provider-config' | 'resource-types' | 'schemas' }>;

/**
 * What the service provider tells of itself (RFC 7644 §4).
 * @throws ScimError 403 for a filter, 404 for an unknown id
 */
export function discover(route: DiscoveryRoute, profile: CompiledProfile, base: string, params: QueryParameters): Outcome {
  refuseDiscoveryFilter(params);
  return { status: 200, body: discoveryBody(route, profile, base), facts: { operation: 'discover' } };
}

function discoveryBody(route: DiscoveryRoute, profile: CompiledProfile, base: string): string {
  if (route.kind === 'service-provider-config') return JSON.stringify(serviceProviderConfig(profile, base));
  if (route.kind === 'resource-types') {
    if (route.id === null) return whole(resourceTypeBodies(profile, base));
    const type = findResourceType(profile, route.id);
    if (type === undefined) throw unknown('resource type', route.id);
    return JSON.stringify(resourceTypeBody(type, base));
  }
  if (route.id === null) return whole(schemaBodies(profile, base));
  const schema = findSchema(profile, route.id);
  if (schema === undefined) throw unknown('schema', route.id);
  return JSON.stringify(schemaBody(schema, base));
}

function whole(bodies: readonly object[]): string {
  return listResponse({ totalResults: bodies.length, startIndex: 1, resources: bodies.map((body) => JSON.stringify(body)) });
}

function unknown(what: string, id: string): ScimError {
  return new ScimError(404, `There is no ${what} "${id.slice(0, 200)}" here.`, { reason: 'unknown-definition' });
}
