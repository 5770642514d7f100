import { URN } from '#shared/scim/urns.ts';
import type { ResourceTypeDefinition, SchemaDefinition } from '#shared/scim/wire.ts';
import { ScimError } from './errors.ts';
import { foldUrn } from './model.ts';

/** What discovery tells of a service provider; a compiled profile has this shape. */
export interface ServiceProvider {
  readonly features: {
    readonly patch: boolean;
    readonly bulk: { readonly supported: boolean; readonly maxOperations: number; readonly maxPayloadSize: number };
    readonly filter: { readonly supported: boolean; readonly maxResults: number };
    readonly changePassword: boolean;
    readonly sort: boolean;
    readonly etag: boolean;
    readonly pagination: {
      readonly cursor: boolean;
      readonly defaultPaginationMethod: 'index' | 'cursor';
      readonly defaultPageSize: number;
    };
  };
  readonly schemas: readonly SchemaDefinition[];
  readonly resourceTypes: readonly ResourceTypeDefinition[];
}

/**
 * The body of `/ServiceProviderConfig` (RFC 7643 §5, RFC 9865 §4).
 * @param base tenant URL without trailing slash, for `meta.location`
 */
export function serviceProviderConfig({ features }: ServiceProvider, base: string) {
  const { patch, bulk, filter, changePassword, sort, etag, pagination } = features;
  return {
    schemas: [URN.serviceProviderConfig],
    patch: { supported: patch },
    bulk: { supported: bulk.supported, maxOperations: bulk.maxOperations, maxPayloadSize: bulk.maxPayloadSize },
    filter: { supported: filter.supported, maxResults: filter.maxResults },
    changePassword: { supported: changePassword },
    sort: { supported: sort },
    etag: { supported: etag },
    pagination: {
      cursor: pagination.cursor,
      index: true,
      defaultPaginationMethod: pagination.defaultPaginationMethod,
      defaultPageSize: pagination.defaultPageSize,
      maxPageSize: filter.maxResults,
    },
    authenticationSchemes: [
      {
        type: 'oauthbearertoken',
        name: 'API token',
        description: 'The API token of a user, sent as a bearer token; it carries the rights of that user.',
        specUri: 'https://www.rfc-editor.org/info/rfc6750',
        primary: true,
      },
    ],
    meta: { resourceType: 'ServiceProviderConfig', location: `${base}/ServiceProviderConfig` },
  };
}

/** One resource of `/ResourceTypes` (RFC 7643 §6). */
export function resourceTypeBody(type: ResourceTypeDefinition, base: string) {
  return {
    schemas: [URN.resourceType],
    ...type,
    meta: { resourceType: 'ResourceType', location: `${base}/ResourceTypes/${encodeURIComponent(type.id)}` },
  };
}

/** One resource of `/Schemas` (RFC 7643 §7), with every characteristic spelled out. */
export function schemaBody(schema: SchemaDefinition, base: string) {
  return {
    schemas: [URN.schema],
    ...schema,
    meta: { resourceType: 'Schema', location: `${base}/Schemas/${encodeURI(schema.id)}` },
  };
}

/** @returns the resources of `/ResourceTypes`, for a ListResponse */
export function resourceTypeBodies(provider: ServiceProvider, base: string): ReturnType<typeof resourceTypeBody>[] {
  return provider.resourceTypes.map((type) => resourceTypeBody(type, base));
}

/** @returns the resources of `/Schemas`, for a ListResponse */
export function schemaBodies(provider: ServiceProvider, base: string): ReturnType<typeof schemaBody>[] {
  return provider.schemas.map((schema) => schemaBody(schema, base));
}

/** @param id as in the path `/ResourceTypes/User`, in any case */
export function findResourceType(provider: ServiceProvider, id: string): ResourceTypeDefinition | undefined {
  return provider.resourceTypes.find((type) => type.id.toLowerCase() === id.toLowerCase());
}

/** @param id as in the path `/Schemas/urn:ietf:params:scim:schemas:core:2.0:User`, in any case */
export function findSchema(provider: ServiceProvider, id: string): SchemaDefinition | undefined {
  return provider.schemas.find((schema) => foldUrn(schema.id) === foldUrn(id));
}

/**
 * RFC 7644 §4: a filter on discovery is refused, so that nobody takes the answer for a filtered one. Sorting, paging and
 * projection are passed over there.
 * @throws ScimError 403
 */
export function refuseDiscoveryFilter(params: { readonly filter?: string | undefined }): void {
  if (params.filter === undefined) return;
  throw new ScimError(
    403,
    'ServiceProviderConfig, ResourceTypes and Schemas cannot be filtered (RFC 7644 §4). Leave "filter" out.',
    {
      attribute: 'filter',
      reason: 'forbidden',
    },
  );
}
