import type { ResourceTypeDefinition, SchemaDefinition } from '#shared/scim/wire.ts';
import { checkAttributes } from './check-attributes.ts';
import type { ProfileFile } from './profile.ts';

/** Paths that RFC 7644 §3.2 gives to other things. */
const RESERVED_ENDPOINTS = new Set(['/me', '/bulk', '/schemas', '/resourcetypes', '/serviceproviderconfig']);
/** RFC 7643 §3.1: every resource has them, so a base schema does not define them. `externalId` may be narrowed. */
const COMMON = new Set(['id', 'meta', 'schemas']);

/**
 * What is wrong with a profile whose form is right: names that point nowhere, names that are taken twice, characteristics that
 * contradict each other (RFC 7643 §2.3, §3.1, §6, §7).
 * @returns one line per problem; empty when there is none
 */
export function problemsOf(profile: ProfileFile): string[] {
  return [
    ...checkFeatures(profile),
    ...checkSchemas(profile),
    ...profile.resourceTypes.flatMap((type, index) => checkResourceType(type, `resourceTypes[${index}]`, profile)),
    ...twice(profile.resourceTypes, 'resourceTypes', 'id'),
    ...twice(profile.resourceTypes, 'resourceTypes', 'name'),
    ...twice(profile.resourceTypes, 'resourceTypes', 'endpoint'),
  ];
}

function checkFeatures({ features }: ProfileFile): string[] {
  const { pagination, filter } = features;
  const problems: string[] = [];
  if (pagination.defaultPageSize > filter.maxResults) {
    problems.push(
      `features.pagination.defaultPageSize: must be at most features.filter.maxResults, which is ${filter.maxResults}`,
    );
  }
  if (pagination.defaultPaginationMethod === 'cursor' && !pagination.cursor) {
    problems.push('features.pagination.defaultPaginationMethod: cannot be "cursor" while features.pagination.cursor is false');
  }
  return problems;
}

function checkSchemas(profile: ProfileFile): string[] {
  const resourceTypeNames = new Set(profile.resourceTypes.map(({ name }) => name));
  const used = new Set(
    profile.resourceTypes.flatMap((type) => [fold(type.schema), ...type.schemaExtensions.map(({ schema }) => fold(schema))]),
  );
  const problems = profile.schemas.flatMap((schema, index) => {
    const path = `schemas[${index}]`;
    const own = checkAttributes(schema.attributes, `${path}.attributes`, resourceTypeNames);
    if (!/^urn:[a-z0-9][a-z0-9-]*:\S+$/i.test(schema.id))
      own.push(`${path}.id: must be a URN, such as "urn:example:schemas:2.0:Device"`);
    if (!used.has(fold(schema.id))) own.push(`${path}.id: no resource type uses this schema`);
    return own;
  });
  return [...problems, ...twice(profile.schemas, 'schemas', 'id')];
}

function checkResourceType(type: ResourceTypeDefinition, path: string, { schemas }: ProfileFile): string[] {
  const problems: string[] = [];
  const find = (urn: string): SchemaDefinition | undefined => schemas.find(({ id }) => fold(id) === fold(urn));
  if (RESERVED_ENDPOINTS.has(type.endpoint.toLowerCase()))
    problems.push(`${path}.endpoint: "${type.endpoint}" belongs to SCIM itself`);
  const base = find(type.schema);
  if (base === undefined) problems.push(`${path}.schema: there is no schema with the id "${type.schema}"`);
  for (const { name } of base?.attributes ?? []) {
    if (COMMON.has(name.toLowerCase())) {
      problems.push(
        `${path}.schema: "${name}" is an attribute that every resource has; the schema "${type.schema}" must not define it`,
      );
    }
  }
  const seen = new Set([fold(type.schema)]);
  type.schemaExtensions.forEach(({ schema }, index) => {
    const at = `${path}.schemaExtensions[${index}].schema`;
    if (find(schema) === undefined) problems.push(`${at}: there is no schema with the id "${schema}"`);
    if (seen.has(fold(schema))) problems.push(`${at}: "${schema}" is named twice`);
    seen.add(fold(schema));
  });
  return problems;
}

/** Names are compared without regard to case, as requests are (RFC 7643 §2.1). */
function twice<K extends string>(items: readonly Readonly<Record<K, string>>[], path: string, member: K): string[] {
  const seen = new Map<string, number>();
  return items.flatMap((item, index) => {
    const first = seen.get(fold(item[member]));
    if (first !== undefined) return [`${path}[${index}].${member}: "${item[member]}" is taken by ${path}[${first}]`];
    seen.set(fold(item[member]), index);
    return [];
  });
}

function fold(text: string): string {
  return text.toLowerCase();
}
