import { URN } from '#shared/scim/urns.ts';
import { isRecord } from '../replay/recorded.ts';
import type { Feature } from './check.ts';
import { type RecordingClient, at, listAt, textAt } from './client.ts';

export interface OfferedAttribute {
  readonly name: string;
  readonly type: string;
  readonly multiValued: boolean;
  readonly mutability: string;
  readonly returned: string;
  /** the URN of the extension that it belongs to; null for the core */
  readonly extension: string | null;
  readonly definition: unknown;
}

/** What an endpoint says of itself. What it does not say is taken for absent. */
export interface Offer {
  readonly config: unknown;
  readonly schemas: readonly unknown[];
  readonly resourceTypes: readonly unknown[];
  readonly features: Readonly<Record<Feature, boolean>>;
  /** `/Users` */
  readonly usersPath: string;
  readonly groupsPath: string | null;
  /** made-up values for what else the schema requires of a user */
  readonly requiredOfUser: Readonly<Record<string, unknown>>;
}

/** Given by the bench where they are listed. */
const GIVEN = new Set(['username', 'emails', 'name', 'active']);

/** Reads ServiceProviderConfig, Schemas and ResourceTypes (RFC 7644 §4). @throws TargetError */
export async function readOffer(client: RecordingClient): Promise<Offer> {
  const config = (await client.get('/ServiceProviderConfig')).json;
  const schemas = listAt((await client.get('/Schemas')).json, 'Resources');
  const resourceTypes = listAt((await client.get('/ResourceTypes')).json, 'Resources');
  const supports = (name: string) => at(config, `${name}.supported`) === true;
  const endpoint = (name: string) => {
    const type = resourceTypes.find((one) => textAt(one, 'name') === name || textAt(one, 'id') === name);
    const path = textAt(type, 'endpoint').replace(/^https?:\/\/[^/]+/, '');
    return path === '' ? null : `/${path.split('/').findLast((step) => step !== '') ?? ''}`;
  };
  return {
    config,
    schemas,
    resourceTypes,
    features: {
      patch: supports('patch'),
      bulk: supports('bulk'),
      filter: supports('filter'),
      sort: supports('sort'),
      etag: supports('etag'),
      cursor: at(config, 'pagination.cursor') === true,
    },
    usersPath: endpoint('User') ?? '/Users',
    // Endpoints that list no resource types at all often have groups all the same.
    groupsPath: endpoint('Group') ?? (resourceTypes.length === 0 ? '/Groups' : null),
    requiredOfUser: requiredOf(schemas.find((schema) => textAt(schema, 'id') === URN.user)),
  };
}

function requiredOf(schema: unknown): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const attribute of listAt(schema, 'attributes')) {
    const name = textAt(attribute, 'name');
    if (at(attribute, 'required') !== true || at(attribute, 'mutability') === 'readOnly' || GIVEN.has(name.toLowerCase()))
      continue;
    const value = madeUp(attribute);
    values[name] = at(attribute, 'multiValued') === true ? [value] : value;
  }
  return values;
}

function madeUp(attribute: unknown): unknown {
  const [canonical] = listAt(attribute, 'canonicalValues');
  if (typeof canonical === 'string') return canonical;
  switch (textAt(attribute, 'type')) {
    case 'boolean':
      return true;
    case 'integer':
    case 'decimal':
      return 1;
    case 'dateTime':
      return '2020-01-01T00:00:00Z';
    case 'reference':
      return 'https://example.com/';
    case 'binary':
      return 'eA==';
    case 'complex':
      return requiredOf({ attributes: listAt(attribute, 'subAttributes') });
    default:
      return 'Conformance check';
  }
}

/** @param path `emails`, `name.givenName`; of the core or of any extension of the type */
export function findAttribute(offer: Offer, type: 'User' | 'Group', path: string): OfferedAttribute | undefined {
  const core = type === 'User' ? URN.user : URN.group;
  const definition = offer.resourceTypes.find((one) => textAt(one, 'name') === type || textAt(one, 'id') === type);
  const extensions = listAt(definition, 'schemaExtensions').map((one) => textAt(one, 'schema'));
  for (const id of [core, ...extensions]) {
    const schema = offer.schemas.find((one) => textAt(one, 'id') === id);
    const found = inAttributes(listAt(schema, 'attributes'), path.split('.'));
    if (isRecord(found)) return view(found, id === core ? null : id);
  }
  return undefined;
}

function inAttributes(attributes: readonly unknown[], [first = '', ...rest]: readonly string[]): unknown {
  const found = attributes.find((one) => textAt(one, 'name').toLowerCase() === first.toLowerCase());
  return rest.length === 0 ? found : inAttributes(listAt(found, 'subAttributes'), rest);
}

function view(definition: Record<string, unknown>, extension: string | null): OfferedAttribute {
  return {
    name: textAt(definition, 'name'),
    type: textAt(definition, 'type'),
    multiValued: definition['multiValued'] === true,
    mutability: textAt(definition, 'mutability') || 'readWrite',
    returned: textAt(definition, 'returned') || 'default',
    extension,
    definition,
  };
}
