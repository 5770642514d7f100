import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { normaliseFilterText } from './filter.ts';
import type { Forgiver } from './forgiver.ts';
import { locate, qualify, shapeAt } from './keys.ts';
import type { Located } from './keys.ts';
import { addWorkType, normaliseAttributes } from './resource-body.ts';
import type { Shape, Shapes } from './shapes.ts';
import { isObject } from '../scim/json.ts';
import { normaliseElement, normaliseValue } from './values.ts';

type Op = 'add' | 'replace' | 'remove';

/** One operation as it was sent, as one or more operations of the RFC; the same object when nothing was to be done. */
export function normaliseOperation(sent: JsonObject, shapes: Shapes, forgiver: Forgiver): JsonObject[] {
  const op = normaliseOp(sent['op'], forgiver);
  if (op === null) return [sent];
  const path = sent['path'];
  if (path === undefined || path === null || path === '') return withoutPath(op, sent, shapes, forgiver);
  if (typeof path !== 'string') return [sent];
  return withPath(op, path, sent, shapes, forgiver);
}

function normaliseOp(op: JsonValue | undefined, forgiver: Forgiver): Op | null {
  if (op === 'add' || op === 'replace' || op === 'remove') return op;
  if (typeof op !== 'string') return null;
  const folded = op.toLowerCase();
  if (folded !== 'add' && folded !== 'replace' && folded !== 'remove') return null;
  forgiver.forgive({
    code: 'operation-case',
    ruleId: 'loose-shapes',
    attribute: null,
    what: `the operation was written \`${op}\` where \`${folded}\` belongs`,
    scimType: 'invalidSyntax',
  });
  return folded;
}

function withPath(op: Op, path: string, sent: JsonObject, shapes: Shapes, forgiver: Forgiver): JsonObject[] {
  const located = locate(qualify(path, shapes, forgiver), shapes, forgiver);
  const canonical = normaliseFilterText(located.canonical, shapes, forgiver);
  const value = sent['value'];
  const target = shapeAt(located, shapes);
  if (target !== null && (target.attribute.readOnly || target.shape.readOnly)) forgiveReadOnly(target.shape.label, forgiver);
  if (value === undefined) return op === sent['op'] && canonical === path ? [sent] : [{ op, path: canonical }];
  if (op === 'remove') return [removal(canonical, located, sent, value, shapes, forgiver)];
  let after = value;
  if (target !== null) {
    // A path with a filter points at single elements of the list, not at the list.
    const element = target.filtered && target.shape === target.attribute;
    after = element
      ? normaliseElement(target.shape, unwrapOnly(target.shape, value, forgiver), forgiver)
      : normaliseValue(target.shape, value, forgiver);
    if (op === 'replace' && !target.filtered && target.attribute.name === 'emails' && Array.isArray(after)) {
      after = addWorkType({ emails: after }, shapes, forgiver)['emails'] ?? after;
    }
  } else if (located.extension !== null && located.local === '' && isObject(value)) {
    after = normaliseAttributes(value, located.extension.attributes, forgiver);
  }
  if (after === null) {
    if (value === null) forgiveNull(canonical, forgiver);
    // Adding nothing to a list leaves the list as it is; anything else that is set to nothing is removed (RFC 7643 §2.5).
    const addsNothing = op === 'add' && target?.shape.multiValued === true;
    return [addsNothing ? { op, path: canonical, value: [] } : { op: 'remove', path: canonical }];
  }
  return op === sent['op'] && canonical === path && after === value ? [sent] : [{ op, path: canonical, value: after }];
}

/** A list of one under a path that points at one element. */
function unwrapOnly(shape: Shape, value: JsonValue, forgiver: Forgiver): JsonValue {
  const only = Array.isArray(value) && value.length === 1 ? value[0] : undefined;
  if (only === undefined) return value;
  forgiver.forgive({
    code: 'array-for-single-value',
    ruleId: 'loose-shapes',
    attribute: shape.label,
    what: `\`${shape.label}\` came as a list where one value belongs`,
  });
  return only;
}

function removal(
  path: string,
  located: Located,
  sent: JsonObject,
  value: JsonValue,
  shapes: Shapes,
  forgiver: Forgiver,
): JsonObject {
  const target = shapeAt(located, shapes);
  // A path with a filter points at single elements, but for a sub-attribute that holds several values itself.
  const pointsAtList = target !== null && target.shape.multiValued && !(target.filtered && target.shape === target.attribute);
  if (!pointsAtList) {
    if (value === null || target === null) return { op: 'remove', path };
    forgiver.forgive({
      code: 'value-on-scalar-removal',
      ruleId: 'loose-shapes',
      attribute: target.shape.label,
      what: `the removal of \`${target.shape.label}\` carried a value`,
      outcome: ', which was not looked at',
    });
    return { op: 'remove', path };
  }
  if (value === null) return { op: 'remove', path };
  const { shape } = target;
  const listed = normaliseValue(shape, unwrapNamed(shape, value, forgiver), forgiver);
  if (Array.isArray(listed) && listed.length === 0 && forgiver.settings['remove-with-value'] === 'listed-only') {
    // A removal that lists nothing removes nothing. The RFC has only "remove all" for it, so it becomes an addition of nothing.
    return { op: 'add', path, value: [] };
  }
  if (forgiver.settings['remove-with-value'] === 'listed-only') {
    forgiver.forgive({
      code: 'member-removal-by-value-array',
      ruleId: 'remove-with-value',
      attribute: shape.label,
      what: `the removal from \`${shape.label}\` listed the values to remove; only those left`,
    });
  }
  return path === sent['path'] && sent['op'] === 'remove' && listed === value ? sent : { op: 'remove', path, value: listed };
}

/** Salesforce's documentation shows `{"members": […]}` as the value of a removal with the path `members`. */
function unwrapNamed(shape: Shape, value: JsonValue, forgiver: Forgiver): JsonValue {
  if (!isObject(value)) return value;
  const [name, ...others] = Object.keys(value);
  if (name === undefined || others.length > 0 || name.toLowerCase() !== shape.name.toLowerCase()) return value;
  forgiver.forgive({
    code: 'wrapped-value',
    ruleId: 'loose-shapes',
    attribute: shape.label,
    what: `the value for \`${shape.label}\` came wrapped in an object of that name`,
  });
  return value[name] ?? [];
}

/**
 * RFC 7644 §3.5.2.1 and §3.5.2.3: without a path the value is an object of attributes. Names that are paths become
 * operations of their own, in the order in which they were sent.
 */
function withoutPath(op: Op, sent: JsonObject, shapes: Shapes, forgiver: Forgiver): JsonObject[] {
  const value = unwrapAttributes(sent['value'], forgiver);
  if (!isObject(value))
    return [op === sent['op'] && !('path' in sent) ? sent : { op, ...(value === undefined ? {} : { value }) }];
  if (op === 'remove') return pathlessRemoval(value, shapes, forgiver);
  const operations: JsonObject[] = [];
  const plain: JsonObject = {};
  let changed = op !== sent['op'] || value !== sent['value'] || 'path' in sent;
  for (const key of Object.keys(value)) {
    const before = value[key] ?? null;
    if (key.toLowerCase() === 'schemas' && forgiver.settings['read-only-in-patch'] === 'ignore') {
      forgiveReadOnly('schemas', forgiver);
      changed = true;
      continue;
    }
    const shape = shapes.attributes.get(key);
    if (shape === undefined && isPathKey(key, shapes)) {
      forgivePathKey(key, forgiver);
      operations.push(...withPath(op, key, { op, path: key, value: before }, shapes, forgiver));
      changed = true;
      continue;
    }
    if (shape?.readOnly === true) forgiveReadOnly(shape.label, forgiver);
    const after = shape === undefined ? extensionValue(key, before, shapes, forgiver) : normaliseValue(shape, before, forgiver);
    if (shape !== undefined && after === null) {
      operations.push(...withPath(op, key, { op, path: key, value: before }, shapes, forgiver));
      changed = true;
      continue;
    }
    define(plain, key, after);
    changed ||= after !== before;
  }
  if (!changed) return [sent];
  const named = op === 'replace' ? addWorkType(plain, shapes, forgiver) : plain;
  return Object.keys(named).length === 0 && operations.length > 0 ? operations : [{ op, value: named }, ...operations];
}

/** Entra ID's unqualified `manager` is a path too, for it is to be qualified. */
function isPathKey(key: string, shapes: Shapes): boolean {
  return shapes.extensions.get(key) === undefined && (/[.:[]/.test(key) || key.toLowerCase() === 'manager');
}

function extensionValue(key: string, value: JsonValue, shapes: Shapes, forgiver: Forgiver): JsonValue {
  const extension = shapes.extensions.get(key);
  return extension !== undefined && isObject(value) ? normaliseAttributes(value, extension.attributes, forgiver) : value;
}

/** A body may hold the name `__proto__`; an assignment would not store it but change the object. */
function define(object: JsonObject, key: string, value: JsonValue): void {
  Object.defineProperty(object, key, { value, enumerable: true, writable: true, configurable: true });
}

function pathlessRemoval(value: JsonObject, shapes: Shapes, forgiver: Forgiver): JsonObject[] {
  forgiver.forgive({
    code: 'pathless-removal',
    ruleId: 'loose-shapes',
    attribute: null,
    what: 'a removal came without a path',
    outcome: '; the attributes in its value were taken as what to remove from',
    scimType: 'noTarget',
  });
  return Object.keys(value).flatMap((key) =>
    withPath('remove', key, { op: 'remove', path: key, value: value[key] ?? null }, shapes, forgiver),
  );
}

function unwrapAttributes(value: JsonValue | undefined, forgiver: Forgiver): JsonValue | undefined {
  const only = Array.isArray(value) && value.length === 1 ? value[0] : undefined;
  if (!isObject(only)) return value;
  forgiver.forgive({
    code: 'array-for-single-value',
    ruleId: 'loose-shapes',
    attribute: null,
    what: 'the value of an operation without a path came as a list of one object',
  });
  return only;
}

/** Okta renames groups with the `id` in the value; the core passes it over, or refuses it, as the rule says. */
function forgiveReadOnly(attribute: string, forgiver: Forgiver): void {
  if (forgiver.settings['read-only-in-patch'] !== 'ignore') return;
  forgiver.forgive({
    code: 'read-only-in-patch',
    ruleId: 'read-only-in-patch',
    attribute,
    what: `the read-only \`${attribute}\` came inside the value and was passed over`,
  });
}

function forgivePathKey(key: string, forgiver: Forgiver): void {
  if (key.toLowerCase() === 'manager') return;
  const isUrn = /^urn:/i.test(key);
  forgiver.forgive({
    code: isUrn ? 'urn-as-key' : 'path-as-key',
    ruleId: 'loose-shapes',
    attribute: key.length <= 200 ? key : `${key.slice(0, 199)}…`,
    what: `the path \`${key.slice(0, 200)}\` was used as a name inside the value`,
    scimType: 'invalidPath',
  });
}

function forgiveNull(path: string, forgiver: Forgiver): void {
  forgiver.forgive({
    code: 'null-value',
    ruleId: 'loose-shapes',
    attribute: path,
    what: `\`null\` was sent for \`${path}\``,
    outcome: ' and read as its removal',
  });
}
