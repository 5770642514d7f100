import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { checkRequired, readResource } from '../scim/read-resource.ts';
import type { Projection } from '../scim/projection.ts';
import { memberIds } from '../scim/patch/members.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import { judgeUnknown } from '../rules/acceptance.ts';
import { noteFirstLogIn } from './first-log-in.ts';
import { inviteIfAsked } from './invitation.ts';
import { checkUnique, settle } from './judge.ts';
import { type Keys, keysOf } from '../store/resource-keys.ts';
import { type MemberMoves, changeMembers, listed, told } from './members.ts';
import { checkLinkedResource } from './linked-resource.ts';
import { newId } from './new-id.ts';
import { headersFor, present } from './present.ts';
import { replaceStored } from './replace.ts';
import { parseDoc } from '../store/document.ts';
import { type Outcome, type Work, nameOf } from './work.ts';

/**
 * POST (RFC 7644 §3.3): 201 with the resource and its location; or the existing one, updated, where a rule says so (rules 8, 16, 19).
 * @throws ScimError 400 for a body that is refused, 409 `uniqueness`
 */
export function createResource(work: Work, body: JsonValue | undefined, projection: Projection | null): Outcome {
  const { model, tx } = work;
  const read = readResource(model, body);
  judgeUnknown(work, read.unknown);
  const id = newId();
  const { schemas, ...attributes } = read.resource;
  const resource = settle(work, { schemas, id, ...attributes }, null);
  checkRequired(model, resource);
  checkLinkedResource(work, resource, null);
  const keys = keysOf(model, resource);
  const existing = tx.resources.byKey(model.type.name, keys.key);
  if (existing !== undefined && takesOver(work, existing)) return takeOver(work, existing, body, projection);
  checkUnique(work, keys, null, existing ?? null);
  const row = insertResource(work, id, resource, keys);
  const members = memberIds(read.relational as JsonValue | undefined, 'members');
  const moves = changeMembers(work, row, members.length === 0 ? [] : [{ kind: 'add', ids: members }]);
  const name = nameOf(resource, model);
  recordCreation(work, row, resource, moves);
  inviteIfAsked(work, row.id, resource);
  noteFirstLogIn(work, resource);
  return {
    status: 201,
    // A new user is in no group yet, so there is nothing to look up.
    body: model.relational === null ? present(work, row, projection, null) : present(work, row, projection),
    headers: headersFor(work, row),
    facts: {
      operation: 'create',
      resourceType: model.type.name,
      resourceId: id,
      resourceName: name,
      ...(moves.joined.length === 0 ? {} : { membersAdded: told(moves.joined) }),
    },
  };
}

/** Stores a resource that is new, or new again, as it stands; `recordCreation` puts it into the history. */
export function insertResource(
  work: Work,
  id: string,
  resource: JsonObject,
  { lookups, ...columns }: Keys,
  earlier: Partial<Pick<ResourceRow, 'version' | 'created' | 'origin'>> = {},
): ResourceRow {
  const row = {
    id,
    type: work.model.type.name,
    ...columns,
    doc: JSON.stringify(resource),
    version: 1,
    created: work.now,
    modified: work.now,
    origin: work.origin,
    ...earlier,
  };
  return { seq: work.tx.resources.insert(row, lookups), ...row };
}

export function recordCreation(work: Work, row: ResourceRow, doc: JsonObject, moves: MemberMoves): void {
  const after = moves.joined.length === 0 ? row.doc : JSON.stringify({ ...doc, members: listed(moves.joined) });
  work.changes.push({
    resourceType: row.type,
    resourceId: row.id,
    resourceName: nameOf(doc, work.model),
    kind: 'created',
    version: row.version,
    before: null,
    after,
  });
}

function takesOver({ model, settings }: Work, existing: ResourceRow): boolean {
  if (model.type.name === 'User') return settings['duplicate-user-name'] === 'update';
  return model.relational !== null && settings['pushed-group-name'] === 'match' && existing.origin === 'local';
}

/** Rules 16 and 19: the resource that bears the name is updated, and answers under its own id. */
function takeOver(work: Work, existing: ResourceRow, body: JsonValue | undefined, projection: Projection | null): Outcome {
  const isGroup = work.model.relational !== null;
  const name = nameOf(parseDoc(existing));
  const rights = isGroup ? work.tx.rights.ofGroup(existing.seq).length : 0;
  // A user made by hand is noted where any write takes it over (store-update.ts).
  if (isGroup || existing.origin === 'scim') {
    work.notes.push({
      code: isGroup ? 'group-taken-over' : 'user-taken-over',
      severity: 'warning',
      ruleId: isGroup ? 'pushed-group-name' : 'duplicate-user-name',
      attribute: isGroup ? 'displayName' : 'userName',
      what: isGroup
        ? `group "${name}" was there before and was taken over${rights > 0 ? ' with its rights' : ''}`
        : `user ${name} was there before and was updated`,
    });
  }
  const outcome = replaceStored(work, existing, body, projection, { merge: true });
  return {
    ...outcome,
    status: 201,
    facts: { ...outcome.facts, operation: 'match' },
  };
}
