import type { JsonValue } from '#shared/scim/wire.ts';

/** A body as JSON; undefined when there is none, or it is not JSON. */
export function parseJsonBody(body: string | null): JsonValue | undefined {
  if (body === null || body === '') return undefined;
  try {
    return JSON.parse(body) as JsonValue;
  } catch {
    // A body that is not JSON is kept as it came, and nothing is derived from it.
    return undefined;
  }
}
