import { type ScimError, badRequest } from '../errors.ts';
import { foldCase } from '../fold-case.ts';
import { parseInstant } from '../instant.ts';
import { type AttributeModel, type ResourceModel, findAttribute } from '../model.ts';
import type { Comparison, Filter, FilterValue } from './ast.ts';

/** A value ready for comparison: folded unless `caseExact`, dates as milliseconds. */
export type Operand =
  | {
      readonly type: 'text';
      readonly value: string;
      readonly caseExact: boolean;
      /** not folded: what a PATCH stores when it makes the element that its filter describes */
      readonly written: string;
    }
  | { readonly type: 'number'; readonly value: number }
  | { readonly type: 'boolean'; readonly value: boolean }
  | { readonly type: 'instant'; readonly value: number };

/**
 * A filter whose names are looked up and whose types fit. `compare` is true when any of the attribute's values fits, `ne` when
 * none is equal. An `element` is true when one element fits its whole inner filter; in there, attributes are the
 * element's sub-attributes. The evaluator and the SQL compiler read the same tree and must agree on it.
 */
export type BoundFilter =
  | { readonly kind: 'and' | 'or'; readonly operands: readonly BoundFilter[] }
  | { readonly kind: 'not'; readonly operand: BoundFilter }
  | { readonly kind: 'present'; readonly attribute: AttributeModel }
  | {
      readonly kind: 'compare';
      readonly attribute: AttributeModel;
      readonly operator: Comparison;
      readonly operand: Operand;
    }
  | { readonly kind: 'element'; readonly attribute: AttributeModel; readonly filter: BoundFilter };

/** What is true, and what is not, whatever the resource. */
const ALWAYS: BoundFilter = { kind: 'and', operands: [] };
const NEVER: BoundFilter = { kind: 'or', operands: [] };

/** Looks a name up; null stands for an attribute that no resource of the type has a value of. */
type Find = (name: string) => AttributeModel | null;

/**
 * Looks the names of a filter up and checks operators against types (RFC 7644 §3.4.2.2).
 * @param absent of a search over several resource types: collects the names that this type does not have, in lower case. Each then
 *   counts as an attribute without a value (RFC 7644 §3.4.2.1) instead of being refused.
 * @throws ScimError 400 `invalidFilter` that names the attribute
 */
export function bindFilter(filter: Filter, model: ResourceModel, absent?: Set<string>): BoundFilter {
  return bind(filter, (name) => {
    const found = findAttribute(model, name);
    if (found === null && absent !== undefined) {
      absent.add(name.toLowerCase());
      return null;
    }
    if (found === null) throw unknownAttribute(name, `${model.type.name} has no such attribute`);
    if (found.kind === 'extension') throw unknownAttribute(name, 'it names a schema, not an attribute');
    return searchable(found.attribute);
  });
}

/** The same for the filter of a value path: names are sub-attributes of `attribute`. */
export function bindElementFilter(filter: Filter, attribute: AttributeModel): BoundFilter {
  return bind(filter, (name) => {
    const sub = attribute.subAttributes.get(name.toLowerCase());
    if (sub !== undefined) return searchable(sub);
    // A multi-valued attribute of simple values has elements without sub-attributes; "value" names the element itself.
    if (attribute.definition.type !== 'complex' && name.toLowerCase() === 'value') return attribute;
    throw unknownAttribute(name, `"${attribute.path}" has no such sub-attribute`);
  });
}

/** RFC 7643 §2.2 lets a provider refuse filters on what is never returned; they would tell a password letter by letter. */
function searchable(attribute: AttributeModel): AttributeModel {
  if (attribute.definition.returned !== 'never') return attribute;
  throw unknownAttribute(attribute.path, 'it is never returned, so it cannot be searched either');
}

function bind(filter: Filter, find: Find): BoundFilter {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return { kind: filter.kind, operands: filter.operands.map((operand) => bind(operand, find)) };
    case 'not':
      return { kind: 'not', operand: bind(filter.operand, find) };
    case 'present': {
      const attribute = find(filter.path);
      return attribute === null ? NEVER : { kind: 'present', attribute };
    }
    case 'compare': {
      const attribute = find(filter.path);
      if (attribute !== null) return bindComparison(valueAttribute(attribute), filter.operator, filter.value);
      return filter.operator === (filter.value === null ? 'eq' : 'ne') ? ALWAYS : NEVER;
    }
    case 'element': {
      const attribute = find(filter.path);
      if (attribute === null) return NEVER;
      if (!attribute.definition.multiValued && attribute.definition.type !== 'complex') {
        throw badRequest('invalidFilter', `"${attribute.path}" has a single value, so it takes no [filter].`, {
          attribute: attribute.path,
        });
      }
      return { kind: 'element', attribute, filter: bindElementFilter(filter.filter, attribute) };
    }
  }
}

/** RFC 7644 §3.4.2.2: `emails co "example"` means the `value` of each element. */
function valueAttribute(attribute: AttributeModel): AttributeModel {
  if (attribute.definition.type !== 'complex') return attribute;
  const value = attribute.subAttributes.get('value');
  if (value !== undefined) return value;
  throw badRequest('invalidFilter', `"${attribute.path}" is complex; compare one of its sub-attributes.`, {
    attribute: attribute.path,
  });
}

function bindComparison(attribute: AttributeModel, operator: Comparison, value: FilterValue): BoundFilter {
  if (value === null) {
    // RFC 7643 §2.5: null and "not assigned" are one state.
    if (operator === 'eq') return { kind: 'not', operand: { kind: 'present', attribute } };
    if (operator === 'ne') return { kind: 'present', attribute };
    throw mismatch(attribute, operator, 'null is only compared with eq and ne');
  }
  return { kind: 'compare', attribute, operator, operand: operandFor(attribute, operator, value) };
}

const TEXT_ONLY: ReadonlySet<Comparison> = new Set(['co', 'sw', 'ew']);
const EQUALITY: ReadonlySet<Comparison> = new Set(['eq', 'ne']);

function operandFor(attribute: AttributeModel, operator: Comparison, value: string | number | boolean): Operand {
  const { type, caseExact } = attribute.definition;
  switch (type) {
    case 'boolean':
      if (typeof value !== 'boolean') throw mismatch(attribute, operator, 'it is boolean: compare with true or false');
      if (!EQUALITY.has(operator)) throw mismatch(attribute, operator, 'booleans are only compared with eq and ne');
      return { type: 'boolean', value };
    case 'integer':
    case 'decimal':
      if (typeof value !== 'number') throw mismatch(attribute, operator, `it is ${type}: compare with a number`);
      if (TEXT_ONLY.has(operator)) throw mismatch(attribute, operator, `co, sw and ew are for strings, and it is ${type}`);
      return { type: 'number', value };
    case 'dateTime': {
      if (typeof value !== 'string') throw mismatch(attribute, operator, 'it is dateTime: compare with a string');
      if (TEXT_ONLY.has(operator)) throw mismatch(attribute, operator, 'co, sw and ew are for strings, and it is dateTime');
      const instant = parseInstant(value);
      if (instant === null) throw mismatch(attribute, operator, `"${value.slice(0, 60)}" is no dateTime (RFC 7643 §2.3.5)`);
      return { type: 'instant', value: instant };
    }
    case 'binary':
      if (typeof value !== 'string') throw mismatch(attribute, operator, 'it is binary: compare with a string');
      if (!EQUALITY.has(operator) && !TEXT_ONLY.has(operator)) throw mismatch(attribute, operator, 'binary has no order');
      return { type: 'text', value, caseExact: true, written: value };
    case 'string':
    case 'reference':
    case 'complex':
      if (typeof value !== 'string') throw mismatch(attribute, operator, 'it is a string: compare with text in double quotes');
      return { type: 'text', value: caseExact ? value : foldCase(value), caseExact, written: value };
  }
}

function unknownAttribute(name: string, why: string): ScimError {
  const shown = name.slice(0, 100);
  return badRequest('invalidFilter', `The filter names "${shown}", but ${why}.`, { attribute: shown });
}

function mismatch(attribute: AttributeModel, operator: Comparison, why: string): ScimError {
  const detail = `The filter cannot apply "${operator}" to "${attribute.path}": ${why} (RFC 7644 §3.4.2.2).`;
  return badRequest('invalidFilter', detail, { attribute: attribute.path });
}
