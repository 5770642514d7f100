import type { JsonValue } from '#shared/scim/wire.ts';

/** A body as JSON; undefined when there is none, or it is something else. */
export function parseJsonBody(body: string | null): JsonValue | undefined {
  if (body === null || body === '') return undefined;
  try {
    return JSON.parse(body) as JsonValue;
  } catch {
    // A body that is no JSON is kept as it came; only what could be told from it is not.
    return undefined;
  }
}
