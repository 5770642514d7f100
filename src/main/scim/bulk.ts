import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { bulkIdIn, referencesIn, resolveReferences, resolveText, splitReferences } from './bulk-references.ts';
import type { BulkMethod, BulkOperation, BulkRequest } from './bulk-request.ts';
import { ScimError } from './errors.ts';

/** One thing to do, in an order in which every reference can be resolved when its turn comes. */
export type BulkStep =
  | {
      readonly kind: 'operation';
      readonly operation: BulkOperation;
      readonly data: JsonObject | null;
      readonly needs: readonly string[];
    }
  /** completes a resource that was created without its references into a circle */
  | {
      readonly kind: 'completion';
      readonly operation: BulkOperation;
      readonly patch: JsonObject;
      readonly needs: readonly string[];
    };

/**
 * Orders a bulk request (RFC 7644 §3.7.1, §3.7.2): in the order of the request, except that what an operation refers to is created
 * before it. Where operations refer to each other in a circle, one is created without the references that close the circle,
 * and a PATCH behind the others adds them.
 */
export function planBulk(operations: readonly BulkOperation[]): BulkStep[] {
  const creates = new Map<string, BulkOperation>();
  for (const operation of operations) {
    if (operation.method === 'POST' && operation.bulkId !== null) creates.set(operation.bulkId, operation);
  }
  const known = new Set(creates.keys());
  const steps: BulkStep[] = [];
  const completions: BulkStep[] = [];
  const open = new Set<BulkOperation>();
  const done = new Set<BulkOperation>();

  const place = (operation: BulkOperation): void => {
    open.add(operation);
    const needs = referencesIn(operation.data ?? undefined, known);
    const target = operation.id === null ? null : bulkIdIn(operation.id);
    if (target !== null) needs.add(target);
    const later = new Set<string>();
    for (const bulkId of needs) {
      const create = creates.get(bulkId);
      if (create === undefined || done.has(create)) continue;
      if (open.has(create)) later.add(bulkId);
      else place(create);
    }
    open.delete(operation);
    done.add(operation);
    if (later.size === 0 || operation.data === null) {
      steps.push({ kind: 'operation', operation, data: operation.data, needs: [...needs] });
      return;
    }
    const { data, completion } = splitReferences(operation.data, later);
    steps.push({ kind: 'operation', operation, data, needs: [...referencesIn(data, known)] });
    completions.push({ kind: 'completion', operation, patch: completion, needs: [...referencesIn(completion, known)] });
  };

  for (const operation of operations) {
    if (done.has(operation)) continue;
    place(operation);
    // The circle, if there was one, is closed here: everything that was placed on its way exists.
    steps.push(...completions.splice(0));
  }
  return steps;
}

/** One operation with its references resolved, to be carried out like a request of its own. */
export interface BulkCall {
  readonly index: number;
  readonly method: BulkMethod;
  readonly endpoint: string;
  readonly id: string | null;
  /** `/Users/2819` */
  readonly path: string;
  readonly version: string | null;
  readonly data: JsonObject | null;
  /** the second half of a POST whose references went in a circle; its answer belongs to that POST */
  readonly completes: boolean;
}

export interface BulkOutcome {
  readonly status: number;
  /** of the resource, also when it was created just now */
  readonly id: string;
  /** entity tag; null when there is none, as behind a DELETE */
  readonly version: string | null;
}

export interface BulkResult {
  readonly index: number;
  readonly method: string | null;
  readonly bulkId: string | null;
  readonly status: number;
  /** path below the tenant URL; null when a POST failed (RFC 7644 §3.7.3) */
  readonly path: string | null;
  readonly version: string | null;
  readonly error: ScimError | null;
}

/**
 * Carries a bulk request out (RFC 7644 §3.7), and stops after `failOnErrors` errors.
 *
 * @param execute does one operation, undoes its own traces when it fails, and throws ScimError for a refusal; anything else
 *   that it throws ends the whole request
 * @returns a result for every operation that was tried, in the order of the request
 */
export function runBulk(request: BulkRequest, execute: (call: BulkCall) => BulkOutcome): BulkResult[] {
  const ids = new Map<string, string>();
  const results = new Map<number, BulkResult>();
  const limit = request.failOnErrors ?? Infinity;
  let errors = 0;
  const refuse = (result: BulkResult): void => {
    errors += 1;
    results.set(result.index, result);
  };
  const refuseBefore = (end: number): void => {
    for (const { index, method, bulkId, error } of request.refused) {
      if (index >= end || errors >= limit) return;
      if (!results.has(index)) refuse({ index, method, bulkId, status: error.status, path: null, version: null, error });
    }
  };

  for (const step of planBulk(request.operations)) {
    const { operation } = step;
    const { index, method, bulkId } = operation;
    if (step.kind === 'operation') refuseBefore(index);
    const earlier = results.get(index);
    // A resource that stands half made is completed even when the limit of errors was reached meanwhile.
    if (step.kind === 'operation' ? errors >= limit : earlier === undefined || earlier.error !== null) continue;
    try {
      const missing = step.needs.find((needed) => !ids.has(needed));
      if (missing !== undefined) throw unresolved(missing);
      const outcome = execute(callOf(step, ids));
      if (method === 'POST' && bulkId !== null) ids.set(bulkId, outcome.id);
      const path = `/${operation.endpoint}/${outcome.id}`;
      const status = earlier === undefined ? outcome.status : earlier.status;
      results.set(index, { index, method, bulkId, status, path, version: outcome.version, error: null });
    } catch (error) {
      if (!(error instanceof ScimError)) throw error;
      const path = operation.id === null ? (earlier?.path ?? null) : resolveText(operation.path, ids);
      refuse({ index, method, bulkId, status: error.status, path, version: earlier?.version ?? null, error });
    }
  }
  refuseBefore(Infinity);
  return [...results.values()].toSorted((a, b) => a.index - b.index);
}

function callOf(step: BulkStep, ids: ReadonlyMap<string, string>): BulkCall {
  const { index, method, endpoint, bulkId, path, version } = step.operation;
  if (step.kind === 'completion') {
    const id = bulkId === null ? null : (ids.get(bulkId) ?? null);
    return {
      index,
      method: 'PATCH',
      endpoint,
      id,
      path: `/${endpoint}/${id}`,
      version: null,
      data: resolveReferences(step.patch, ids),
      completes: true,
    };
  }
  const id = step.operation.id === null ? null : resolveText(step.operation.id, ids);
  const data = step.data === null ? null : resolveReferences(step.data, ids);
  return { index, method, endpoint, id, path: resolveText(path, ids), version, data, completes: false };
}

/** RFC 7644 §3.7.1: 409 where references cannot be resolved. */
function unresolved(bulkId: string): ScimError {
  return new ScimError(
    409,
    `"bulkId:${bulkId}" cannot be resolved: no operation of this bulk request created a resource with that bulkId (RFC 7644 §3.7.1).`,
    {
      attribute: 'bulkId',
      reason: 'unknown-id',
    },
  );
}

/**
 * The body of a bulk response (RFC 7644 §3.7.3). `status` is a string; an error brings its body, a success does not.
 * @param base tenant URL without trailing slash
 */
export function bulkResponse(results: readonly BulkResult[], base: string) {
  return {
    schemas: [URN.bulkResponse],
    Operations: results.map(({ method, bulkId, status, path, version, error }) => ({
      ...(method === null ? {} : { method }),
      ...(bulkId === null ? {} : { bulkId }),
      ...(version === null ? {} : { version }),
      ...(path === null ? {} : { location: `${base}${path}` }),
      status: String(status),
      ...(error === null ? {} : { response: error.toJSON() }),
    })),
  };
}
