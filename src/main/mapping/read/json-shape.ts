import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { isObject } from '../../scim/json.ts';

/** Where a mapping stands in its file: the steps from the top. */
export type Location = readonly (string | number)[];

export function objectAt(value: JsonValue | undefined, key: string): JsonObject | null {
  const member = isObject(value) ? value[key] : undefined;
  return isObject(member) ? member : null;
}

export function listAt(value: JsonValue | undefined, key: string): JsonValue[] | null {
  const member = isObject(value) ? value[key] : undefined;
  return Array.isArray(member) ? member : null;
}

/** The text under a key; null where there is none or an empty one. */
export function textAt(value: JsonValue | undefined, key: string): string | null {
  const member = isObject(value) ? value[key] : undefined;
  return typeof member === 'string' && member !== '' ? member : null;
}

/** The number under a key; null where there is none. */
export function numberAt(value: JsonValue | undefined, key: string): number | null {
  const member = isObject(value) ? value[key] : undefined;
  return typeof member === 'number' ? member : null;
}

/** Follows the steps down. */
export function valueAt(value: JsonValue, location: Location): JsonValue | undefined {
  let here: JsonValue | undefined = value;
  for (const step of location) {
    if (typeof step === 'number') here = Array.isArray(here) ? here[step] : undefined;
    else here = isObject(here) ? here[step] : undefined;
  }
  return here;
}

/** More mappings than any export has; a hostile file must not keep the service busy. */
export const MOST_MAPPINGS = 1000;
