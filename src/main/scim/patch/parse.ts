import type { JsonValue } from '#shared/scim/wire.ts';
import { type UnknownAttribute, onePerPath } from '../canonical.ts';
import { badRequest } from '../errors.ts';
import { isObject, kindOf } from '../json.ts';
import { type ResourceModel, findAttribute } from '../model.ts';
import { type PatchPath, parsePatchPath } from './path.ts';

const MAX_OPERATIONS = 1000;

export interface PatchOperation {
  readonly op: 'add' | 'replace' | 'remove';
  readonly path: Exclude<PatchPath, { kind: 'unknown' }>;
  /** path as the client wrote it, for messages */
  readonly text: string;
  readonly value: JsonValue | undefined;
}

export interface ParsedPatch {
  readonly operations: readonly PatchOperation[];
  /** what the operations name and the model does not know; no operation is left of it */
  readonly unknown: readonly UnknownAttribute[];
}

/**
 * Reads a PatchOp message (RFC 7644 §3.5.2). An operation without a path becomes one operation for each attribute in its value.
 * @throws ScimError 400 `invalidSyntax`, `invalidPath` or `noTarget`
 */
export function parsePatch(model: ResourceModel, body: JsonValue | undefined): ParsedPatch {
  const list = operationList(body);
  const operations: PatchOperation[] = [];
  const unknown: UnknownAttribute[] = [];
  for (const [index, entry] of list.entries()) {
    const where = `Operations[${index}]`;
    if (!isObject(entry)) throw badRequest('invalidSyntax', `${where} must be an object; it is ${kindOf(entry)}.`);
    const { op, path, value } = entry;
    if (op !== 'add' && op !== 'replace' && op !== 'remove') {
      throw badRequest('invalidSyntax', `${where}.op must be "add", "replace" or "remove"; it is ${show(op)}.`);
    }
    if (path !== undefined && path !== null && typeof path !== 'string') {
      throw badRequest('invalidPath', `${where}.path must be a string; it is ${kindOf(path)}.`);
    }
    if (op !== 'remove' && value === undefined) {
      throw badRequest('invalidValue', `${where} is "${op}", which needs a "value" (RFC 7644 §3.5.2).`);
    }
    if (path === undefined || path === null || path === '') {
      expandPathless(model, { op, value, where }, operations, unknown);
    } else {
      pushOperation(model, { op, text: path, value }, operations, unknown);
    }
  }
  return { operations, unknown: onePerPath(unknown) };
}

function operationList(body: JsonValue | undefined): readonly JsonValue[] {
  if (!isObject(body)) {
    const got = body === undefined ? 'there is none' : `it is ${kindOf(body)}`;
    throw badRequest('invalidSyntax', `The body must be a JSON object with "Operations"; ${got}.`);
  }
  const list = body['Operations'];
  if (!Array.isArray(list) || list.length === 0) {
    throw badRequest('invalidSyntax', '"Operations" must be an array with at least one operation (RFC 7644 §3.5.2).');
  }
  if (list.length > MAX_OPERATIONS) {
    throw badRequest('tooMany', `"Operations" has ${list.length} entries; at most ${MAX_OPERATIONS} are accepted.`);
  }
  return list;
}

interface GivenOperation {
  readonly op: PatchOperation['op'];
  readonly text: string;
  readonly value: JsonValue | undefined;
  /** `text` is a name in the value of an operation without a path */
  readonly isNamedInValue?: boolean;
}

function pushOperation(
  model: ResourceModel,
  given: GivenOperation,
  operations: PatchOperation[],
  unknown: UnknownAttribute[],
): void {
  const path = parsePatchPath(given.text, model);
  if (path.kind === 'unknown') unknown.push(unknownOf(path.path, given));
  else operations.push({ op: given.op, path, text: given.text, value: given.value });
}

/** A removal names its attribute on purpose, whatever value it carries. */
function unknownOf(path: string, { op, value, isNamedInValue }: GivenOperation): UnknownAttribute {
  return { path, isPath: isNamedInValue !== true, ...(op === 'remove' ? {} : { value: value ?? null }) };
}

function expandPathless(
  model: ResourceModel,
  given: { op: PatchOperation['op']; value: JsonValue | undefined; where: string },
  operations: PatchOperation[],
  unknown: UnknownAttribute[],
): void {
  const { op, value, where } = given;
  if (op === 'remove') throw badRequest('noTarget', `${where} is "remove", which needs a "path" (RFC 7644 §3.5.2.2).`);
  if (value === undefined || !isObject(value)) {
    throw badRequest('invalidValue', `${where} has no path, so its "value" must be an object of attributes.`);
  }
  for (const [name, part] of Object.entries(value)) {
    if (part === undefined || name === 'schemas') continue;
    if (findAttribute(model, name) === null && !name.includes('[')) unknown.push({ path: name, value: part });
    else pushOperation(model, { op, text: name, value: part, isNamedInValue: true }, operations, unknown);
  }
}

function show(value: JsonValue | undefined): string {
  if (value === undefined) return 'missing';
  return typeof value === 'string' ? `"${value.slice(0, 40)}"` : kindOf(value);
}
