import type { JsonObject } from '#shared/scim/wire.ts';
import { ScimError } from '../scim/errors.ts';
import { etagOf, ifMatch, ifNoneMatch } from '../scim/etag.ts';
import type { Lookup, ResourceRow } from '../store/repositories/resources.ts';
import { checkUnique } from './judge.ts';
import { keysOf } from '../store/resource-keys.ts';
import { type MemberMoves, listed, told } from './members.ts';
import { parseDoc } from '../store/document.ts';
import { type OutcomeFacts, type Work, nameOf } from './work.ts';

/** What a PUT or PATCH comes to. */
export interface Update {
  readonly row: ResourceRow;
  readonly before: JsonObject;
  readonly after: JsonObject;
  readonly changedAttributes: readonly string[];
  readonly moves: MemberMoves;
}

/**
 * Stores an update as one new version; one that changes nothing keeps version and time (RFC 7644 §3.5.2).
 * @returns the row as it stands now
 * @throws ScimError 409 `uniqueness`
 */
export function storeUpdate(work: Work, update: Update): ResourceRow {
  const { after, changedAttributes, moves } = update;
  const row = takeOverLocal(work, update.row);
  if (changedAttributes.length === 0 && !moves.happened) {
    // The history tells from when on the identity provider keeps the user, also where it sent what was there.
    if (row !== update.row) recordUpdate(work, update, row.version);
    return row;
  }
  const version = row.version + 1;
  if (changedAttributes.length === 0) {
    work.tx.resources.touch(row.seq, version, work.now);
    recordUpdate(work, update, version);
    return { ...row, version, modified: work.now };
  }
  const { lookups, ...columns } = keysOf(work.model, after);
  const before = keysOf(work.model, update.before).lookups;
  // A duplicate that stood before is not the doing of this update.
  const added = lookups.filter((one) => !hasLookup(before, one));
  const removed = before.filter((one) => !hasLookup(lookups, one));
  const holder = columns.key === row.key ? undefined : work.tx.resources.byKey(row.type, columns.key);
  checkUnique(work, { key: columns.key, lookups: added }, row.seq, holder ?? null);
  const next: ResourceRow = { ...row, ...columns, doc: JSON.stringify(after), version, modified: work.now };
  work.tx.resources.update(next, { removed, added });
  recordUpdate(work, update, version);
  noteServiceAccount(work, row, after);
  return next;
}

/** Rule 8: a user made by hand whom an identity provider writes to is provisioned from then on, whichever way it found the user. */
function takeOverLocal(work: Work, row: ResourceRow): ResourceRow {
  if (row.type !== 'User' || row.origin === 'scim' || work.origin === 'local') return row;
  work.tx.resources.adopt(row.seq);
  work.notes.push({
    code: 'user-taken-over',
    severity: 'warning',
    ruleId: 'match-by-user-name',
    attribute: 'userName',
    what: `user ${nameOf(parseDoc(row))} was made by hand and is kept by the identity provider from now on`,
  });
  return { ...row, origin: 'scim' };
}

function hasLookup(lookups: readonly Lookup[], { path, value }: Lookup): boolean {
  return lookups.some((one) => one.path === path && one.value === value);
}

function recordUpdate(work: Work, { row, before, after, changedAttributes, moves }: Update, version: number): void {
  const withMembers = (state: JsonObject, members: ReturnType<typeof listed>) =>
    JSON.stringify(moves.happened ? { ...state, members } : state);
  work.changes.push({
    resourceType: row.type,
    resourceId: row.id,
    resourceName: nameOf(after, work.model),
    kind: 'updated',
    version,
    before: withMembers(before, listed(moves.left)),
    after: withMembers(changedAttributes.length === 0 ? before : after, listed(moves.joined)),
  });
}

/** The token's own user in the identity provider's scope can be locked out by it (product brief, traps). */
export function noteServiceAccount(work: Work, row: ResourceRow, after: JsonObject | null): void {
  if (row.id !== work.tokenOwnerId) return;
  const lockedOut = after === null || after['active'] === false;
  const name = nameOf(parseDoc(row));
  work.notes.push({
    code: lockedOut ? 'token-owner-locked-out' : 'service-account-touched',
    severity: 'warning',
    ruleId: 'token-rights',
    attribute: null,
    what: lockedOut
      ? `${name} owns the secret token of this connection: it no longer works`
      : `${name} owns the secret token of this connection and is itself being provisioned`,
  });
}

/** How an update is told: a change of `active` or of members has a verb of its own. */
export function updateFacts({ model }: Work, update: Update, fallback: 'update' | 'replace'): OutcomeFacts {
  const { row, before, after, changedAttributes, moves } = update;
  const members = {
    ...(moves.joined.length === 0 ? {} : { membersAdded: told(moves.joined) }),
    ...(moves.left.length === 0 ? {} : { membersRemoved: told(moves.left) }),
  };
  return {
    operation: operationOf(before, after, changedAttributes, moves) ?? fallback,
    resourceType: row.type,
    resourceId: row.id,
    resourceName: nameOf(after, model),
    changedAttributes,
    ...members,
  };
}

function operationOf(before: JsonObject, after: JsonObject, changed: readonly string[], moves: MemberMoves) {
  if (changed.length === 0 && moves.happened) {
    if (moves.left.length === 0) return 'add-members';
    return moves.joined.length === 0 ? 'remove-members' : 'change-members';
  }
  if (!changed.includes('active')) return null;
  if (after['active'] === false) return 'deactivate';
  return before['active'] === false ? 'reactivate' : null;
}

/**
 * RFC 7644 §3.14: a change with `If-Match` or `If-None-Match` goes on only when the version fits.
 * @throws ScimError 412
 */
export function checkPreconditions(work: Work, row: ResourceRow): void {
  const etag = etagOf(row.version);
  const stale = work.ifMatch !== undefined && !ifMatch(work.ifMatch, etag);
  const same = work.ifNoneMatch !== undefined && ifNoneMatch(work.ifNoneMatch, etag);
  if (!stale && !same) return;
  const detail = stale
    ? `The ${row.type} has version ${etag} now, and "If-Match" asks for another (RFC 7644 §3.14).`
    : `The ${row.type} has version ${etag}, and "If-None-Match" rules that out (RFC 7644 §3.14).`;
  throw new ScimError(412, detail, { reason: stale ? 'precondition-failed' : 'must-not-exist', headers: { ETag: etag } });
}
