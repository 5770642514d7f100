import { URN } from '#shared/scim/urns.ts';

/* A request put together from parts: a search by a filter, and operations of a PATCH (RFC 7644 §3.4.2.2, §3.5.2). */

export const FILTER_OPERATORS = ['eq', 'ne', 'co', 'sw', 'ew', 'gt', 'ge', 'lt', 'le', 'pr'] as const;
export type FilterOperator = (typeof FILTER_OPERATORS)[number];
export const PATCH_OPERATIONS = ['add', 'replace', 'remove'] as const;
export type PatchOperation = (typeof PATCH_OPERATIONS)[number];

/** One condition of a filter, as typed. */
export interface Condition {
  readonly attribute: string;
  readonly operator: FilterOperator;
  readonly value: string;
}

/** One operation of a PATCH, as typed. */
export interface Operation {
  readonly op: PatchOperation;
  /** empty: the value names the attributes */
  readonly path: string;
  readonly value: string;
}

const NO_TEXT = /^(?:true|false|null|-?\d+(?:\.\d+)?)$/;

/** @returns the condition as a filter; text gets its quotes, a number or a boolean does not */
export function filterOf({ attribute, operator, value }: Condition): string {
  const name = attribute.trim();
  if (name === '') return '';
  if (operator === 'pr') return `${name} pr`;
  return `${name} ${operator} ${NO_TEXT.test(value) ? value : JSON.stringify(value)}`;
}

/** @returns path and query of a search; without a condition, of the whole list */
export function searchPath(resources: string, condition: Condition): string {
  const filter = filterOf(condition);
  return `/${resources.trim()}${filter === '' ? '' : `?filter=${encodeURIComponent(filter)}`}`;
}

/**
 * Puts an operation behind those of a body.
 * @param body a PATCH request, or anything else, which is then begun anew
 */
export function withOperation(body: string, { op, path, value }: Operation): string {
  const operation = {
    op,
    ...(path.trim() === '' ? {} : { path: path.trim() }),
    ...(op === 'remove' && value === '' ? {} : { value: jsonOrText(value) }),
  };
  return JSON.stringify({ schemas: [URN.patchOp], Operations: [...operationsOf(body), operation] }, null, 2);
}

function operationsOf(body: string): unknown[] {
  const message = jsonOrText(body);
  if (typeof message !== 'object' || message === null || !('Operations' in message)) return [];
  return Array.isArray(message.Operations) ? message.Operations : [];
}

/** What is no JSON is meant as text: nobody types the quotes of a name. */
function jsonOrText(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return text;
  }
}
