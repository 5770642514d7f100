import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { canonicalElement, canonicalValue, checkPrimary } from '../canonical.ts';
import { badRequest } from '../errors.ts';
import type { BoundFilter } from '../filter/bind.ts';
import { evaluateElement } from '../filter/evaluate.ts';
import { foldCase } from '../fold-case.ts';
import { isObject, isUnassigned, jsonEqual } from '../json.ts';
import type { AttributeModel } from '../model.ts';
import { immutable } from '../replace-resource.ts';
import type { Application } from './apply.ts';
import { ElementIndex, mergeElement } from './elements.ts';

/** What is left of an element that only says what kind of value it would be. */
const LABELS: ReadonlySet<string> = new Set(['type', 'primary', 'display']);

/** RFC 7644 §3.5.2.1 */
export function addValue(
  attribute: AttributeModel,
  before: JsonValue | undefined,
  application: Application,
): JsonValue | undefined {
  if (!attribute.definition.multiValued) return setSingle(attribute, before, application);
  if (targetsElements(application)) return setElements(attribute, before, application, 'merge');
  const kept = listOf(before);
  const index = new ElementIndex(attribute, kept);
  const changes = new Map<JsonValue, JsonValue>();
  const fresh: JsonValue[] = [];
  for (const element of canonicalList(attribute, application)) {
    const there = index.find(element);
    if (there === undefined) {
      fresh.push(element);
      index.add(element);
    } else if (isObject(there) && isObject(element)) {
      // It is there already and is not added again; what came with it and differs is taken over.
      const current = changes.get(there) ?? there;
      const merged = isObject(current) ? mergeElement(current, element) : current;
      if (merged !== current) changes.set(there, merged);
    }
  }
  if (fresh.length === 0 && changes.size === 0) return before;
  const result = [...kept, ...fresh].map((element) => changes.get(element) ?? element);
  const touched = new Set([...fresh, ...changes.values()]);
  return settle(result, (element) => touched.has(element));
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
export function removeValue(
  attribute: AttributeModel,
  before: JsonValue | undefined,
  application: Application,
): JsonValue | undefined {
  if (before === undefined) return undefined;
  const { path, value } = application.operation;
  if (path.kind !== 'attribute') return before;
  const listed = application.options.removeWithValue === 'listed-only' && !isUnassigned(value) ? value : undefined;
  if (!attribute.definition.multiValued) return removeSingle(attribute, before, path.sub, listed);
  const index = listed === undefined ? null : new ElementIndex(attribute, listOf(listed));
  const kept = listOf(before).flatMap((element) => {
    if (path.filter !== null && !evaluateElement(path.filter, element)) return [element];
    if (path.sub !== null) return removeSub(attribute, element, path.sub, listed);
    return index !== null && index.find(element) === undefined ? [element] : [];
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
    const merged: JsonObject = isObject(before) ? { ...before } : {};
    const part = partAfter(sub, merged[sub.name], application);
    if (part === undefined) delete merged[sub.name];
    else merged[sub.name] = part;
    return isUnassigned(merged) ? undefined : merged;
  }
  const next = canonicalValue(attribute, value ?? null, application.unknown);
  if (!isObject(value)) return next;
  const merged = withoutNulled(
    withParts(attribute, isObject(before) ? before : {}, isObject(next) ? next : {}, application),
    value,
  );
  return isUnassigned(merged) ? undefined : merged;
}

/** RFC 7644 §3.5.2.1: what is added to a sub-attribute of several values joins those that are there. */
function partAfter(sub: AttributeModel, before: JsonValue | undefined, application: Application): JsonValue | undefined {
  const { op, value = null } = application.operation;
  const isOneOfSeveral = sub.definition.multiValued && !Array.isArray(value) && !isUnassigned(value);
  const part = canonicalValue(sub, isOneOfSeveral ? [value] : value, application.unknown);
  return op === 'add' ? joined(sub, before, part) : part;
}

/** An object with the sub-attributes of another one added to it. */
function withParts(attribute: AttributeModel, before: JsonObject, parts: JsonObject, { operation }: Application): JsonObject {
  const result = { ...before, ...parts };
  if (operation.op !== 'add') return result;
  for (const sub of attribute.subAttributes.values()) {
    const both = joined(sub, before[sub.name], parts[sub.name]);
    if (both !== undefined) result[sub.name] = both;
  }
  return result;
}

function joined(sub: AttributeModel, before: JsonValue | undefined, part: JsonValue | undefined): JsonValue | undefined {
  if (!sub.definition.multiValued || before === undefined || part === undefined) return part ?? before;
  const index = new ElementIndex(sub, listOf(before));
  return [...listOf(before), ...listOf(part).filter((one) => index.find(one) === undefined)];
}

/** A sub-attribute that the value sets to null is unassigned by it. */
function withoutNulled(merged: JsonObject, value: JsonObject): JsonObject {
  const nulled = new Set(
    Object.keys(value)
      .filter((name) => value[name] === null)
      .map((name) => name.toLowerCase()),
  );
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
    checkImmutableParts(attribute, element, changed);
    touched.add(changed);
    return changed;
  });
  if (touched.size === 0) {
    const described = path.filter === null ? {} : elementFromFilter(path.filter);
    if (described === null || (path.filter !== null && application.options.filteredTargetMissing === 'no-target')) {
      throw badRequest('noTarget', `No value of "${attribute.path}" matches the filter in "${text}" (RFC 7644 §3.5.2.3).`, {
        attribute: text,
        ruleId: 'filtered-target-missing',
      });
    }
    const created = changeElement(attribute, described, application, 'merge');
    touched.add(created);
    after.push(created);
  }
  return settle(
    after.filter((element) => !isUnassigned(element)),
    (one) => touched.has(one),
  );
}

/** RFC 7643 §2.2: elements come and go as a whole, but an immutable part of one that stays keeps its value. */
function checkImmutableParts(attribute: AttributeModel, before: JsonValue, after: JsonValue): void {
  if (!isObject(before)) return;
  for (const sub of attribute.subAttributes.values()) {
    const was = before[sub.name];
    if (sub.definition.mutability !== 'immutable' || was === undefined) continue;
    if (!jsonEqual(was, isObject(after) ? after[sub.name] : undefined)) throw immutable(sub);
  }
}

function changeElement(
  attribute: AttributeModel,
  element: JsonValue,
  application: Application,
  mode: 'merge' | 'replace',
): JsonValue {
  const { operation, unknown } = application;
  const value = operation.value ?? null;
  const sub = operation.path.kind === 'attribute' ? operation.path.sub : null;
  const current: JsonObject = isObject(element) ? element : {};
  if (sub === null) {
    const [only] = Array.isArray(value) && value.length === 1 ? value : [value];
    const next = canonicalElement(attribute, only ?? null, unknown);
    return mode === 'merge' && isObject(next) ? withParts(attribute, current, next, application) : (next ?? {});
  }
  const part = partAfter(sub, current[sub.name], application);
  if (part !== undefined) return { ...current, [sub.name]: part };
  return Object.fromEntries(Object.entries(current).filter(([name]) => name !== sub.name));
}

/**
 * `type eq "work" and primary eq true` describes the element that has to be made.
 * @returns null for a filter that describes none, or not just one: other operators, alternatives, contradictions
 */
function elementFromFilter(filter: BoundFilter): JsonObject | null {
  const element: JsonObject = {};
  for (const part of filter.kind === 'and' ? filter.operands : [filter]) {
    if (part.kind !== 'compare' || part.operator !== 'eq' || part.operand.type === 'instant') return null;
    const { name } = part.attribute;
    const value = part.operand.type === 'text' ? part.operand.written : part.operand.value;
    if (element[name] !== undefined && element[name] !== value) return null;
    element[name] = value;
  }
  return element;
}

function removeSingle(
  attribute: AttributeModel,
  before: JsonValue,
  sub: AttributeModel | null,
  listed: JsonValue | undefined,
): JsonValue | undefined {
  if (sub === null) return listed === undefined || isListed(before, listed) || isObject(before) ? undefined : before;
  const [left] = removeSub(attribute, before, sub, listed);
  return isUnassigned(left) ? undefined : left;
}

/** @returns the element without the sub-attribute; nothing when only its labels are left */
function removeSub(
  attribute: AttributeModel,
  element: JsonValue,
  sub: AttributeModel,
  listed: JsonValue | undefined,
): JsonValue[] {
  if (!isObject(element)) return [element];
  const current = element[sub.name];
  if (current !== undefined && listed !== undefined && Array.isArray(current)) {
    const left = current.filter((one) => !isListed(one, listed));
    if (left.length > 0) return [{ ...element, [sub.name]: left }];
  } else if (current === undefined || (listed !== undefined && !isListed(current, listed))) {
    return [element];
  }
  const rest = Object.entries(element).filter(([name]) => name !== sub.name);
  const isHollow = attribute.definition.multiValued && rest.every(([name]) => LABELS.has(name));
  if (isHollow) return [];
  const result = Object.fromEntries(rest);
  if (attribute.definition.multiValued) checkImmutableParts(attribute, element, result);
  return [result];
}

function isListed(value: JsonValue, listed: JsonValue): boolean {
  return listOf(listed).some((one) => isSameText(isObject(one) ? one['value'] : one, value));
}

function isSameText(a: JsonValue | undefined, b: JsonValue): boolean {
  if (typeof a === 'string' && typeof b === 'string') return foldCase(a) === foldCase(b);
  return jsonEqual(a, b);
}

function canonicalList(attribute: AttributeModel, { operation, unknown }: Application): JsonValue[] {
  const value = operation.value ?? null;
  const list = canonicalValue(attribute, Array.isArray(value) ? value : [value], unknown);
  const unique = new Map(listOf(list).map((one) => [JSON.stringify(one), one]));
  return [...unique.values()];
}

/** RFC 7644 §3.5.2: a value that becomes primary takes that from the one that was. */
function settle(elements: JsonValue[], isTouched: (element: JsonValue) => boolean): JsonValue | undefined {
  if (elements.length === 0) return undefined;
  const newPrimary = elements.findLast((one) => isTouched(one) && isObject(one) && one['primary'] === true);
  if (newPrimary === undefined) return elements;
  return elements.map((one) =>
    one !== newPrimary && isObject(one) && one['primary'] === true ? { ...one, primary: false } : one,
  );
}

function listOf(value: JsonValue | undefined): JsonValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
