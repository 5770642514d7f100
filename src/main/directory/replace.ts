import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { isObject } from '../scim/json.ts';
import { changedPaths } from '../scim/patch/changed-paths.ts';
import { memberIds } from '../scim/patch/members.ts';
import type { Projection } from '../scim/projection.ts';
import { checkRequired, readResource } from '../scim/read-resource.ts';
import { replaceResource } from '../scim/replace-resource.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import { judgeUnknown } from '../rules/acceptance.ts';
import { settle } from './judge.ts';
import { checkLinkedResource } from './linked-resource.ts';
import { changeMembers } from './members.ts';
import { headersFor, present } from './present.ts';
import { checkPreconditions, storeUpdate, updateFacts } from './store-update.ts';
import { parseDoc } from '../store/document.ts';
import { type Outcome, type Work, requireResource } from './work.ts';

/**
 * PUT (RFC 7644 §3.5.1): the sent resource takes the place of the stored one. 200 with the result.
 * @throws ScimError 404, 400 for a body that is refused, 409 `uniqueness`, 412
 */
export function replace(work: Work, id: string, body: JsonValue | undefined, projection: Projection | null): Outcome {
  const row = requireResource(work, id);
  checkPreconditions(work, row);
  return replaceStored(work, row, body, projection, { merge: false });
}

/** @param options.merge what was not sent stays: the resource is taken over with what is mapped (rule 8), not replaced */
export function replaceStored(
  work: Work,
  row: ResourceRow,
  body: JsonValue | undefined,
  projection: Projection | null,
  options: { merge: boolean },
): Outcome {
  const { model } = work;
  const read = readResource(model, body);
  judgeUnknown(work, read.unknown);
  const before = parseDoc(row);
  checkLinkedResource(work, read.resource, null);
  const sent = options.merge ? mergeMapped(before, read.resource) : read.resource;
  const replaced = replaceResource(model, before, sent);
  const { schemas, id, ...attributes } = replaced;
  const after = settle(work, { schemas, id: id ?? row.id, ...attributes }, before);
  checkRequired(model, after);
  const ids = memberIds(read.relational as JsonValue | undefined, 'members');
  const memberChanges = model.relational === null ? [] : [{ kind: options.merge ? 'add' : 'replace', ids } as const];
  const moves = changeMembers(work, row, memberChanges);
  const update = { row, before, after, changedAttributes: changedPaths(model, before, after), moves };
  const stored = storeUpdate(work, update);
  return {
    status: 200,
    body: present(work, stored, projection),
    headers: headersFor(work, stored),
    facts: updateFacts(work, update, 'replace'),
  };
}

/** Rule 8: "updated with the data that has been mapped". */
function mergeMapped(before: JsonObject, sent: JsonObject): JsonObject {
  const merged: JsonObject = { ...before, ...sent };
  for (const [name, value] of Object.entries(sent)) {
    const earlier = before[name];
    if (isObject(value) && isObject(earlier)) merged[name] = { ...earlier, ...value };
  }
  return merged;
}
