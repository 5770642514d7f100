import type { JsonValue } from '#shared/scim/wire.ts';
import { applyPatch } from '../scim/patch/apply.ts';
import { changedPaths } from '../scim/patch/changed-paths.ts';
import { splitMemberOperations } from '../scim/patch/members.ts';
import { parsePatch } from '../scim/patch/parse.ts';
import type { Projection } from '../scim/projection.ts';
import { judgeUnknown } from '../rules/acceptance.ts';
import { settle } from './judge.ts';
import { checkLinkedResource } from './linked-resource.ts';
import { changeMembers } from './members.ts';
import { headersFor, present } from './present.ts';
import { checkPreconditions, storeUpdate, updateFacts } from './store-update.ts';
import { parseDoc } from '../store/document.ts';
import { type Outcome, type Work, requireResource } from './work.ts';

/**
 * PATCH (RFC 7644 §3.5.2): all operations or none. 200 with the result or 204, as the rules say.
 * @param asksForBody the client named `attributes`, which RFC 7644 §3.5.2 answers with 200
 * @throws ScimError 404, 400 for an operation that is refused, 409 `uniqueness`, 412
 */
export function patch(
  work: Work,
  id: string,
  body: JsonValue | undefined,
  projection: Projection | null,
  asksForBody: boolean,
): Outcome {
  const { model, settings } = work;
  const parsed = parsePatch(model, body);
  const row = requireResource(work, id);
  checkPreconditions(work, row);
  judgeUnknown(work, parsed.unknown);
  const { documentOperations, memberChanges } = splitMemberOperations(model, parsed.operations, settings['remove-with-value']);
  const before = parseDoc(row);
  const patched = applyPatch(model, before, documentOperations, {
    filteredTargetMissing: settings['filtered-target-missing'],
    removeWithValue: settings['remove-with-value'],
    readOnly: settings['read-only-in-patch'],
  });
  judgeUnknown(work, patched.unknown);
  const after = patched.changedPaths.length === 0 ? before : settle(work, patched.resource, before);
  checkLinkedResource(work, after, before);
  const moves = changeMembers(work, row, memberChanges);
  const update = { row, before, after, changedAttributes: changedPaths(model, before, after), moves };
  const stored = storeUpdate(work, update);
  const withBody = asksForBody || answerOf(work) === '200';
  return {
    status: withBody ? 200 : 204,
    body: withBody ? present(work, stored, projection) : null,
    headers: headersFor(work, stored),
    facts: updateFacts(work, update, 'update'),
  };
}

function answerOf({ model, settings }: Work): '200' | '204' {
  return model.relational === null ? settings['patch-user-answer'] : settings['patch-group-answer'];
}
