import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { badRequest } from './errors.ts';
import { valuesOf } from './filter/evaluate.ts';
import { compareText } from './filter/compare-text.ts';
import { foldCase } from './fold-case.ts';
import { parseInstant } from './instant.ts';
import { isObject } from './json.ts';
import { type AttributeModel, type ResourceModel, findAttribute } from './model.ts';

export interface Sort {
  readonly attribute: AttributeModel;
  readonly descending: boolean;
}

/**
 * RFC 7644 §3.4.2.3
 * @throws ScimError 400 `invalidValue` for an unknown attribute or order
 */
export function parseSort(model: ResourceModel, sortBy: string | undefined, sortOrder: string | undefined): Sort | null {
  if (sortBy === undefined || sortBy === '') return null;
  const order = (sortOrder ?? 'ascending').toLowerCase();
  if (order !== 'ascending' && order !== 'descending') {
    throw badRequest('invalidValue', `"sortOrder" is "ascending" or "descending"; it was "${order.slice(0, 40)}".`);
  }
  const found = findAttribute(model, sortBy);
  // Sorting by what is never returned would tell it by comparison.
  if (found?.kind !== 'attribute' || found.attribute.definition.returned === 'never') {
    throw badRequest(
      'invalidValue',
      `"sortBy" names "${sortBy.slice(0, 100)}", which is nothing that ${model.type.name} can be sorted by.`,
    );
  }
  const { attribute } = found;
  const value = attribute.definition.type === 'complex' ? attribute.subAttributes.get('value') : attribute;
  if (value === undefined) {
    throw badRequest('invalidValue', `"sortBy" names "${attribute.path}", which is complex: name one of its sub-attributes.`);
  }
  return { attribute: value, descending: order === 'descending' };
}

/** What a resource is sorted by: the primary or first value, folded unless `caseExact`; null when there is none. */
export function sortKey(sort: Sort, resource: JsonObject): string | number | null {
  const { attribute } = sort;
  const value =
    attribute.parent?.definition.multiValued === true ? primaryPart(attribute, resource) : valuesOf(attribute, resource)[0];
  if (value === undefined || value === null || typeof value === 'object') return null;
  if (typeof value === 'number') return value;
  const text = String(value);
  if (attribute.definition.type === 'dateTime') return parseInstant(text);
  return attribute.definition.caseExact ? text : foldCase(text);
}

function primaryPart(attribute: AttributeModel, resource: JsonObject): JsonValue | undefined {
  const elements = attribute.parent === null ? [] : valuesOf(attribute.parent, resource);
  const chosen = elements.find((one) => isObject(one) && one['primary'] === true) ?? elements[0];
  const part = isObject(chosen) ? chosen[attribute.name] : undefined;
  return Array.isArray(part) ? part[0] : part;
}

/** Resources without the attribute come last when ascending, first when descending (RFC 7644 §3.4.2.3). */
export function compareKeys(a: string | number | null, b: string | number | null, descending: boolean): number {
  const order = compareAscending(a, b);
  return descending ? -order : order;
}

function compareAscending(a: string | number | null, b: string | number | null): number {
  if (a === null || b === null) return Number(a === null) - Number(b === null);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return compareText(String(a), String(b));
}
