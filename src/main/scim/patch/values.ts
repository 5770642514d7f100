import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { canonicalElement, canonicalValue, checkPrimary } from '../canonical.ts';
import { badRequest } from '../errors.ts';
import type { BoundFilter } from '../filter/bind.ts';
import { evaluateElement } from '../filter/evaluate.ts';
import { foldCase } from '../fold-case.ts';
import { isObject, isUnassigned, jsonEqual } from '../json.ts';
import type { AttributeModel } from '../model.ts';
import type { Application } from './apply.ts';

/** What is left of an element that only says what kind of value it would be. */
const LABELS: ReadonlySet<string> = new Set(['type', 'primary', 'display']);

/** RFC 7644 §3.5.2.1 */
export function addValue(attribute: AttributeModel, before: JsonValue | undefined, application: Application): JsonValue | undefined {
  if (!attribute.definition.multiValued) return setSingle(attribute, before, application);
  if (targetsElements(application)) return setElements(attribute, before, application, 'merge');
  const added = canonicalList(attribute, application);
  const kept = listOf(before);
  const fresh = added.filter((one) => !kept.some((other) => isSameElement(one, other)));
  const merged = kept.map((one) => added.find((other) => isSameElement(other, one)) ?? one);
  return settle([...merged, ...fresh], (one) => added.includes(one));
}

/** RFC 7644 §3.5.2.3 */
export function replaceValue(
  attribute: AttributeModel,
  before: JsonValue | undefined,
  application: Application,
): JsonValue | undefined {
  if (!attribute.definition.multiValued) return setSingle(attribute, before, application);
  if (targetsElements(application)) return setElements(attribute, before, application, 'replace');
  const list = canonicalList(attribute, application);
  checkPrimary(attribute, list);
  return list.length === 0 ? undefined : list;
}

/** RFC 7644 §3.5.2.2, with the values that Entra and JumpCloud list on a remove */
export function removeValue(attribute: AttributeModel, before: JsonValue | undefined, application: Application): JsonValue | undefined {
  if (before === undefined) return undefined;
  const { path, value } = application.operation;
  if (path.kind !== 'attribute') return before;
  const listed = application.options.removeWithValue === 'listed-only' && !isUnassigned(value) ? value : undefined;
  if (!attribute.definition.multiValued) return removeSingle(before, path.sub, listed);
  const kept = listOf(before).flatMap((element) => {
    if (path.filter !== null && !evaluateElement(path.filter, element)) return [element];
    if (path.sub !== null) return removeSub(element, path.sub, listed);
    return listed !== undefined && !isListed(element, listed) ? [element] : [];
  });
  return kept.length === 0 ? undefined : kept;
}

function targetsElements({ operation }: Application): boolean {
  return operation.path.kind === 'attribute' && (operation.path.filter !== null || operation.path.sub !== null);
}

/** A single-valued attribute: a complex one keeps the sub-attributes that the value does not name. */
function setSingle(attribute: AttributeModel, before: JsonValue | undefined, application: Application): JsonValue | undefined {
  const { path, value } = application.operation;
  const sub = path.kind === 'attribute' ? path.sub : null;
  if (sub !== null) {
    const part = canonicalValue(sub, value ?? null, application.unknown);
    const merged: JsonObject = isObject(before) ? { ...before } : {};
    if (part === undefined) delete merged[sub.name];
    else merged[sub.name] = part;
    return isUnassigned(merged) ? undefined : merged;
  }
  const next = canonicalValue(attribute, value ?? null, application.unknown);
  if (!isObject(next) || !isObject(before)) return next;
  return withoutNulled({ ...before, ...next }, value);
}

/** A sub-attribute that the value sets to null is unassigned by it. */
function withoutNulled(merged: JsonObject, value: JsonValue | undefined): JsonObject {
  if (!isObject(value)) return merged;
  const nulled = new Set(Object.keys(value).filter((name) => value[name] === null).map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(merged).filter(([name]) => !nulled.has(name.toLowerCase())));
}

function setElements(
  attribute: AttributeModel,
  before: JsonValue | undefined,
  application: Application,
  mode: 'merge' | 'replace',
): JsonValue | undefined {
  const { path, text } = application.operation;
  if (path.kind !== 'attribute') return before;
  const elements = listOf(before);
  const touched = new Set<JsonValue>();
  const after = elements.map((element) => {
    if (path.filter !== null && !evaluateElement(path.filter, element)) return element;
    const changed = changeElement(attribute, element, application, mode);
    touched.add(changed);
    return changed;
  });
  if (touched.size === 0) {
    if (path.filter !== null && application.options.filteredTargetMissing === 'no-target') {
      throw badRequest('noTarget', `No value of "${attribute.path}" matches the filter in "${text}" (RFC 7644 §3.5.2.3).`, {
        attribute: text,
        ruleId: 'filtered-target-missing',
      });
    }
    const created = changeElement(attribute, elementFromFilter(path.filter), application, 'merge');
    touched.add(created);
    after.push(created);
  }
  return settle(after.filter((element) => !isUnassigned(element)), (one) => touched.has(one));
}

function changeElement(
  attribute: AttributeModel,
  element: JsonValue,
  { operation, unknown }: Application,
  mode: 'merge' | 'replace',
): JsonValue {
  const value = operation.value ?? null;
  const sub = operation.path.kind === 'attribute' ? operation.path.sub : null;
  const current: JsonObject = isObject(element) ? element : {};
  if (sub === null) {
    const [only] = Array.isArray(value) && value.length === 1 ? value : [value];
    const next = canonicalElement(attribute, only ?? null, unknown);
    return mode === 'merge' && isObject(next) ? { ...current, ...next } : (next ?? {});
  }
  const part = canonicalValue(sub, value, unknown);
  if (part !== undefined) return { ...current, [sub.name]: part };
  return Object.fromEntries(Object.entries(current).filter(([name]) => name !== sub.name));
}

/** `type eq "work" and primary eq true` describes the element that has to be made; other operators describe none. */
function elementFromFilter(filter: BoundFilter | null): JsonObject {
  if (filter === null) return {};
  if (filter.kind === 'compare' && filter.operator === 'eq' && filter.operand.type !== 'instant') {
    return { [filter.attribute.name]: filter.operand.value };
  }
  if (filter.kind === 'and') return Object.assign({}, ...filter.operands.map(elementFromFilter)) as JsonObject;
  return {};
}

function removeSingle(before: JsonValue, sub: AttributeModel | null, listed: JsonValue | undefined): JsonValue | undefined {
  if (sub === null) return listed === undefined || isListed(before, listed) || isObject(before) ? undefined : before;
  const [left] = removeSub(before, sub, listed);
  return isUnassigned(left) ? undefined : left;
}

/** @returns the element without the sub-attribute; nothing when only its labels are left */
function removeSub(element: JsonValue, sub: AttributeModel, listed: JsonValue | undefined): JsonValue[] {
  if (!isObject(element)) return [element];
  const current = element[sub.name];
  if (current === undefined || (listed !== undefined && !isListed(current, listed))) return [element];
  const rest = Object.entries(element).filter(([name]) => name !== sub.name);
  const isHollow = sub.parent?.definition.multiValued === true && rest.every(([name]) => LABELS.has(name));
  return isHollow ? [] : [Object.fromEntries(rest)];
}

function isListed(element: JsonValue, listed: JsonValue): boolean {
  return listOf(listed).some((one) => isSameElement(one, element) || isSameText(one, element));
}

/** Two elements are one when they are equal, or have the same `value` (and `type`, where both have one). */
function isSameElement(a: JsonValue, b: JsonValue): boolean {
  if (jsonEqual(a, b)) return true;
  const value = isObject(a) ? a['value'] : a;
  const other = isObject(b) ? b['value'] : b;
  if (value === undefined || !isSameText(value, other)) return false;
  if (!isObject(a) || !isObject(b)) return true;
  return a['type'] === undefined || b['type'] === undefined || isSameText(a['type'], b['type']);
}

function isSameText(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (typeof a === 'string' && typeof b === 'string') return foldCase(a) === foldCase(b);
  return a !== undefined && jsonEqual(a, b);
}

function canonicalList(attribute: AttributeModel, { operation, unknown }: Application): JsonValue[] {
  const value = operation.value ?? null;
  const list = canonicalValue(attribute, Array.isArray(value) ? value : [value], unknown);
  const unique: JsonValue[] = [];
  for (const one of listOf(list)) if (!unique.some((other) => jsonEqual(one, other))) unique.push(one);
  return unique;
}

/** RFC 7644 §3.5.2: a value that becomes primary takes that from the one that was. */
function settle(elements: JsonValue[], isTouched: (element: JsonValue) => boolean): JsonValue | undefined {
  if (elements.length === 0) return undefined;
  const newPrimary = elements.findLast((one) => isTouched(one) && isObject(one) && one['primary'] === true);
  if (newPrimary === undefined) return elements;
  return elements.map((one) => (one !== newPrimary && isObject(one) && one['primary'] === true ? { ...one, primary: false } : one));
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
