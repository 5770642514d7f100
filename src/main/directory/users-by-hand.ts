import type { JsonObject } from '#shared/scim/wire.ts';
import { checkRequired } from '../scim/read-resource.ts';
import { ScimError } from '../scim/errors.ts';
import { isObject } from '../scim/json.ts';
import type { ChangeRow } from '../store/repositories/changes.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import { keysOf } from '../store/resource-keys.ts';
import type { Act } from './act.ts';
import { insertResource, recordCreation } from './create.ts';
import { checkUnique, settle } from './judge.ts';
import { MemberMoves, changeMembers } from './members.ts';
import { newId } from './new-id.ts';
import { deleteForGood } from './remove.ts';
import { storeUpdate } from './store-update.ts';
import { parseDoc } from '../store/document.ts';
import { type Work, nameOf, requireResource } from './work.ts';

/** What an admin types in to make a user; empty texts are left out. */
export interface NewUser {
  readonly userName: string;
  readonly email: string;
  readonly givenName: string;
  readonly familyName: string;
  readonly groupIds: readonly string[];
}

/**
 * Makes a user as if by hand in the product. What the profile does not have is left out.
 * @throws ScimError 409 `uniqueness` for a name that is taken, 400 for a group that does not exist
 */
export function createByHand(work: Work, input: NewUser): Act<string> {
  const { model, tx } = work;
  const id = newId();
  const typed: JsonObject = {
    userName: input.userName,
    name: compact({ givenName: input.givenName, familyName: input.familyName }),
    emails: [{ value: input.email, type: 'work', primary: true }],
    active: true,
  };
  const known = Object.entries(typed).filter(([name, value]) => value !== undefined && model.attributes.has(name.toLowerCase()));
  const schemas = [model.type.schema];
  const resource = settle(work, { schemas, id, ...Object.fromEntries(known) }, null);
  checkRequired(model, resource);
  const keys = keysOf(model, resource);
  checkUnique(work, keys, null, tx.resources.byKey(model.type.name, keys.key) ?? null);
  const row = insertResource(work, id, resource, keys);
  recordCreation(work, row, resource, new MemberMoves());
  for (const groupId of input.groupIds) join(work, groupId, id);
  return { result: id, deed: `created ${nameOf(resource)} by hand` };
}

/** @throws ScimError 404 */
export function setActiveByHand(work: Work, id: string, active: boolean): Act<string> {
  const row = requireResource(work, id);
  const before = parseDoc(row);
  const changedAttributes = (before['active'] !== false) === active ? [] : ['active'];
  storeUpdate(work, { row, before, after: { ...before, active }, changedAttributes, moves: new MemberMoves() });
  return { result: id, deed: `${active ? 'activated' : 'deactivated'} ${nameOf(before)}` };
}

/**
 * Deletes whatever the rule on DELETE says: that rule is about what a provisioning client asks for.
 * @throws ScimError 404
 */
export function deleteByHand(work: Work, id: string): Act<string> {
  const row = requireResource(work, id);
  deleteForGood(work, row);
  return { result: id, deed: `deleted ${nameOf(parseDoc(row))}` };
}

/** Of a history as long as that, the beginning decides nothing any more. */
const HISTORY_READ = 1000;

/**
 * Brings back a deleted user, whoever deleted it: same id, its last state, the groups it left by being deleted. The password was never gone.
 * @throws ScimError 404 when there is no such deleted user, 409 when another user bears the name by now
 */
export function restoreByHand(work: Work, id: string): Act<string> {
  const { model, tx } = work;
  const history = tx.changes.ofResource(id, HISTORY_READ);
  const [deletion] = history;
  const wasDeleted = deletion?.kind === 'deleted' && deletion.resource_type === model.type.name && deletion.before !== null;
  if (!wasDeleted || tx.resources.byId(id) !== undefined)
    throw new ScimError(404, 'There is no deleted user to bring back here.');
  const doc = parseDoc({ doc: deletion.before ?? '' });
  const keys = keysOf(model, doc);
  checkUnique(work, keys, null, tx.resources.byKey(model.type.name, keys.key) ?? null);
  const row = insertResource(work, id, doc, keys, {
    version: deletion.version + 1,
    created: history.at(-1)?.at ?? deletion.at,
    origin: originOf(history),
  });
  recordCreation(work, row, doc, new MemberMoves());
  for (const groupId of groupsLeft(tx.changes.togetherWith(deletion.id), id)) {
    if (tx.resources.byId(groupId) !== undefined) join(work, groupId, id);
  }
  return { result: id, deed: `brought back ${nameOf(doc)}, who was deleted` };
}

/** Whoever was written to over the wire was provisioned; a deletion alone makes nobody that. */
function originOf(history: readonly ChangeRow[]): ResourceRow['origin'] {
  return history.some(({ exchange_id, kind }) => exchange_id > 0 && kind !== 'deleted') ? 'scim' : 'local';
}

function groupsLeft(changes: readonly ChangeRow[], userId: string): string[] {
  const left = changes.filter(({ resource_type, before }) => {
    if (resource_type !== 'Group' || before === null) return false;
    const { members } = parseDoc({ doc: before });
    return Array.isArray(members) && members.some((one) => isObject(one) && one['value'] === userId);
  });
  return [...new Set(left.map(({ resource_id }) => resource_id))];
}

function join(work: Work, groupId: string, userId: string): void {
  const model = work.profile.byName('Group');
  const row = work.tx.resources.byId(groupId);
  if (model === undefined || row?.type !== 'Group') {
    throw new ScimError(400, `There is no group with the id "${groupId}".`);
  }
  const inGroup: Work = { ...work, model };
  const moves = changeMembers(inGroup, row, [{ kind: 'add', ids: [userId] }]);
  const doc = parseDoc(row);
  storeUpdate(inGroup, { row, before: doc, after: doc, changedAttributes: [], moves });
}

function compact(texts: Readonly<Record<string, string>>): JsonObject | undefined {
  const given = Object.entries(texts).filter(([, text]) => text !== '');
  return given.length === 0 ? undefined : Object.fromEntries(given);
}
