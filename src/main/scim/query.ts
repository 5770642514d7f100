import { ScimError } from './errors.ts';
import { type BoundFilter, bindFilter } from './filter/bind.ts';
import { parseFilter } from './filter/parse.ts';
import { type ResourceModel, findAttribute } from './model.ts';
import { type Paging, parsePaging } from './paging.ts';
import { type Projection, compileProjection } from './projection.ts';
import { type Sort, parseSort } from './sort.ts';

/** What the service provider offers, as far as queries go. */
export interface QueryFeatures {
  readonly filter: { readonly supported: boolean; readonly maxResults: number };
  readonly sort: boolean;
  readonly pagination: {
    readonly cursor: boolean;
    readonly defaultPaginationMethod: 'index' | 'cursor';
    readonly defaultPageSize: number;
  };
}

/** The parameters of a list, under their RFC names, as text. */
export type QueryParameters = Readonly<Record<string, string>>;

/** A list request, understood. */
export interface ResourceQuery {
  readonly filter: BoundFilter | null;
  /** as it was sent, for the log */
  readonly filterText: string | null;
  readonly sort: Sort | null;
  readonly paging: Paging;
  readonly projection: Projection | null;
  /** what must stay the same from page to page of a cursor */
  readonly identity: string;
}

/** One resource type of a search over several (RFC 7644 §3.4.2.1). */
export interface AcrossTypes {
  /** collects the names in `filter` and `sortBy` that this type does not have; each counts as an attribute without a value */
  readonly absent: Set<string>;
  /** of the search as a whole, for its cursors */
  readonly identity: string;
}

/**
 * Reads the query of a list (RFC 7644 §3.4.2).
 * @param across given when several resource types are searched at once
 * @throws ScimError 400 with the `scimType` of the parameter that is off, 501 for a feature that the profile switches off
 */
export function parseQuery(
  model: ResourceModel,
  params: QueryParameters,
  features: QueryFeatures,
  across?: AcrossTypes,
): ResourceQuery {
  const { filter, sortBy, sortOrder } = params;
  if (filter !== undefined && !features.filter.supported) throw notOffered('filter');
  if (sortBy !== undefined && !features.sort) throw notOffered('sortBy');
  const isAbsent = across !== undefined && sortBy !== undefined && findAttribute(model, sortBy) === null;
  if (isAbsent) across.absent.add(sortBy.toLowerCase());
  const sort = isAbsent ? null : parseSort(model, sortBy, sortOrder);
  const identity = across?.identity ?? JSON.stringify([model.type.endpoint, filter ?? '', sortBy ?? '', sortOrder ?? '']);
  return {
    filter: filter === undefined ? null : bindFilter(parseFilter(filter), model, across?.absent),
    filterText: filter ?? null,
    sort,
    paging: parsePaging(params, {
      maxResults: features.filter.maxResults,
      defaultPageSize: features.pagination.defaultPageSize,
      cursor: features.pagination.cursor,
      defaultPaginationMethod: features.pagination.defaultPaginationMethod,
      query: identity,
    }),
    projection: compileProjection(model, params['attributes'], params['excludedAttributes']),
    identity,
  };
}

function notOffered(parameter: string): ScimError {
  return new ScimError(501, `This service provider does not offer "${parameter}"; the profile switches it off.`, {
    attribute: parameter,
    reason: 'not-implemented',
  });
}
