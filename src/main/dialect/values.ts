import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import type { Forgiver } from './forgiver.ts';
import type { Shape } from './shapes.ts';
import { isObject } from '../scim/json.ts';

/**
 * Turns the value of an attribute into the shape that its schema declares. Returns the same reference when nothing was to
 * be done. What is wrong beyond a known shape is left for the strict core to refuse.
 */
export function normaliseValue(shape: Shape, value: JsonValue, forgiver: Forgiver): JsonValue {
  if (value === null) return value;
  if (!shape.multiValued) return normaliseSingle(shape, value, forgiver);
  if (Array.isArray(value)) return normaliseElements(shape, value, forgiver);
  if (value === '' && shape.complex) {
    forgiveEmptyText(shape, forgiver);
    return [];
  }
  forgiver.forgive({
    code: 'single-value-for-array',
    ruleId: 'loose-shapes',
    attribute: shape.label,
    what: `\`${shape.label}\` came as one value where a list belongs`,
  });
  return [normaliseElement(shape, value, forgiver)];
}

/** One element of a multi-valued attribute, or what a value filter selects. */
export function normaliseElement(shape: Shape, value: JsonValue, forgiver: Forgiver): JsonValue {
  if (!shape.complex) return normalisePlain(shape, value, forgiver);
  if (isObject(value)) return normaliseMembers(shape, value, forgiver);
  if (typeof value !== 'string' || shape.subs.get('value') === undefined) return value;
  const parsed = parseObject(value);
  if (parsed !== null) {
    // Entra ID's AppRoleAssignmentsComplex: the id of the assignment comes along and is no part of a role.
    const { id: _id, ...member } = parsed;
    forgiver.forgive({
      code: 'json-in-string',
      ruleId: 'loose-shapes',
      attribute: shape.label,
      what: `\`${shape.label}\` came as JSON inside a text`,
    });
    return normaliseMembers(shape, shape.subs.get('id') === undefined ? member : parsed, forgiver);
  }
  forgivePlainValue(shape, forgiver);
  return { value };
}

function normaliseElements(shape: Shape, values: JsonValue[], forgiver: Forgiver): JsonValue {
  let copy: JsonValue[] | null = null;
  for (let index = 0; index < values.length; index++) {
    const before = values[index] ?? null;
    if (before === null) continue;
    let after = normaliseElement(shape, before, forgiver);
    // The same AppRoleAssignmentsComplex, one level further in: {"value": "{\"id\": …}"}.
    if (isObject(after)) after = unwrapValue(shape, after, forgiver);
    if (after === before) continue;
    copy ??= [...values];
    copy[index] = after;
  }
  return copy ?? values;
}

function unwrapValue(shape: Shape, element: JsonObject, forgiver: Forgiver): JsonValue {
  const inner = element['value'];
  if (typeof inner !== 'string' || !inner.startsWith('{') || parseObject(inner) === null) return element;
  const { value: _value, ...rest } = element;
  const parsed = normaliseElement(shape, inner, forgiver);
  return isObject(parsed) ? { ...rest, ...parsed } : element;
}

function normaliseSingle(shape: Shape, value: JsonValue, forgiver: Forgiver): JsonValue {
  if (Array.isArray(value)) {
    if (value.length > 1) return value;
    forgiver.forgive({
      code: 'array-for-single-value',
      ruleId: 'loose-shapes',
      attribute: shape.label,
      what: `\`${shape.label}\` came as a list where one value belongs`,
    });
    const only = value[0] ?? null;
    return only === null ? null : normaliseSingle(shape, only, forgiver);
  }
  if (!shape.complex) return normalisePlain(shape, value, forgiver);
  if (isObject(value)) return normaliseMembers(shape, value, forgiver);
  if (typeof value !== 'string' || shape.subs.get('value') === undefined) return value;
  if (value === '') {
    forgiveEmptyText(shape, forgiver);
    return null;
  }
  forgivePlainValue(shape, forgiver);
  return { value };
}

function normalisePlain(shape: Shape, value: JsonValue, forgiver: Forgiver): JsonValue {
  if (shape.boolean && typeof value === 'string') {
    const boolean = readBoolean(value);
    if (boolean === null) return value;
    forgiver.forgive({
      code: 'string-boolean',
      ruleId: 'string-booleans',
      attribute: shape.label,
      what: `the text "${value}" was sent for \`${shape.label}\` where true or false belongs`,
    });
    return boolean;
  }
  if (isObject(value) && Object.hasOwn(value, 'value')) {
    const inner = value['value'] ?? null;
    if (typeof inner === 'object' && inner !== null) return value;
    forgiver.forgive({
      code: 'object-for-plain-value',
      ruleId: 'loose-shapes',
      attribute: shape.label,
      what: `\`${shape.label}\` came as an object with a \`value\` where the value alone belongs`,
    });
    return normalisePlain(shape, inner, forgiver);
  }
  return value;
}

/** The sub-attributes of one complex value. */
function normaliseMembers(shape: Shape, value: JsonObject, forgiver: Forgiver): JsonObject {
  let copy: JsonObject | null = null;
  for (const name of Object.keys(value)) {
    const before = value[name] ?? null;
    const sub = shape.subs.get(name);
    if (sub !== undefined) {
      const after = normaliseValue(sub, before, forgiver);
      if (after !== before) {
        copy ??= { ...value };
        copy[name] = after;
      }
    } else if (name === 'displayName' && shape.subs.get('display') !== undefined) {
      // Entra ID's role objects bear `displayName` where RFC 7643 §2.4 has `display`.
      forgiver.forgive({
        code: 'display-name-for-display',
        ruleId: 'loose-shapes',
        attribute: `${shape.label}.display`,
        what: `\`${shape.label}.displayName\` came where \`${shape.label}.display\` belongs`,
      });
      copy ??= { ...value };
      delete copy[name];
      copy['display'] ??= before;
    }
  }
  return copy ?? value;
}

/** `True`, `false` and so on as a boolean; null for any other text. */
function readBoolean(text: string): boolean | null {
  if (text.length > 5) return null;
  const folded = text.toLowerCase();
  if (folded === 'true') return true;
  return folded === 'false' ? false : null;
}

function parseObject(text: string): JsonObject | null {
  if (!text.startsWith('{')) return null;
  try {
    const parsed = JSON.parse(text) as JsonValue;
    return isObject(parsed) ? parsed : null;
  } catch (error) {
    // A text that starts with a brace and is no JSON is just a text.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function forgivePlainValue(shape: Shape, forgiver: Forgiver): void {
  forgiver.forgive({
    code: 'plain-value-for-object',
    ruleId: 'loose-shapes',
    attribute: shape.label,
    what: `\`${shape.label}\` came as a bare value where an object with \`value\` belongs`,
  });
}

function forgiveEmptyText(shape: Shape, forgiver: Forgiver): void {
  forgiver.forgive({
    code: 'empty-text-for-object',
    ruleId: 'loose-shapes',
    attribute: shape.label,
    what: `an empty text was sent for \`${shape.label}\``,
    outcome: ' and read as "not set"',
  });
}
