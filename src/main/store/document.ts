import type { JsonObject } from '#shared/scim/wire.ts';

/** The document of a stored resource. Whatever writes a row writes a JSON object, so it is not looked at again. */
export function parseDoc(row: { readonly doc: string }): JsonObject {
  return JSON.parse(row.doc) as JsonObject;
}
