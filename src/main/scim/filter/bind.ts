import { badRequest, type ScimError } from '../errors.ts';
import { foldCase } from '../fold-case.ts';
import { parseInstant } from '../instant.ts';
import { shorten } from '../json.ts';
import { type AttributeModel, type ResourceModel, findAttribute } from '../model.ts';
import type { CompareOperator, Filter, FilterLiteral } from './ast.ts';
import type { BoundFilter, BoundOperator, BoundValue, Comparison, Step, Target } from './bound.ts';

export interface BindOptions {
  /** the texts "true" and "false", in any case, are taken as booleans where the attribute is one */
  readonly lenientBooleans?: boolean;
  /** `no-match`: a condition on an attribute that the type does not have never holds (a search over several types) */
  readonly unknownAttribute?: 'refuse' | 'no-match';
}

/**
 * Resolves and type-checks a filter against a resource type.
 * @throws ScimError 400 invalidFilter for an unknown attribute, a value of the wrong type, and an operator that the
 *   attribute's type does not have (RFC 7644 §3.4.2.2: no order on booleans and binary values)
 */
export function bindFilter(filter: Filter, model: ResourceModel, options: BindOptions = {}): BoundFilter {
  return new Binder(model, options, null).bind(filter);
}

/**
 * The same for the filter between the brackets of a path, with names relative to the elements of `container`.
 * @throws ScimError 400 invalidFilter, as `bindFilter`
 */
export function bindElementFilter(
  filter: Filter,
  model: ResourceModel,
  container: AttributeModel,
  options: BindOptions = {},
): BoundFilter {
  return new Binder(model, options, container).bind(filter);
}

class Binder {
  readonly #model: ResourceModel;
  readonly #options: BindOptions;
  readonly #container: AttributeModel | null;

  constructor(model: ResourceModel, options: BindOptions, container: AttributeModel | null) {
    this.#model = model;
    this.#options = options;
    this.#container = container;
  }

  bind(filter: Filter): BoundFilter {
    switch (filter.kind) {
      case 'and':
      case 'or':
        return { kind: filter.kind, filters: filter.filters.map((part) => this.bind(part)) };
      case 'not':
        return { kind: 'not', filter: this.bind(filter.filter) };
      case 'element':
        return this.#bindElement(filter.path, filter.filter);
      case 'present': {
        const attribute = this.#find(filter.path);
        return attribute === null ? never : { kind: 'present', target: this.#target(attribute) };
      }
      case 'compare': {
        const attribute = this.#find(filter.path);
        return attribute === null ? never : this.#bindCompare(attribute, filter.op, filter.value);
      }
    }
  }

  #bindElement(path: string, inner: Filter): BoundFilter {
    const attribute = this.#find(path);
    if (attribute === null) return never;
    if (attribute.parent !== null || (!attribute.definition.multiValued && attribute.definition.type !== 'complex')) {
      throw refuse(`The filter puts brackets behind "${attribute.path}", which has no values to choose from.`, attribute.path);
    }
    const target = this.#target(attribute);
    const filter = new Binder(this.#model, this.#options, attribute).bind(inner);
    return { kind: 'element', target, filter };
  }

  #bindCompare(attribute: AttributeModel, op: CompareOperator, literal: FilterLiteral): BoundFilter {
    if (literal === null) return this.#bindNull(attribute, op);
    const leaf = comparedAttribute(attribute);
    const target = this.#target(leaf);
    const bound = this.#bindValue(leaf, op, literal);
    const positive: BoundOperator = op === 'ne' ? 'eq' : op;
    const compare: BoundFilter = { kind: 'compare', target, op: positive, ...bound };
    return op === 'ne' ? { kind: 'not', filter: compare } : compare;
  }

  #bindNull(attribute: AttributeModel, op: CompareOperator): BoundFilter {
    const present: BoundFilter = { kind: 'present', target: this.#target(attribute) };
    if (op === 'ne') return present;
    if (op === 'eq') return { kind: 'not', filter: present };
    throw refuse(`The filter compares "${attribute.path}" with null by "${op}"; null goes with eq and ne only.`, attribute.path);
  }

  #bindValue(attribute: AttributeModel, op: CompareOperator, literal: string | number | boolean): Bound {
    const { type } = attribute.definition;
    const isOrder = op === 'gt' || op === 'ge' || op === 'lt' || op === 'le';
    const isPart = op === 'co' || op === 'sw' || op === 'ew';
    switch (type) {
      case 'boolean': {
        if (isOrder || isPart) throw wrongOperator(attribute, op);
        const value = typeof literal === 'string' && this.#options.lenientBooleans === true ? readBoolean(literal) : literal;
        if (typeof value !== 'boolean') throw wrongType(attribute, literal, 'true or false');
        return { comparison: 'boolean', value };
      }
      case 'integer':
      case 'decimal':
        if (isPart) throw wrongOperator(attribute, op);
        if (typeof literal !== 'number') throw wrongType(attribute, literal, 'a number');
        return { comparison: 'number', value: literal };
      case 'dateTime': {
        if (typeof literal !== 'string') throw wrongType(attribute, literal, 'a dateTime in double quotes');
        // A part of a dateTime, such as `sw "2026-11"`, is a part of its text.
        if (isPart) return { comparison: 'exact', value: literal };
        const value = parseInstant(literal);
        if (value === null) throw wrongType(attribute, literal, 'a dateTime such as "2026-11-05T08:00:00Z"');
        return { comparison: 'instant', value };
      }
      case 'binary':
        if (isOrder) throw wrongOperator(attribute, op);
        if (typeof literal !== 'string') throw wrongType(attribute, literal, 'a text in double quotes');
        return { comparison: 'exact', value: literal };
      case 'string':
      case 'reference': {
        if (typeof literal !== 'string') throw wrongType(attribute, literal, 'a text in double quotes');
        const exact = attribute.definition.caseExact;
        return exact ? { comparison: 'exact', value: literal } : { comparison: 'folded', value: foldCase(literal) };
      }
      case 'complex':
        throw refuse(`The filter compares "${attribute.path}", which has parts; name one of them, as in "${attribute.path}.${firstSub(attribute)}".`, attribute.path);
    }
  }

  #find(path: string): AttributeModel | null {
    const found = this.#container === null ? this.#findInModel(path) : findInElement(this.#container, path);
    if (found === null) {
      if (this.#options.unknownAttribute === 'no-match') return null;
      const where = this.#container === null ? this.#model.type.name : `"${this.#container.path}"`;
      throw refuse(`The filter names "${shorten(path)}", which is no attribute of ${where}.`, shorten(path));
    }
    // RFC 7643 §7 leaves it to the provider whether what is never returned may be filtered on; it would leak bit by bit.
    if (found.definition.returned === 'never' || found.definition.mutability === 'writeOnly') {
      throw refuse(`The filter names "${found.path}", which is never returned and cannot be searched.`, found.path);
    }
    return found;
  }

  #findInModel(path: string): AttributeModel | null {
    const named = findAttribute(this.#model, path);
    return named?.kind === 'attribute' ? named.attribute : null;
  }

  #target(attribute: AttributeModel): Target {
    const cache = this.#container === null ? absoluteTargets : relativeTargets;
    let target = cache.get(attribute);
    if (target === undefined) {
      target = this.#container === null ? absoluteTarget(attribute) : relativeTarget(attribute, this.#container);
      cache.set(attribute, target);
    }
    return target;
  }
}

interface Bound {
  readonly comparison: Comparison;
  readonly value: BoundValue;
}

const never: BoundFilter = { kind: 'constant', value: false };

// Targets depend on the attribute alone; a store may key what it compiled by them.
const absoluteTargets = new WeakMap<AttributeModel, Target>();
const relativeTargets = new WeakMap<AttributeModel, Target>();

/** @returns the way from a resource to an attribute's values; the same object for the same attribute */
export function targetOf(attribute: AttributeModel): Target {
  let target = absoluteTargets.get(attribute);
  if (target === undefined) {
    target = absoluteTarget(attribute);
    absoluteTargets.set(attribute, target);
  }
  return target;
}

function absoluteTarget(attribute: AttributeModel): Target {
  const steps: Step[] = [];
  for (let one: AttributeModel | null = attribute; one !== null; one = one.parent) {
    steps.unshift({ name: one.name, multiValued: one.definition.multiValued });
  }
  if (attribute.extension !== null) steps.unshift({ name: attribute.extension, multiValued: false });
  return { path: attribute.path, attribute, steps };
}

function relativeTarget(attribute: AttributeModel, container: AttributeModel): Target {
  if (attribute === container) return { path: 'value', attribute, steps: [] };
  return { path: attribute.name, attribute, steps: [{ name: attribute.name, multiValued: attribute.definition.multiValued }] };
}

/** Inside brackets names are relative; `value` is the element itself where the elements are plain. */
function findInElement(container: AttributeModel, path: string): AttributeModel | null {
  const folded = path.toLowerCase();
  if (container.subAttributes.size === 0) return folded === 'value' ? container : null;
  return container.subAttributes.get(folded) ?? null;
}

/** RFC 7644 §3.4.2.2: what has values by convention (RFC 7643 §2.4) is compared by them: `emails eq "x"`, `manager eq "26"`. */
export function comparedAttribute(attribute: AttributeModel): AttributeModel {
  return attribute.definition.type === 'complex' ? (attribute.subAttributes.get('value') ?? attribute) : attribute;
}

function readBoolean(text: string): boolean | string {
  const folded = text.length <= 5 ? text.toLowerCase() : '';
  return folded === 'true' ? true : folded === 'false' ? false : text;
}

function firstSub(attribute: AttributeModel): string {
  for (const sub of attribute.subAttributes.values()) return sub.name;
  return 'value';
}

function wrongOperator({ path, definition }: AttributeModel, op: CompareOperator): ScimError {
  return refuse(`The filter compares "${path}" by "${op}", which a ${definition.type} does not have (RFC 7644 §3.4.2.2).`, path);
}

function wrongType({ path, definition }: AttributeModel, literal: string | number | boolean, expected: string): ScimError {
  return refuse(`The filter compares "${path}" (${definition.type}) with ${shorten(JSON.stringify(literal), 60)}; it takes ${expected}.`, path);
}

function refuse(detail: string, attribute: string): ScimError {
  return badRequest('invalidFilter', detail, { attribute, reason: 'bad-filter' });
}
