import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { type ScimError, badRequest } from './errors.ts';
import { parseInstant } from './instant.ts';
import { isObject, isUnassigned, kindOf } from './json.ts';
import type { AttributeModel } from './model.ts';

/** Something in a body that the model does not know. What becomes of it is not this room's to decide. */
export interface UnknownAttribute {
  /** as a SCIM path: `title`, `name.middleName`, `urn:…:enterprise:2.0:User:department` */
  readonly path: string;
  /** absent where it was named to be removed */
  readonly value?: JsonValue;
  /** it is the path of a PATCH operation, not a name in a value */
  readonly isPath?: boolean;
}

/** Each path once, with a value that says something where there is one: a list of many values must not be told value by value. */
export function onePerPath(unknown: readonly UnknownAttribute[]): readonly UnknownAttribute[] {
  if (unknown.length < 2) return unknown;
  const byPath = new Map<string, UnknownAttribute>();
  for (const one of unknown) {
    const other = byPath.get(one.path);
    if (other === undefined || (isUnassigned(other.value) && !isUnassigned(one.value))) byPath.set(one.path, one);
  }
  return [...byPath.values()];
}

/**
 * One attribute's value in canonical form: names spelled as declared, unassigned parts left out, types checked.
 * @param unknown collects sub-attributes that are not declared
 * @returns undefined when nothing is assigned (RFC 7643 §2.5)
 * @throws ScimError 400 `invalidValue` that names attribute and type
 */
export function canonicalValue(attribute: AttributeModel, value: JsonValue, unknown: UnknownAttribute[]): JsonValue | undefined {
  if (isUnassigned(value)) return undefined;
  if (!attribute.definition.multiValued) return canonicalElement(attribute, value, unknown);
  if (!Array.isArray(value)) throw wrongType(attribute, value, `multi-valued: send an array`);
  const elements: JsonValue[] = [];
  for (const one of value) {
    const element = isUnassigned(one) ? undefined : canonicalElement(attribute, one, unknown);
    if (element !== undefined) elements.push(element);
  }
  checkPrimary(attribute, elements);
  return elements.length === 0 ? undefined : elements;
}

/** More than any directory keeps of one resource; what a PATCH costs grows with them. Members of groups are kept otherwise and not counted. */
const MOST_VALUES = 1000;

/** @throws ScimError 400 `invalidValue` for an attribute with more values than one resource may hold */
export function checkCount(attribute: AttributeModel, value: JsonValue | undefined): void {
  if (!Array.isArray(value) || value.length <= MOST_VALUES) return;
  const detail = `Attribute "${attribute.path}" has ${value.length} values; at most ${MOST_VALUES} are accepted.`;
  throw badRequest('invalidValue', detail, { attribute: attribute.path, reason: 'too-many' });
}

/** One element of a multi-valued attribute, or the value of a single-valued one; same errors as `canonicalValue`. */
export function canonicalElement(
  attribute: AttributeModel,
  value: JsonValue,
  unknown: UnknownAttribute[],
): JsonValue | undefined {
  if (attribute.definition.type === 'complex') return canonicalComplex(attribute, value, unknown);
  checkSimple(attribute, value);
  return value;
}

function canonicalComplex(attribute: AttributeModel, value: JsonValue, unknown: UnknownAttribute[]): JsonObject | undefined {
  if (!isObject(value)) throw wrongType(attribute, value, 'complex: send an object');
  const given = foldNames(value, attribute.path);
  const result: JsonObject = {};
  let assigned = false;
  for (const [folded, sub] of attribute.subAttributes) {
    const part = given.get(folded);
    if (part === undefined) continue;
    given.delete(folded);
    if (sub.definition.mutability === 'readOnly' && attribute.definition.mutability !== 'readOnly') continue;
    const canonical = canonicalValue(sub, part.value, unknown);
    if (canonical === undefined) continue;
    result[sub.name] = canonical;
    assigned = true;
  }
  for (const { name, value: part } of given.values()) unknown.push({ path: `${attribute.path}.${name}`, value: part });
  return assigned ? result : undefined;
}

/**
 * The members of an object by lower-cased name.
 * @throws ScimError 400 `invalidSyntax` when two differ in case only: which one counts would be a guess
 */
export function foldNames(object: JsonObject, path: string): Map<string, { name: string; value: JsonValue }> {
  const folded = new Map<string, { name: string; value: JsonValue }>();
  for (const name in object) {
    const value = object[name];
    if (value === undefined) continue;
    const key = name.toLowerCase();
    const other = folded.get(key);
    if (other !== undefined) {
      const where = path === '' ? 'The body' : `"${path}"`;
      throw badRequest('invalidSyntax', `${where} has both "${other.name}" and "${name}", which are one attribute name.`, {
        attribute: path === '' ? name : `${path}.${name}`,
        reason: 'name-twice',
      });
    }
    folded.set(key, { name, value });
  }
  return folded;
}

function checkSimple(attribute: AttributeModel, value: JsonValue): void {
  switch (attribute.definition.type) {
    case 'boolean':
      if (typeof value !== 'boolean') throw wrongType(attribute, value, 'boolean: send true or false');
      return;
    case 'integer':
      if (!Number.isSafeInteger(value)) {
        const range = Number.isInteger(value)
          ? ` of at most ${Number.MAX_SAFE_INTEGER}, which JSON carries exactly (RFC 8259 §6)`
          : '';
        throw wrongType(attribute, value, `integer: send a whole number${range}`);
      }
      return;
    case 'decimal':
      if (typeof value !== 'number' || !Number.isFinite(value)) throw wrongType(attribute, value, 'decimal: send a number');
      return;
    case 'dateTime':
      checkText(attribute, value, 'dateTime: send a string');
      if (parseInstant(value as string) === null) {
        throw wrongType(attribute, value, 'dateTime: send it as 2026-01-31T08:00:00Z (RFC 7643 §2.3.5)');
      }
      return;
    case 'binary':
      checkText(attribute, value, 'binary: send a base64 string');
      if (!isBase64(value as string)) throw wrongType(attribute, value, 'binary: send base64 (RFC 7643 §2.3.6)');
      return;
    case 'reference':
      checkText(attribute, value, 'reference: send a URI as a string');
      return;
    case 'string':
    case 'complex':
      checkText(attribute, value, 'string');
  }
}

function checkText(attribute: AttributeModel, value: JsonValue, expectation: string): void {
  if (typeof value !== 'string') throw wrongType(attribute, value, expectation);
  const wrong = !value.isWellFormed()
    ? 'half a character (a lone surrogate)'
    : value.includes('\u0000')
      ? 'a NUL character'
      : null;
  if (wrong !== null) {
    throw badRequest('invalidValue', `Attribute "${attribute.path}" has ${wrong} in it, which is no text (RFC 7643 §2.3.1).`, {
      attribute: attribute.path,
    });
  }
}

function isBase64(text: string): boolean {
  return text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
}

/** RFC 7643 §2.4: `primary` is true for one value at the most. */
export function checkPrimary(attribute: AttributeModel, elements: readonly JsonValue[]): void {
  if (!attribute.subAttributes.has('primary')) return;
  const primaries = elements.filter((element) => isObject(element) && element['primary'] === true);
  if (primaries.length > 1) {
    throw badRequest(
      'invalidValue',
      `Attribute "${attribute.path}" has ${primaries.length} values with primary true; one at the most is allowed (RFC 7643 §2.4).`,
      { attribute: attribute.path },
    );
  }
}

function wrongType(attribute: AttributeModel, value: JsonValue, expectation: string): ScimError {
  const shown = shownInMessage(value);
  return badRequest('invalidValue', `Attribute "${attribute.path}" is ${expectation}; it was ${shown}.`, {
    attribute: attribute.path,
  });
}

function shownInMessage(value: JsonValue): string {
  if (typeof value === 'string') return `the string ${JSON.stringify(value.slice(0, 60))}`;
  if (typeof value !== 'number') return kindOf(value);
  // JSON may spell what no double holds, such as 1e400.
  return Number.isFinite(value) ? `the number ${value}` : 'a number too large to be kept';
}
