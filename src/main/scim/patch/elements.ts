import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { foldCase } from '../fold-case.ts';
import { isObject } from '../json.ts';
import type { AttributeModel } from '../model.ts';

/** Elements that have the same `value`, by their `type`. */
interface Bucket {
  readonly first: JsonValue;
  readonly byType: Map<string, JsonValue>;
  untyped: JsonValue | undefined;
}

/**
 * Finds the element of a multi-valued attribute that a client means. Two elements are one when they have the same `value`, by
 * its `caseExact`, and the same `type`, where both have one (RFC 7643 §2.4); elements without `value` when they are equal.
 *
 * Indexed, because a body may hold ten thousands of elements and every comparison of all with all would block the service.
 */
export class ElementIndex {
  readonly #exact: boolean;
  readonly #buckets = new Map<string, Bucket>();
  readonly #whole = new Map<string, JsonValue>();

  constructor(attribute: AttributeModel, elements: readonly JsonValue[]) {
    this.#exact = (attribute.subAttributes.get('value') ?? attribute).definition.caseExact;
    for (const element of elements) this.add(element);
  }

  /** The first one stays where there are several of the same kind. */
  add(element: JsonValue): void {
    const key = this.#valueKey(element);
    if (key === null) {
      const text = JSON.stringify(element);
      if (!this.#whole.has(text)) this.#whole.set(text, element);
      return;
    }
    let bucket = this.#buckets.get(key);
    if (bucket === undefined) {
      bucket = { first: element, byType: new Map(), untyped: undefined };
      this.#buckets.set(key, bucket);
    }
    const type = typeOf(element);
    if (type === null) bucket.untyped ??= element;
    else if (!bucket.byType.has(type)) bucket.byType.set(type, element);
  }

  find(element: JsonValue): JsonValue | undefined {
    const key = this.#valueKey(element);
    if (key === null) return this.#whole.get(JSON.stringify(element));
    const bucket = this.#buckets.get(key);
    if (bucket === undefined) return undefined;
    const type = typeOf(element);
    return type === null ? bucket.first : (bucket.byType.get(type) ?? bucket.untyped);
  }

  /** A plain value stands for the element that has it as its `value`. */
  #valueKey(element: JsonValue): string | null {
    const value = isObject(element) ? element['value'] : element;
    if (value === undefined || value === null || typeof value === 'object') return null;
    if (typeof value !== 'string') return `${typeof value} ${value}`;
    return `text ${this.#exact ? value : foldCase(value)}`;
  }
}

function typeOf(element: JsonValue): string | null {
  const type = isObject(element) ? element['type'] : undefined;
  return typeof type === 'string' ? foldCase(type) : null;
}

/** The element with the sub-attributes of another one taken over; the same reference when that changes nothing. */
export function mergeElement(element: JsonObject, other: JsonObject): JsonObject {
  return Object.keys(other).every((name) => JSON.stringify(element[name]) === JSON.stringify(other[name]))
    ? element
    : { ...element, ...other };
}
