import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { isObject } from '../../scim/json.ts';
import type { ResourceModel } from '../../scim/model.ts';
import { place } from '../body.ts';
import { type Location, valueAt } from '../read/json-shape.ts';
import type { ReadMappings } from '../read/read-mappings.ts';
import type { Edit } from './edit.ts';

/** A copy of a template with the edits in place; everything else is as it was. */
export function editOneLogin(
  document: JsonObject,
  { locations }: ReadMappings,
  edits: readonly Edit[],
  model: ResourceModel,
): JsonObject {
  const copy = structuredClone(document);
  const gone: Location[] = [];
  const moved: { target: string; value: JsonValue }[] = [];
  for (const edit of edits) {
    if (edit.kind === 'add') {
      moved.push({ target: edit.target, value: edit.source });
      continue;
    }
    const location = locations.get(edit.mapping.id);
    if (location === undefined) continue;
    if (edit.kind === 'remove') gone.push(location);
    else if (edit.kind === 'target') {
      gone.push(location);
      moved.push({ target: edit.target, value: valueAt(copy, location) ?? edit.mapping.source });
    } else if (edit.kind === 'source') {
      replaceAt(copy, location, edit.mapping.target === 'schemas' ? (JSON.parse(edit.source) as JsonValue) : edit.source);
    } else if (edit.kind === 'list') asList(copy, location);
  }
  // The last first, so that the places in a list stay what they were.
  for (const location of gone.toReversed()) removeAt(copy, location);
  for (const { target, value } of moved) place(copy, model, { target }, value);
  return copy;
}

function replaceAt(document: JsonObject, location: Location, value: JsonValue): void {
  const key = location.at(-1);
  const holder = valueAt(document, location.slice(0, -1));
  if (isObject(holder) && typeof key === 'string') holder[key] = value;
  else if (Array.isArray(holder) && typeof key === 'number') holder[key] = value;
}

/** `"emails": { … }` becomes `"emails": [{ … }]`. */
function asList(document: JsonObject, [key]: Location): void {
  const value = typeof key === 'string' ? document[key] : undefined;
  if (typeof key === 'string' && isObject(value)) document[key] = [value];
}

/** Takes the value away, and what then holds nothing but the type of a list entry. */
function removeAt(document: JsonObject, location: Location): void {
  const key = location.at(-1);
  const parents = location.slice(0, -1);
  const holder = valueAt(document, parents);
  if (isObject(holder) && typeof key === 'string') delete holder[key];
  else if (Array.isArray(holder) && typeof key === 'number') holder.splice(key, 1);
  if (parents.length > 0 && holdsNothing(holder)) removeAt(document, parents);
}

function holdsNothing(value: JsonValue | undefined): boolean {
  if (Array.isArray(value)) return value.length === 0;
  return isObject(value) && Object.keys(value).every((key) => key === 'type' || key === 'primary');
}
