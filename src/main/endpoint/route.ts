import type { CompiledProfile } from '../profile/compile.ts';
import type { ResourceModel } from '../scim/model.ts';

/** What a path leads to (RFC 7644 §3.2 table 1). */
export type Route =
  | { readonly kind: 'collection'; readonly model: ResourceModel }
  | { readonly kind: 'resource'; readonly model: ResourceModel; readonly id: string }
  /** `/Users/.search`, or `/.search` over everything when `model` is null */
  | { readonly kind: 'search'; readonly model: ResourceModel | null }
  /** the tenant URL itself */
  | { readonly kind: 'root' }
  | { readonly kind: 'me' }
  | { readonly kind: 'bulk' }
  | { readonly kind: 'service-provider-config' }
  | { readonly kind: 'resource-types' | 'schemas'; readonly id: string | null };

const METHODS: Readonly<Record<Route['kind'], readonly string[]>> = {
  collection: ['GET', 'HEAD', 'POST'],
  resource: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'],
  search: ['POST'],
  root: ['GET', 'HEAD'],
  me: ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE'],
  bulk: ['POST'],
  'service-provider-config': ['GET', 'HEAD'],
  'resource-types': ['GET', 'HEAD'],
  schemas: ['GET', 'HEAD'],
};

/** @param segments of the path below the tenant URL, decoded; endpoint names count in any case */
export function routeOf(segments: readonly string[], profile: CompiledProfile): Route | null {
  const [first, second, ...rest] = segments;
  if (first === undefined) return { kind: 'root' };
  if (rest.length > 0) return null;
  const fixed = fixedRoute(first.toLowerCase(), second ?? null);
  if (fixed !== null) return fixed;
  const model = profile.byEndpoint(first);
  if (model === undefined) return null;
  if (second === undefined) return { kind: 'collection', model };
  if (second.toLowerCase() === '.search') return { kind: 'search', model };
  return { kind: 'resource', model, id: second };
}

function fixedRoute(first: string, second: string | null): Route | null {
  if (first === 'resourcetypes') return { kind: 'resource-types', id: second };
  if (first === 'schemas') return { kind: 'schemas', id: second };
  if (second !== null) return null;
  switch (first) {
    case 'serviceproviderconfig':
      return { kind: 'service-provider-config' };
    case '.search':
      return { kind: 'search', model: null };
    case 'bulk':
      return { kind: 'bulk' };
    case 'me':
      return { kind: 'me' };
    default:
      return null;
  }
}

/** @returns the methods that the route takes, for 405 and `Allow` */
export function methodsOf(route: Route): readonly string[] {
  return METHODS[route.kind];
}
