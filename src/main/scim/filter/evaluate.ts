import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { foldCase } from '../fold-case.ts';
import { parseInstant } from '../instant.ts';
import type { AttributeModel } from '../model.ts';
import type { Comparison } from './ast.ts';
import type { BoundFilter, Operand } from './bind.ts';
import { compareText } from './compare-text.ts';
import { isObject } from '../json.ts';

/** @param resource as served: with `meta`, extensions under their URN, and members where the filter asks for them */
export function evaluateFilter(filter: BoundFilter, resource: JsonObject): boolean {
  return evaluate(filter, (attribute) => valuesOf(attribute, resource));
}

/** @param element one value of a multi-valued attribute; the filter was bound with `bindElementFilter` */
export function evaluateElement(filter: BoundFilter, element: JsonValue): boolean {
  return evaluate(filter, (attribute) => {
    if (!isObject(element)) return [element];
    return flat(element[attribute.name]);
  });
}

/** Every value that an attribute has in a resource; an unassigned one has none. */
export function valuesOf(attribute: AttributeModel, resource: JsonObject): JsonValue[] {
  const container = attribute.extension === null ? resource : resource[attribute.extension];
  if (!isObject(container)) return [];
  if (attribute.parent === null) return flat(container[attribute.name]);
  return flat(container[attribute.parent.name]).flatMap((one) => (isObject(one) ? flat(one[attribute.name]) : []));
}

function evaluate(filter: BoundFilter, valuesIn: (attribute: AttributeModel) => JsonValue[]): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.operands.every((operand) => evaluate(operand, valuesIn));
    case 'or':
      return filter.operands.some((operand) => evaluate(operand, valuesIn));
    case 'not':
      return !evaluate(filter.operand, valuesIn);
    case 'present':
      return valuesIn(filter.attribute).some(isPresent);
    case 'element':
      return valuesIn(filter.attribute).some((element) => evaluateElement(filter.filter, element));
    case 'compare': {
      const { operator, operand } = filter;
      const values = valuesIn(filter.attribute);
      if (operator === 'ne') return !values.some((value) => compare(value, 'eq', operand));
      return values.some((value) => compare(value, operator, operand));
    }
  }
}

function isPresent(value: JsonValue): boolean {
  if (value === null || value === '') return false;
  return isObject(value) ? Object.values(value).some((part) => part !== undefined && part !== null) : true;
}

function compare(value: JsonValue, operator: Comparison, operand: Operand): boolean {
  switch (operand.type) {
    case 'boolean':
      return value === operand.value;
    case 'number':
      return typeof value === 'number' && ordered(value - operand.value, operator);
    case 'instant': {
      const instant = typeof value === 'string' ? parseInstant(value) : null;
      return instant !== null && ordered(instant - operand.value, operator);
    }
    case 'text':
      return typeof value === 'string' && compareStrings(operand.caseExact ? value : foldCase(value), operator, operand.value);
  }
}

function compareStrings(value: string, operator: Comparison, wanted: string): boolean {
  switch (operator) {
    case 'co':
      return value.includes(wanted);
    case 'sw':
      return value.startsWith(wanted);
    case 'ew':
      return value.endsWith(wanted);
    default:
      return ordered(compareText(value, wanted), operator);
  }
}

function ordered(difference: number, operator: Comparison): boolean {
  switch (operator) {
    case 'eq':
      return difference === 0;
    case 'gt':
      return difference > 0;
    case 'ge':
      return difference >= 0;
    case 'lt':
      return difference < 0;
    case 'le':
      return difference <= 0;
    default:
      return false;
  }
}

function flat(value: JsonValue | undefined): JsonValue[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
