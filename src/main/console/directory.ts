import type { ConsoleContract, GroupRow, LogInState, ResourceDetail, Service, UserRow } from '#shared/contract/index.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { logInOf, logInStatesOf, logInTerms } from '../account/log-in.ts';
import { attributePaths } from '../directory/attribute-paths.ts';
import { groupWarnings, userWarnings } from '../directory/warnings.ts';
import { nameOf } from '../directory/work.ts';
import { viewChange } from '../log/views.ts';
import { displayNameOf, mailOf, personNameOf, userNameOf } from '../scim/names.ts';
import { parseDoc } from '../store/document.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import type { Tx } from '../store/store.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';

const MEMBERS_SHOWN = 200;
const HISTORY_SHOWN = 200;

export function createDirectoryOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['directory'] {
  const { sandbox, clock } = dependencies;
  const { store } = sandbox;
  const now = () => clock.now().toISOString();
  const addressOf = ({ type, id }: ResourceRow) =>
    `${dependencies.scimUrl}${dependencies.sandbox.profile.byName(type)?.type.endpoint ?? `/${type}s`}/${id}`;
  const wantsGroup = () => dependencies.sandbox.settings['user-without-group'] === 'warn';
  return {
    users: (query) =>
      store.read((tx) => {
        const at = now();
        const settings = sandbox.accountSettings;
        const { rows, total } = tx.lists.users({ ...query, wantsGroup: wantsGroup(), logIn: logInTerms(settings, at) });
        const users = rows.map((row) => ({ row, doc: parseDoc(row) }));
        const states = logInStatesOf(tx, users, settings, at);
        const items = users.map(({ row, doc }) => viewUser(tx, row, doc, states.get(row.id) ?? 'cannot', wantsGroup()));
        return { items, total };
      }),

    groups: (query) =>
      store.read((tx) => {
        const { rows, total } = tx.lists.groups(query);
        return { items: rows.map((row) => viewGroup(tx, row)), total };
      }),

    get: ({ id }) =>
      store.read((tx) => {
        const row = tx.resources.byId(id);
        if (row === undefined) return viewDeleted(tx, id);
        const doc = parseDoc(row);
        const logIn = row.type === 'User' ? logInOf(tx, row, doc, sandbox.accountSettings, now()) : null;
        return { ...viewResource(tx, row, doc, addressOf(row), wantsGroup()), logIn };
      }),
  };
}

function viewUser(tx: Tx, row: ResourceRow, doc: JsonObject, logIn: LogInState, wantsGroup: boolean): UserRow {
  return {
    id: row.id,
    userName: userNameOf(doc) ?? row.key,
    name: personNameOf(doc),
    email: mailOf(doc),
    active: row.active === 1,
    logIn,
    origin: row.origin,
    groupCount: tx.members.groupsOf(row.seq).length,
    warnings: userWarnings(tx, row, doc, wantsGroup),
    modified: row.modified,
  };
}

function viewGroup(tx: Tx, row: ResourceRow): GroupRow {
  const doc = parseDoc(row);
  return {
    id: row.id,
    displayName: displayNameOf(doc) ?? row.key,
    memberCount: tx.members.count(row.seq),
    rights: tx.rights.ofGroup(row.seq),
    origin: row.origin,
    warnings: groupWarnings(tx, row),
    modified: row.modified,
  };
}

function viewResource(
  tx: Tx,
  row: ResourceRow,
  doc: JsonObject,
  location: string,
  wantsGroup: boolean,
): Omit<ResourceDetail, 'logIn'> {
  const members = tx.members.list(row.seq, MEMBERS_SHOWN);
  const isGroup = row.type === 'Group';
  const resource = {
    ...doc,
    ...(members.length === 0
      ? {}
      : { members: members.map((member) => ({ value: member.id, display: nameOf(parseDoc(member)), type: member.type })) }),
    meta: {
      resourceType: row.type,
      created: row.created,
      lastModified: row.modified,
      location,
      version: `W/"${row.version}"`,
    },
  };
  return {
    id: row.id,
    resourceType: row.type,
    name: nameOf(doc),
    origin: row.origin,
    version: row.version,
    created: row.created,
    modified: row.modified,
    resource,
    attributes: attributePaths(doc),
    groups: tx.members.groupsOf(row.seq).map((group) => ({ id: group.id, name: nameOf(parseDoc(group)) })),
    members: members.map((member) => ({ id: member.id, name: nameOf(parseDoc(member)) })),
    memberCount: tx.members.count(row.seq),
    rights: isGroup ? tx.rights.ofGroup(row.seq) : tx.rights.ofUser(row.seq),
    warnings: isGroup ? groupWarnings(tx, row) : userWarnings(tx, row, doc, wantsGroup),
    deleted: false,
    history: tx.changes.ofResource(row.id, HISTORY_SHOWN).map(viewChange),
  };
}

/** A deleted resource can still be read from its history. */
function viewDeleted(tx: Tx, id: string): ResourceDetail {
  const history = tx.changes.ofResource(id, HISTORY_SHOWN).map(viewChange);
  const last = history[0];
  if (last === undefined) throw new ConsoleError('not_found', 'There is no user or group with this id, and never was.');
  const resource = (last.before ?? {}) as JsonObject;
  return {
    id,
    resourceType: last.resourceType,
    name: last.resourceName,
    origin: 'scim',
    version: last.version,
    created: history.at(-1)?.at ?? last.at,
    modified: last.at,
    resource,
    attributes: attributePaths(resource),
    groups: [],
    members: [],
    memberCount: 0,
    rights: [],
    warnings: [`Deleted. What is shown is its last state.`],
    logIn: null,
    deleted: true,
    history,
  };
}
