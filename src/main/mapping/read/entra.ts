import type { Mapping, MappingKind, ObjectMapping } from '#shared/contract/mappings.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { isObject } from '../../scim/json.ts';
import { type Location, MOST_MAPPINGS, listAt, numberAt, objectAt, textAt } from './json-shape.ts';
import { EXPECTED_ENTRA, MappingFileError } from './mapping-file-error.ts';
import type { ReadMappings } from './read-mappings.ts';

/** The schema in a file, and the way to it: alone, in a template or a job, or in a list of those (Graph's `{ "value": […] }`). */
export interface EntraSchema {
  readonly schema: JsonObject;
  readonly location: Location;
}

/** A schema has one rule with two object mappings, or a few more. */
const MOST_OBJECTS = 50;

const WRAPPERS = ['schema', 'value', 'synchronizationSchema', 'template', 'synchronization', 'templates', 'jobs'];

/** Finds a synchronization schema of Microsoft Graph; null where there is none. */
export function findEntraSchema(document: JsonValue, location: Location = []): EntraSchema | null {
  if (listAt(document, 'synchronizationRules') !== null) return { schema: document as JsonObject, location };
  if (location.length > 6) return null;
  if (Array.isArray(document)) return firstFound(document.slice(0, 20).map((one, index) => [one, [...location, index]]));
  if (!isObject(document)) return null;
  return firstFound(WRAPPERS.flatMap((key) => (document[key] === undefined ? [] : [[document[key], [...location, key]]])));
}

function firstFound(candidates: readonly (readonly [JsonValue, Location])[]): EntraSchema | null {
  let found: EntraSchema | null = null;
  for (const [value, location] of candidates) found ??= findEntraSchema(value, location);
  return found;
}

/**
 * Reads a synchronization schema: `synchronizationRules[].objectMappings[].attributeMappings[]` (Microsoft Graph, resource types
 * synchronizationSchema, objectMapping, attributeMapping, attributeMappingSource).
 * @throws MappingFileError for a schema that brings people into Entra ID, or that maps no users or groups
 */
export function readEntra({ schema, location }: EntraSchema, document: JsonValue): ReadMappings {
  const remarks: string[] = [];
  const locations = new Map<string, Location>();
  const objects: ObjectMapping[] = [];
  const inbound: string[] = [];
  for (const [ruleIndex, rule] of (listAt(schema, 'synchronizationRules') ?? []).slice(0, MOST_OBJECTS).entries()) {
    const target = textAt(rule, 'targetDirectoryName') ?? '';
    if (/^(?:azure active directory|microsoft entra id|active directory)$/i.test(target)) {
      inbound.push(target);
      continue;
    }
    const types = declaredTypes(schema, target);
    for (const [index, object] of (listAt(rule, 'objectMappings') ?? []).slice(0, MOST_OBJECTS).entries()) {
      const resourceType = resourceTypeOf(object);
      const where = [...location, 'synchronizationRules', ruleIndex, 'objectMappings', index];
      if (resourceType === null)
        remarks.push(`The object mapping "${nameOf(object)}" is of no users or groups and was left out.`);
      else if (objects.some((one) => one.resourceType === resourceType)) {
        remarks.push(`A second object mapping of the type ${resourceType}, "${nameOf(object)}", was left out.`);
      } else {
        locations.set(resourceType, where);
        objects.push(readObject(object, resourceType, where, types, locations));
      }
    }
  }
  if (objects.length === 0) throw nothingToJudge(inbound);
  return { set: { source: 'entra', idp: 'entra', title: titleOf(objects), objects, remarks }, document, locations };
}

function nothingToJudge([inbound]: readonly string[]): MappingFileError {
  return inbound === undefined
    ? new MappingFileError('a provisioning schema of Entra ID without any mapping of users or groups', EXPECTED_ENTRA)
    : new MappingFileError(
        `a schema that brings people into ${inbound}`,
        `Take the schema of the application that provisions to Meisterplan. ${EXPECTED_ENTRA}`,
      );
}

function titleOf(objects: readonly ObjectMapping[]): string {
  const counts = objects.map(({ resourceType, mappings }) => {
    return `${mappings.length} ${resourceType.toLowerCase()} mapping${mappings.length === 1 ? '' : 's'}`;
  });
  return `Entra ID provisioning schema, ${counts.join(' and ')}`;
}

function nameOf(object: JsonValue): string {
  return (textAt(object, 'name') ?? textAt(object, 'sourceObjectName') ?? 'without a name').slice(0, 100);
}

/** Custom applications name the target by its schema URN, others plainly. */
function resourceTypeOf(object: JsonValue): 'User' | 'Group' | null {
  const name = textAt(object, 'targetObjectName') ?? textAt(object, 'sourceObjectName') ?? '';
  if (/(?:^|:)user$/i.test(name)) return 'User';
  return /(?:^|:)group$/i.test(name) ? 'Group' : null;
}

/** The attribute list of the target directory: type by lower-cased name. */
function declaredTypes(schema: JsonObject, directoryName: string): ReadonlyMap<string, string> {
  const types = new Map<string, string>();
  for (const directory of listAt(schema, 'directories') ?? []) {
    if (textAt(directory, 'name') !== directoryName) continue;
    for (const object of listAt(directory, 'objects') ?? []) {
      for (const attribute of listAt(object, 'attributes') ?? []) {
        const name = textAt(attribute, 'name');
        const type = textAt(attribute, 'type');
        if (name !== null && type !== null) types.set(name.toLowerCase(), type);
      }
    }
  }
  return types;
}

function readObject(
  object: JsonValue,
  resourceType: 'User' | 'Group',
  where: Location,
  types: ReadonlyMap<string, string>,
  locations: Map<string, Location>,
): ObjectMapping {
  const mappings = (listAt(object, 'attributeMappings') ?? []).slice(0, MOST_MAPPINGS).flatMap((one, index): Mapping[] => {
    const target = textAt(one, 'targetAttributeName');
    if (target === null) return [];
    const id = `${resourceType}.${index}`;
    locations.set(id, [...where, 'attributeMappings', index]);
    const declaredType = types.get(target.trim().toLowerCase());
    return [{ ...readMapping(one, target, id, resourceType), ...(declaredType === undefined ? {} : { declaredType }) }];
  });
  return {
    resourceType,
    name: textAt(object, 'name') ?? `Provision Microsoft Entra ID ${resourceType}s`,
    enabled: !isObject(object) || object['enabled'] !== false,
    actions: actionsOf(object),
    mappings,
  };
}

/** `"flowTypes": "Add, Update, Delete"` */
function actionsOf(object: JsonValue): ObjectMapping['actions'] {
  const flowTypes = textAt(object, 'flowTypes')?.toLowerCase();
  if (flowTypes === undefined) return null;
  const has = (word: string) => flowTypes.includes(word);
  return [
    ...(has('add') ? ['create' as const] : []),
    ...(has('update') ? ['update' as const] : []),
    ...(has('delete') ? ['delete' as const] : []),
  ];
}

function readMapping(one: JsonValue, target: string, id: string, resourceType: string): Mapping {
  const source = objectAt(one, 'source');
  const priority = numberAt(one, 'matchingPriority') ?? 0;
  return {
    id,
    resourceType,
    kind: source === null ? 'none' : kindOf(textAt(source, 'type')),
    source: source === null ? '' : sourceText(source),
    target,
    matching: priority > 0 ? priority : null,
    defaultValue: textAt(one, 'defaultValue'),
    flow: flowOf(textAt(one, 'flowType')),
  };
}

function kindOf(type: string | null): MappingKind {
  switch (type?.toLowerCase()) {
    case 'attribute':
      return 'attribute';
    case 'constant':
      return 'constant';
    default:
      return 'expression';
  }
}

/** The expression as the portal shows it. Constants come with quotation marks or without. */
function sourceText(source: JsonObject): string {
  const expression = textAt(source, 'expression');
  const name = textAt(source, 'name') ?? '';
  const type = textAt(source, 'type')?.toLowerCase();
  if (expression !== null) {
    return type === 'constant' ? (/^"(.*)"$/s.exec(expression.trim())?.[1] ?? expression) : expression;
  }
  return type === 'attribute' ? `[${name}]` : name;
}

const flows: Readonly<Record<string, string>> = {
  objectaddonly: 'only when the user is created',
  attributeaddonly: 'only while the target has no value',
  valueaddonly: 'only added, never removed',
  multivalueaddonly: 'only added, never removed',
};

function flowOf(flowType: string | null): string | null {
  const folded = flowType?.toLowerCase() ?? '';
  return Object.hasOwn(flows, folded) ? (flows[folded] ?? null) : null;
}
