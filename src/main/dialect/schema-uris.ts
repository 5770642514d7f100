import type { JsonValue } from '#shared/scim/wire.ts';
import type { Forgiver } from './forgiver.ts';

/**
 * The `schemas` list with only URIs that the strict core knows, `needed` first (RFC 7643 §3). The same reference when
 * nothing was to be done.
 */
export function normaliseSchemas(
  value: JsonValue | undefined,
  needed: string,
  known: (uri: string) => string | undefined,
  forgiver: Forgiver,
): JsonValue {
  if (Array.isArray(value) && value.length === 1 && value[0] === needed) return value;
  if (value === undefined || value === null || (Array.isArray(value) && value.length === 0)) {
    forgiver.forgive({
      code: 'schemas-missing',
      ruleId: 'unknown-schema-uris',
      attribute: 'schemas',
      what: `\`schemas\` is missing, which must list \`${needed}\``,
      outcome: '; it was read as if it did',
    });
    return [needed];
  }
  const uris = Array.isArray(value) ? value : [value];
  const kept: string[] = [];
  let changed = uris !== value;
  for (const uri of uris) {
    const canonical = typeof uri === 'string' ? known(uri) : undefined;
    if (canonical === undefined) {
      forgiver.forgive({
        code: 'unknown-schema-uri',
        ruleId: 'unknown-schema-uris',
        attribute: 'schemas',
        what: `the schema URI \`${describe(uri)}\` is not of this endpoint`,
        outcome: ' and was passed over',
      });
    } else if (!kept.includes(canonical)) {
      kept.push(canonical);
    }
    changed ||= canonical !== uri;
  }
  if (!kept.includes(needed)) {
    // An unknown URI in its place was named already; one thing is said once.
    if (!changed || kept.length === uris.length) {
      forgiver.forgive({
        code: 'core-schema-missing',
        ruleId: 'unknown-schema-uris',
        attribute: 'schemas',
        what: `\`schemas\` did not list \`${needed}\``,
        outcome: '; it was taken to be meant',
      });
    }
    return [needed, ...kept];
  }
  return changed || kept.length !== uris.length ? kept : value;
}

function describe(uri: JsonValue): string {
  const text = typeof uri === 'string' ? uri : JSON.stringify(uri);
  return text.length <= 120 ? text : `${text.slice(0, 119)}…`;
}
