import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { type UnknownAttribute, checkCount, onePerPath } from '../canonical.ts';
import { badRequest } from '../errors.ts';
import { isObject, isUnassigned, jsonEqual } from '../json.ts';
import type { AttributeModel, ExtensionModel, ResourceModel } from '../model.ts';
import { checkRequired } from '../read-resource.ts';
import { immutable, schemasOf } from '../replace-resource.ts';
import { changedPaths } from './changed-paths.ts';
import type { PatchOperation } from './parse.ts';
import { addValue, removeValue, replaceValue } from './values.ts';

/** The choices that RFC 7644 leaves open or that IdPs take differently. */
export interface PatchOptions {
  readonly filteredTargetMissing: 'create' | 'no-target';
  readonly removeWithValue: 'listed-only' | 'whole-attribute';
  readonly readOnly: 'ignore' | 'refuse';
}

export interface PatchResult {
  readonly resource: JsonObject;
  /** empty: the PATCH changed nothing, so version and lastModified stay */
  readonly changedPaths: readonly string[];
  /** sub-attributes in values that the model does not know; nothing of them is in `resource` */
  readonly unknown: readonly UnknownAttribute[];
}

/** What one operation works with. */
export interface Application {
  readonly options: PatchOptions;
  readonly unknown: UnknownAttribute[];
  readonly operation: PatchOperation;
}

/**
 * Applies operations in order (RFC 7644 §3.5.2): all of them or, by throwing, none. The input is never changed.
 * @throws ScimError 400 `mutability`, `invalidValue` or `noTarget` that names the attribute
 */
export function applyPatch(
  model: ResourceModel,
  resource: JsonObject,
  operations: readonly PatchOperation[],
  options: PatchOptions,
): PatchResult {
  // A shallow copy will do: no value in it is changed in place, each is replaced by a new one.
  const result = { ...resource };
  const unknown: UnknownAttribute[] = [];
  for (const operation of operations) applyOperation(result, { options, unknown, operation });
  result['schemas'] = schemasOf(model, result);
  checkRequiredStays(model.attributes, resource, result);
  for (const { urn, attributes } of model.extensions.values()) checkRequiredStays(attributes, resource[urn], result[urn]);
  checkRequired(model, result);
  return { resource: result, changedPaths: changedPaths(model, resource, result), unknown: onePerPath(unknown) };
}

/** RFC 7644 §3.5.2.2: to take a required attribute away is refused as `mutability`. */
function checkRequiredStays(
  attributes: ReadonlyMap<string, AttributeModel>,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): void {
  if (!isObject(before) || !isObject(after)) return;
  for (const { name, path, definition, subAttributes } of attributes.values()) {
    checkRequiredStays(subAttributes, before[name], after[name]);
    if (!definition.required || before[name] === undefined || after[name] !== undefined) continue;
    throw badRequest('mutability', `Attribute "${path}" is required and cannot be removed (RFC 7644 §3.5.2.2).`, {
      attribute: path,
      reason: 'required-missing',
    });
  }
}

function applyOperation(result: JsonObject, application: Application): void {
  const { path, op, value } = application.operation;
  if (path.kind === 'attribute') {
    const container = containerOf(result, path.attribute.extension);
    applyToAttribute(container, path.attribute, application);
    settleContainer(result, path.attribute.extension, container);
    return;
  }
  const { urn, attributes } = path.extension;
  const container = containerOf(result, urn);
  if (op === 'remove' || (op === 'replace' && isUnassigned(value))) {
    for (const attribute of attributes.values())
      applyToAttribute(container, attribute, retarget(application, attribute, undefined));
  } else {
    applyToExtension(container, path.extension, application);
  }
  settleContainer(result, urn, container);
}

function applyToExtension(container: JsonObject, extension: ExtensionModel, application: Application): void {
  const { value } = application.operation;
  if (!isObject(value)) {
    throw badRequest('invalidValue', `"${extension.urn}" is an extension: send an object of its attributes.`, {
      attribute: extension.urn,
    });
  }
  for (const [name, part] of Object.entries(value)) {
    if (part === undefined) continue;
    const attribute = extension.attributes.get(name.toLowerCase());
    if (attribute === undefined) application.unknown.push({ path: `${extension.urn}:${name}`, value: part });
    else applyToAttribute(container, attribute, retarget(application, attribute, part));
  }
}

function retarget(application: Application, attribute: AttributeModel, value: JsonValue | undefined): Application {
  const path = { kind: 'attribute' as const, attribute, filter: null, sub: null };
  return { ...application, operation: { ...application.operation, path, text: attribute.path, value } };
}

function applyToAttribute(container: JsonObject, attribute: AttributeModel, application: Application): void {
  const { operation, options } = application;
  if (operation.path.kind !== 'attribute') return;
  const target = operation.path.sub ?? attribute;
  const before = container[attribute.name];
  if (isReadOnly(attribute, target)) {
    refuseReadOnly(attribute, before, operation, options);
    return;
  }
  const after = valueAfter(attribute, before, application);
  checkCount(attribute, after);
  checkImmutable(attribute, target, before, after);
  if (after === undefined) delete container[attribute.name];
  else container[attribute.name] = after;
}

function valueAfter(attribute: AttributeModel, before: JsonValue | undefined, application: Application) {
  const { op, value } = application.operation;
  if (op === 'remove') return removeValue(attribute, before, application);
  // RFC 7643 §2.5: to set null or nothing is to unassign. An object with nulls in it unassigns only those.
  const isNothing =
    isUnassigned(value) && (attribute.definition.multiValued || !isObject(value) || Object.keys(value).length === 0);
  if (op === 'replace' && isNothing) return removeValue(attribute, before, withoutValue(application));
  if (isNothing) return before;
  return op === 'add' ? addValue(attribute, before, application) : replaceValue(attribute, before, application);
}

function withoutValue(application: Application): Application {
  return { ...application, operation: { ...application.operation, value: undefined } };
}

function isReadOnly(attribute: AttributeModel, target: AttributeModel): boolean {
  return attribute.definition.mutability === 'readOnly' || target.definition.mutability === 'readOnly';
}

/** Okta repeats `id` in every group PATCH, with the right value; another id is never meant (idp-dialects §9.4). */
function refuseReadOnly(
  attribute: AttributeModel,
  before: JsonValue | undefined,
  { value, op }: PatchOperation,
  options: PatchOptions,
): void {
  const isOtherId = attribute.name === 'id' && attribute.parent === null && (op === 'remove' || !jsonEqual(before, value));
  if (options.readOnly === 'ignore' && !isOtherId) return;
  if (isOtherId && typeof value === 'string') {
    const detail = `The request names the id "${value.slice(0, 200)}", and its address another one: an id never changes (RFC 7643 §3.1).`;
    throw badRequest('mutability', detail, { attribute: 'id', reason: 'other-id' });
  }
  const ruleId = isOtherId ? {} : { ruleId: 'read-only-in-patch' };
  throw badRequest('mutability', `Attribute "${attribute.path}" is readOnly: a client cannot change it (RFC 7643 §2.2).`, {
    attribute: attribute.path,
    ...ruleId,
  });
}

function checkImmutable(
  attribute: AttributeModel,
  target: AttributeModel,
  before: JsonValue | undefined,
  after: JsonValue | undefined,
): void {
  if (attribute.definition.mutability === 'immutable') {
    if (before !== undefined && !jsonEqual(before, after)) throw immutable(attribute);
    return;
  }
  if (attribute.definition.multiValued || !isObject(before)) return;
  for (const sub of attribute.subAttributes.values()) {
    const was = before[sub.name];
    if (sub.definition.mutability !== 'immutable' || was === undefined) continue;
    if (!jsonEqual(was, isObject(after) ? after[sub.name] : undefined)) throw immutable(target === attribute ? sub : target);
  }
}

function containerOf(result: JsonObject, extension: string | null): JsonObject {
  if (extension === null) return result;
  const container = result[extension];
  return isObject(container) ? { ...container } : {};
}

function settleContainer(result: JsonObject, extension: string | null, container: JsonObject): void {
  if (extension === null) return;
  if (Object.keys(container).length === 0) delete result[extension];
  else result[extension] = container;
}
