import type { Idp, Whose } from '#shared/contract/exchanges.ts';
import type { Finding } from '#shared/contract/findings.ts';
import { URN } from '#shared/scim/urns.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { logInStatesOf, wantsInvitation } from '../account/log-in.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { foldCase } from '../scim/fold-case.ts';
import type { TouchedRow } from '../store/repositories/trap-evidence.ts';
import type { Tx } from '../store/store.ts';
import type { PersonFact, PrivilegedGroup, Sighting, TokenOwnerFact, TrapFacts } from '../traps/facts.ts';
import { mappingFacts } from './mapping-facts.ts';
import { displayNameOf, userNameOf, workMailOf } from '../scim/names.ts';
import { parseDoc } from '../store/document.ts';
import { type TrafficScope, trafficScope } from './whose-traffic.ts';

/** How much is looked at; of a larger directory or log, the newest part. */
export const USERS = 20_000;
export const EXCHANGES = 5000;
const EXCHANGES_OF_A_RULE = 1000;
const EXCHANGES_OF_A_RESOURCE = 20;
const NESTED = 200;
const REFUSED_NAMES = 200;

/**
 * Reads everything that traps are found in, in one consistent state and at a bounded cost (docs/traps.md has the bounds).
 */
export function gatherTrapFacts(
  tx: Tx,
  sandbox: Sandbox,
  now: string,
  scope: TrafficScope = trafficScope(tx),
  people: readonly PersonFact[] = gatherPeople(tx, sandbox, now),
): TrapFacts {
  const { whose } = scope;
  return {
    singleSignOn: sandbox.accountSettings.singleSignOn,
    wantsGroup: sandbox.settings['user-without-group'] === 'warn',
    users: people.filter(({ id }) => whose === 'simulator' || !scope.itsOwn.has(id)),
    groupCount: tx.resources.count('Group'),
    privilegedGroups: gatherPrivilegedGroups(tx, whose),
    tokenOwners: gatherTokenOwners(tx, whose),
    nestedGroups: tx.trapEvidence.nested(NESTED).map((row) => ({
      inner: { id: row.inner_id, name: nameIn(row.inner_doc) },
      outer: { id: row.outer_id, name: nameIn(row.outer_doc) },
    })),
    traffic: tx.trapEvidence.traffic(EXCHANGES, whose).map((row) => ({
      id: row.id,
      idp: row.idp as Idp,
      method: row.method,
      status: row.status,
      resourceType: row.resource_type,
    })),
    lowerCased: tx.trapEvidence.touched('user-name-case', EXCHANGES_OF_A_RULE, whose).map(toSighting),
    dotted: gatherDotted(tx, whose),
    refusedForMail: gatherRefusedForMail(tx, whose),
    mappings: mappingFacts(tx, sandbox),
  };
}

/** The newest users, whoever made them. */
export function gatherPeople(tx: Tx, sandbox: Sandbox, now: string): PersonFact[] {
  const users = tx.trapEvidence.users(USERS).map((row) => ({ row, doc: parseDoc(row) }));
  const logIn = logInStatesOf(tx, users, sandbox.accountSettings, now);
  return users.map(({ row, doc }) => ({
    id: row.id,
    name: userNameOf(doc) ?? row.key,
    workEmail: foldedWorkMailOf(doc),
    active: row.active === 1,
    provisioned: row.origin === 'scim',
    hasActive: typeof doc['active'] === 'boolean',
    wantsInvitation: wantsInvitation(doc),
    inGroup: row.in_group === 1,
    canLogIn: logIn.get(row.id) !== 'cannot',
  }));
}

function foldedWorkMailOf(doc: JsonObject): string | null {
  const mail = workMailOf(doc);
  return mail === null ? null : foldCase(mail);
}

/** Groups with rights that were made by hand. A pushed group with rights is no trap: the admin gave it them on purpose. */
function gatherPrivilegedGroups(tx: Tx, whose: Whose): PrivilegedGroup[] {
  const grants = tx.rights.all().filter(({ origin }) => origin === 'local');
  const groups = new Map(grants.map((grant) => [grant.seq, grant]));
  return [...groups.values()].map(({ seq, id, doc }) => ({
    id,
    name: nameIn(doc),
    rights: grants.filter((grant) => grant.seq === seq).map(({ right }) => right),
    memberCount: tx.members.count(seq),
    exchangeIds: tx.trapEvidence.exchangesOf(id, EXCHANGES_OF_A_RESOURCE, whose),
  }));
}

function gatherTokenOwners(tx: Tx, whose: Whose): TokenOwnerFact[] {
  const live = tx.tokens.all().filter(({ revoked }) => revoked === null);
  const owners = new Map(live.map((token) => [token.owner_id, token.owner_name]));
  return [...owners].map(([id, name]) => {
    const owner = tx.resources.byId(id);
    const sources = owner === undefined ? [] : tx.rights.sourcesOf(owner.seq);
    const groups = new Map(sources.map((source) => [source.id, source.doc]));
    return {
      id,
      name,
      exchangeIds: tx.trapEvidence.exchangesOf(id, EXCHANGES_OF_A_RESOURCE, whose),
      groups: [...groups].map(([groupId, doc]) => ({
        group: { id: groupId, name: nameIn(doc) },
        exchangeIds: tx.trapEvidence.exchangesOf(groupId, EXCHANGES_OF_A_RESOURCE, whose),
      })),
    };
  });
}

function gatherDotted(tx: Tx, whose: Whose): TrapFacts['dotted'] {
  return tx.trapEvidence.touched('loose-shapes', EXCHANGES_OF_A_RULE, whose).flatMap((row) => {
    const dotted = findingsOf(row).find(({ code }) => code === 'urn-dot');
    return dotted === undefined ? [] : [{ ...toSighting(row), attribute: dotted.attribute ?? URN.meisterplanUser }];
  });
}

function gatherRefusedForMail(tx: Tx, whose: Whose): TrapFacts['refusedForMail'] {
  const isThere = new Map<string, boolean>();
  return tx.trapEvidence.touched('required-mappings', EXCHANGES_OF_A_RULE, whose).flatMap((row) => {
    const userName = row.resource_name;
    if (row.status < 400 || userName === null || !lacksMail(row)) return [];
    if (!isThere.has(userName)) {
      if (isThere.size >= REFUSED_NAMES) return [];
      isThere.set(userName, tx.resources.byKey('User', foldCase(userName)) !== undefined);
    }
    return isThere.get(userName) === true ? [] : [{ ...toSighting(row), userName }];
  });
}

function lacksMail(row: TouchedRow): boolean {
  return findingsOf(row).some(
    ({ ruleId, attribute }) => ruleId === 'required-mappings' && attribute?.startsWith('emails') === true,
  );
}

function findingsOf({ findings }: TouchedRow): Finding[] {
  return findings === null ? [] : (JSON.parse(findings) as Finding[]);
}

function toSighting(row: TouchedRow): Sighting {
  const { resource_id: id, resource_name: name } = row;
  return { exchangeId: row.id, resource: id === null ? null : { id, name: name ?? id } };
}

function nameIn(doc: string): string {
  return displayNameOf(parseDoc({ doc })) ?? '';
}
