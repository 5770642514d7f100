import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { foldCase } from '../fold-case.ts';
import { parseInstant } from '../instant.ts';
import { isObject } from '../json.ts';
import { compareText } from '../text-order.ts';
import type { BoundFilter, Step, Target } from './bound.ts';

type Compare = Extract<BoundFilter, { kind: 'compare' }>;

/**
 * Whether a resource satisfies a filter: the meaning that `BoundFilter` documents, and the oracle of what stores compile.
 * @param resource with `id`, `meta` and relational attributes in it where the filter asks for them
 */
export function evaluateFilter(filter: BoundFilter, resource: JsonObject): boolean {
  return evaluate(filter, resource);
}

/** The same for one element of a multi-valued attribute, with the filter between the brackets of a path. */
export function evaluateElement(filter: BoundFilter, element: JsonValue): boolean {
  return evaluate(filter, element);
}

function evaluate(filter: BoundFilter, value: JsonValue): boolean {
  switch (filter.kind) {
    case 'and':
      return filter.filters.every((part) => evaluate(part, value));
    case 'or':
      return filter.filters.some((part) => evaluate(part, value));
    case 'not':
      return !evaluate(filter.filter, value);
    case 'constant':
      return filter.value;
    case 'compare':
      return reach(filter.target, value, (found) => satisfies(filter, found));
    case 'present':
      return reach(filter.target, value, isPresent);
    case 'element':
      return reach(filter.target, value, (found) => evaluate(filter.filter, found));
  }
}

/** Whether some value on the way's end passes the test. */
function reach(target: Target, value: JsonValue, test: (found: JsonValue) => boolean): boolean {
  return walk(target.steps, 0, value, test);
}

function walk(steps: readonly Step[], index: number, value: JsonValue, test: (found: JsonValue) => boolean): boolean {
  const step = steps[index];
  if (step === undefined) return value !== null && test(value);
  if (!isObject(value)) return false;
  const next = Object.hasOwn(value, step.name) ? value[step.name] : undefined;
  if (next === undefined || next === null) return false;
  if (!step.multiValued) return walk(steps, index + 1, next, test);
  return Array.isArray(next) && next.some((element) => walk(steps, index + 1, element, test));
}

function isPresent(value: JsonValue): boolean {
  if (value === null || value === '') return false;
  if (typeof value !== 'object') return true;
  if (Array.isArray(value)) return value.some(isPresent);
  return Object.values(value).some((part) => part !== undefined && isPresent(part));
}

function satisfies({ op, comparison, value }: Compare, found: JsonValue): boolean {
  switch (comparison) {
    case 'exact':
      return typeof found === 'string' && typeof value === 'string' && compareTexts(op, found, value);
    case 'folded':
      return typeof found === 'string' && typeof value === 'string' && compareTexts(op, foldCase(found), value);
    case 'boolean':
      return found === value;
    case 'number':
      return typeof found === 'number' && typeof value === 'number' && compareOrder(op, found - value);
    case 'instant': {
      const instant = typeof found === 'string' ? parseInstant(found) : null;
      return instant !== null && typeof value === 'number' && compareOrder(op, instant - value);
    }
  }
}

function compareTexts(op: Compare['op'], found: string, value: string): boolean {
  switch (op) {
    case 'eq':
      return found === value;
    case 'co':
      return found.includes(value);
    case 'sw':
      return found.startsWith(value);
    case 'ew':
      return found.endsWith(value);
    default:
      return compareOrder(op, compareText(found, value));
  }
}

function compareOrder(op: Compare['op'], difference: number): boolean {
  switch (op) {
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
