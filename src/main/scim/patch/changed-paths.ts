import type { JsonObject } from '#shared/scim/wire.ts';
import { isObject, jsonEqual } from '../json.ts';
import type { ResourceModel } from '../model.ts';

/** The attributes that differ between two states, as SCIM paths; single complex ones are told by sub-attribute. */
export function changedPaths(model: ResourceModel, before: JsonObject, after: JsonObject): string[] {
  const paths = changedNames(before, after, '');
  for (const { urn } of model.extensions.values()) {
    paths.push(...changedNames(objectOr(before[urn]), objectOr(after[urn]), `${urn}:`));
  }
  return paths;
}

function changedNames(before: JsonObject, after: JsonObject, prefix: string): string[] {
  const paths: string[] = [];
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)])) {
    if (prefix === '' && (name === 'schemas' || name === 'meta' || name.startsWith('urn:'))) continue;
    const was = before[name];
    const is = after[name];
    if (jsonEqual(was, is)) continue;
    if (isObject(was) && isObject(is)) paths.push(...changedNames(was, is, `${prefix}${name}.`));
    else paths.push(`${prefix}${name}`);
  }
  return paths;
}

function objectOr(value: JsonObject[string]): JsonObject {
  return isObject(value) ? value : {};
}
