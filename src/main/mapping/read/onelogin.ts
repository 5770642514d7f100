import type { Mapping, MappingKind } from '#shared/contract/mappings.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { parseOneLoginValue } from '../expression/onelogin.ts';
import { isObject } from '../../scim/json.ts';
import { type Location, MOST_MAPPINGS } from './json-shape.ts';
import type { ReadMappings } from './read-mappings.ts';

/** Deeper than any schema; the rest is not read. */
const DEEPEST = 6;

/** Whether the file is a template for SCIM users with OneLogin's macros, such as `{$user.email}`. */
export function isOneLoginTemplate(document: JsonValue): document is JsonObject {
  return isObject(document) && /\{\$[\w.-]+\}/.test(JSON.stringify(document));
}

/**
 * Reads a SCIM JSON template (OneLogin's developer guide, "Define your SCIM user schema"). Each text, number or flag in it is a
 * mapping to the attribute at its place; `type` and `primary` of list entries belong to the place.
 */
export function readOneLogin(document: JsonObject): ReadMappings {
  const locations = new Map<string, Location>([['User', []]]);
  const mappings: Mapping[] = [];
  const add = (target: string, value: JsonValue, location: Location, single: boolean) => {
    if (mappings.length >= MOST_MAPPINGS) return;
    const id = `User.${mappings.length}`;
    locations.set(id, location);
    mappings.push({ ...mappingOf(id, target, value), ...(single ? { single } : {}) });
  };
  for (const [key, value] of Object.entries(document)) {
    if (value === undefined || value === null) continue;
    if (key.toLowerCase() === 'schemas') add('schemas', JSON.stringify(value), [key], false);
    else walk(key, value, [key], add);
  }
  const title = `OneLogin SCIM template, ${mappings.length} user mappings`;
  const users = { resourceType: 'User', name: 'SCIM JSON Template', enabled: true, actions: null, mappings };
  return { set: { source: 'onelogin', idp: 'onelogin', title, objects: [users], remarks: [] }, document, locations };
}

type Add = (target: string, value: JsonValue, location: Location, single: boolean) => void;

function walk(target: string, value: JsonValue, location: Location, add: Add): void {
  if (location.length > DEEPEST || value === null) return;
  if (Array.isArray(value)) {
    for (const [index, element] of value.entries()) {
      if (isObject(element)) walkElement(target, element, [...location, index], add, false);
      else walk(target, element, [...location, index], add);
    }
  } else if (isObject(value)) {
    if (typeof value['type'] === 'string') walkElement(target, value, location, add, true);
    else walkMembers(target, value, location, add);
  } else {
    add(target, value, location, false);
  }
}

function walkMembers(target: string, value: JsonObject, location: Location, add: Add): void {
  const separator = /^urn:/i.test(target) && location.length === 1 ? ':' : '.';
  for (const [key, member] of Object.entries(value)) {
    if (member !== undefined) walk(`${target}${separator}${key}`, member, [...location, key], add);
  }
}

/** `{ "value": "{$user.email}", "type": "work", "primary": true }` is a mapping to `emails[type eq "work"].value`. */
function walkElement(target: string, element: JsonObject, location: Location, add: Add, single: boolean): void {
  const { type } = element;
  const filtered = typeof type === 'string' ? `${target}[type eq ${JSON.stringify(type)}]` : target;
  for (const [key, member] of Object.entries(element)) {
    if (member === undefined || member === null || key === 'type' || key === 'primary' || typeof member === 'object') continue;
    add(`${filtered}.${key}`, member, [...location, key], single);
  }
}

function mappingOf(id: string, target: string, value: JsonValue): Mapping {
  const source = typeof value === 'string' ? value : JSON.stringify(value);
  return { id, resourceType: 'User', kind: kindOf(value), source, target, matching: null, defaultValue: null, flow: null };
}

function kindOf(value: JsonValue): MappingKind {
  if (typeof value !== 'string') return 'constant';
  const { kind } = parseOneLoginValue(value);
  if (kind === 'attribute') return 'attribute';
  return kind === 'constant' ? 'constant' : 'expression';
}
