import type { JsonObject } from '#shared/scim/wire.ts';
import { checkRequired } from '../scim/read-resource.ts';
import { keysOf } from '../store/resource-keys.ts';
import type { Act } from './act.ts';
import { insertResource, recordCreation } from './create.ts';
import { checkUnique, settle } from './judge.ts';
import { MemberMoves } from './members.ts';
import { newId } from './new-id.ts';
import { deleteForGood } from './remove.ts';
import { storeUpdate } from './store-update.ts';
import { parseDoc } from '../store/document.ts';
import { joinGroup } from './undo/bring-back.ts';
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
  for (const groupId of input.groupIds) joinGroup(work, groupId, id);
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

function compact(texts: Readonly<Record<string, string>>): JsonObject | undefined {
  const given = Object.entries(texts).filter(([, text]) => text !== '');
  return given.length === 0 ? undefined : Object.fromEntries(given);
}
