import type { ResourceRow } from '../store/repositories/resources.ts';
import { keysOf } from '../store/resource-keys.ts';
import { MemberMoves, firstMembers, listed } from './members.ts';
import { checkPreconditions, noteServiceAccount, storeUpdate } from './store-update.ts';
import { parseDoc } from '../store/document.ts';
import { type Outcome, type Work, nameOf, requireResource } from './work.ts';

/**
 * DELETE (RFC 7644 §3.6, rule 17): 204, and the resource is gone; or a user is deactivated where the rule says so.
 * @throws ScimError 404, 412
 */
export function remove(work: Work, id: string): Outcome {
  const row = requireResource(work, id);
  checkPreconditions(work, row);
  if (work.model.type.name === 'User' && work.settings['delete-user'] === 'deactivate') return deactivate(work, row);
  deleteForGood(work, row);
  noteServiceAccount(work, row, null);
  return { status: 204, body: null, facts: { operation: 'delete', ...about(row, nameOf(parseDoc(row), work.model)) } };
}

/**
 * The resource is gone, and so are its memberships and its members; all of it is in the history, so that it can be brought back. A password
 * stays for that.
 */
export function deleteForGood(work: Work, row: ResourceRow): void {
  const doc = parseDoc(row);
  const groups = work.tx.members.groupsOf(row.seq);
  const members = work.model.relational === null ? [] : firstMembers(work, row.seq);
  work.tx.resources.delete(row, keysOf(work.model, doc).lookups);
  work.changes.push({
    resourceType: row.type,
    resourceId: row.id,
    resourceName: nameOf(doc, work.model),
    kind: 'deleted',
    version: row.version,
    before: members.length === 0 ? row.doc : JSON.stringify({ ...doc, members }),
    after: null,
  });
  for (const group of groups) recordLeaving(work, group.seq, row);
}

/** A group loses the deleted member: that is a new version of it (RFC 7644 §3.14), and a line of its history. */
function recordLeaving(work: Work, groupSeq: number, member: ResourceRow): void {
  const group = work.tx.resources.bySeq(groupSeq);
  if (group === undefined) return;
  const version = group.version + 1;
  work.tx.resources.touch(group.seq, version, work.now);
  const doc = parseDoc(group);
  work.changes.push({
    resourceType: group.type,
    resourceId: group.id,
    resourceName: nameOf(doc),
    kind: 'updated',
    version,
    before: JSON.stringify({ ...doc, members: listed([member]) }),
    after: JSON.stringify({ ...doc, members: [] }),
  });
}

function deactivate(work: Work, row: ResourceRow): Outcome {
  const before = parseDoc(row);
  const after = { ...before, active: false };
  const changedAttributes = before['active'] === false ? [] : ['active'];
  storeUpdate(work, { row, before, after, changedAttributes, moves: new MemberMoves() });
  const name = nameOf(before);
  work.notes.push({
    code: 'user-deactivated-instead',
    severity: 'warning',
    ruleId: 'delete-user',
    attribute: null,
    what: `${name} was deactivated, not deleted, because the rule is switched so`,
  });
  return { status: 204, body: null, facts: { operation: 'deactivate', ...about(row, name) } };
}

function about(row: ResourceRow, name: string) {
  return { resourceType: row.type, resourceId: row.id, resourceName: name };
}
