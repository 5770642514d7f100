import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { isObject } from '../scim/json.ts';

interface Leaf {
  readonly path: string;
  readonly value: string;
}

/** A resource as one row per leaf, each under the SCIM path that an IdP's mapping would name it by. */
export function attributePaths(resource: JsonObject): Leaf[] {
  const leaves: Leaf[] = [];
  for (const [name, value] of Object.entries(resource)) {
    if (name === 'schemas' || name === 'meta' || value === undefined) continue;
    if (name.startsWith('urn:') && isObject(value)) collectObject(leaves, `${name}:`, value);
    else collect(leaves, name, value);
  }
  return leaves;
}

function collect(leaves: Leaf[], path: string, value: JsonValue): void {
  if (Array.isArray(value)) {
    for (const element of value) collectElement(leaves, path, element);
  } else if (isObject(value)) {
    collectObject(leaves, `${path}.`, value);
  } else {
    leaves.push({ path, value: String(value) });
  }
}

function collectElement(leaves: Leaf[], path: string, element: JsonValue): void {
  if (!isObject(element)) {
    collect(leaves, path, element);
    return;
  }
  const type = element['type'];
  const filter = typeof type === 'string' ? `[type eq ${JSON.stringify(type)}]` : '';
  const { type: _type, ...rest } = element;
  collectObject(leaves, `${path}${filter}.`, filter === '' ? element : rest);
}

function collectObject(leaves: Leaf[], prefix: string, value: JsonObject): void {
  for (const [name, part] of Object.entries(value)) {
    if (part !== undefined) collect(leaves, `${prefix}${name}`, part);
  }
}
