import type { Outcome } from '../directory/work.ts';
import { isRuleId } from '../rules/catalogue.ts';
import type { RuleId } from '../rules/settings.ts';
import { type BulkCall, type BulkOutcome, type BulkResult, bulkResponse, runBulk } from '../scim/bulk.ts';
import { checkBulkSize, parseBulkRequest } from '../scim/bulk-request.ts';
import { ScimError } from '../scim/errors.ts';
import { etagOf } from '../scim/etag.ts';
import { notOffered } from './not-offered.ts';
import type { Task } from './task.ts';
import { methodsOf, routeOf } from './route.ts';

const REFUSALS_TOLD = 20;

/**
 * RFC 7644 §3.7: many operations in one request, each in a savepoint of its own, all in the one transaction of the request.
 * @param perform does one of them, like a request of its own
 * @throws ScimError 501 where the profile switches it off, 413 over its limits, 400 for a body that is no bulk request
 */
export function performBulk(task: Task, perform: (task: Task) => Outcome): Outcome {
  const { bulk } = task.profile.features;
  if (!bulk.supported) throw notOffered('/Bulk');
  checkBulkSize(task.bodyBytes, bulk);
  const request = parseBulkRequest(task.body ?? null, bulk);
  const results = runBulk(request, (call) => performOne(task, call, perform));
  const sent = request.operations.length + request.refused.length;
  noteRefusals(task, results);
  noteUndone(task, sent - results.length, request.failOnErrors);
  return {
    status: 200,
    body: JSON.stringify(bulkResponse(results, task.work.base)),
    facts: { operation: 'bulk', resultCount: sent },
  };
}

/** The request as a whole is answered 200, so what failed in it would pass unseen. */
function noteRefusals({ work }: Task, results: readonly BulkResult[]): void {
  const note = (what: string, attribute: string | null, ruleId: RuleId | null) =>
    work.notes.push({ code: 'bulk-operation-refused', severity: 'warning', ruleId, attribute, what });
  const refused = results.filter(({ error }) => error !== null);
  for (const { index, method, status, error } of refused.slice(0, REFUSALS_TOLD)) {
    const ruleId = error?.ruleId !== undefined && isRuleId(error.ruleId) ? error.ruleId : null;
    note(
      `operation ${index + 1} (${method ?? '?'}) was refused with ${status}: ${error?.message ?? ''}`,
      error?.attribute ?? null,
      ruleId,
    );
  }
  const rest = refused.length - REFUSALS_TOLD;
  if (rest > 0) note(`${rest} more operations of this bulk request were refused; the answer has them all`, null, null);
}

/** RFC 7644 §3.7.3: after so many errors the rest is not tried, and not answered either. */
function noteUndone({ work }: Task, undone: number, failOnErrors: number | null): void {
  if (undone === 0) return;
  work.notes.push({
    code: 'bulk-stopped',
    severity: 'warning',
    ruleId: null,
    attribute: null,
    what: `${undone} ${undone === 1 ? 'operation was' : 'operations were'} not tried: \`failOnErrors\` is ${failOnErrors ?? 0}, and so many were refused before`,
  });
}

function performOne(task: Task, call: BulkCall, perform: (task: Task) => Outcome): BulkOutcome {
  const segments = call.id === null ? [call.endpoint] : [call.endpoint, call.id];
  const route = routeOf(segments, task.profile);
  if (route === null || (route.kind !== 'collection' && route.kind !== 'resource')) {
    throw new ScimError(404, `There is no resource type at "${call.path}".`, { reason: 'unknown-path' });
  }
  if (!methodsOf(route).includes(call.method)) {
    throw new ScimError(405, `${call.method} is not possible on "${call.path}".`, { reason: 'method-not-allowed' });
  }
  const { tx, notes, changes, mailing } = task.work;
  const versions = task.profile.features.etag;
  const work = {
    ...task.work,
    ifMatch: versions ? (call.version ?? undefined) : undefined,
    ifNoneMatch: undefined,
    // Of an operation that fails nothing is told as done.
    notes: [],
    changes: [],
    mailing: mailing === null ? null : { ...mailing, written: [] },
  };
  const one: Task = {
    ...task,
    route,
    method: call.method,
    params: {},
    body: call.data ?? undefined,
    completesCreate: call.completes,
    work,
  };
  const outcome = tx.savepoint(() => perform(one));
  notes.push(...work.notes);
  changes.push(...work.changes);
  mailing?.written.push(...(work.mailing?.written ?? []));
  const id = outcome.facts.resourceId ?? call.id ?? '';
  const row = tx.resources.byId(id);
  return { status: outcome.status, id, version: row === undefined || !versions ? null : etagOf(row.version) };
}
