import { Idp } from '#shared/contract/exchanges.ts';
import type { Sender } from '#shared/contract/golive.ts';
import type { ObservedObject } from '#shared/contract/observed.ts';
import { isConnectionTest } from '../dialect/connection-test.ts';
import { nameOfRow } from '../directory/work.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import { describeRule, ruleDescriptions } from '../rules/catalogue.ts';
import { presets } from '../rules/presets.ts';
import type { RuleId, RuleSettings } from '../rules/settings.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { SESSION_GAP_MS } from '../store/logbook/session-gap.ts';
import type { CallRow, UserChangeRow } from '../store/repositories/go-live-evidence.ts';
import type { Tx } from '../store/store.ts';
import { ownerStanding } from '../token/tokens.ts';
import type { Named, PersonFact } from '../traps/facts.ts';
import { findTraps } from '../traps/find-traps.ts';
import type { Act, ChangedRule, Cycle, GoLiveFacts, OwnerFact, PushedGroup, SeenOfProvider } from './facts.ts';
import { gatherPeople, gatherTrapFacts } from './gather-trap-facts.ts';
import { trafficScope } from './whose-traffic.ts';

/** How many of the newest are looked at. */
const CALLS = 20_000;
const CHANGES = 20_000;
const GROUPS = 1000;
const REFUSALS: ReadonlySet<string> = new Set(['refused', 'failed', 'cut-off']);

/**
 * Reads everything that the checklist is judged by, in one consistent state and at a bounded cost.
 * @param objects what traffic carried, attribute by attribute: from outside, and from the simulator
 * @param chosen the identity provider that the admin named; null: the known one that called most
 * @param now ISO 8601, UTC
 */
export function gatherGoLiveFacts(
  tx: Tx,
  sandbox: Sandbox,
  objects: { readonly outside: readonly ObservedObject[]; readonly simulated: readonly ObservedObject[] },
  chosen: Idp | null,
  now: string,
): GoLiveFacts {
  const scope = trafficScope(tx);
  const everybody = gatherPeople(tx, sandbox, now);
  const trapFacts = gatherTrapFacts(tx, sandbox, now, scope, everybody);
  const calls = tx.goLiveEvidence.calls(CALLS);
  const changes = tx.goLiveEvidence.userChanges(CHANGES);
  const groups = gatherGroups(tx);
  const outside = calls.filter(({ made_by: by }) => by === null);
  const simulated = calls.filter(({ made_by: by }) => by === 'simulator');
  const idp = chosen ?? knownSender(outside) ?? knownSender(simulated);
  const isOutside = ({ id }: Named) => !scope.itsOwn.has(id);
  return {
    idp,
    ...seenOf(idp, {
      calls: outside,
      changes: changes.filter(({ made_by: by }) => by === null),
      groups: groups.filter(isOutside),
      people: everybody.filter(isOutside),
      required: requiredOf(sandbox.profile, objects.outside),
    }),
    simulated:
      simulated.length === 0
        ? null
        : seenOf(idp, {
            calls: simulated,
            changes: changes.filter(({ made_by: by }) => by === 'simulator'),
            groups,
            people: everybody,
            required: requiredOf(sandbox.profile, objects.simulated),
          }),
    traps: findTraps(trapFacts).items,
    owners: ownersOf(tx, ofProvider(outside, idp)),
    singleSignOn: trapFacts.singleSignOn,
    rules: changedRules(sandbox.settings),
    counts: {
      exchanges: outside.length,
      refused: outside.filter(({ verdict }) => REFUSALS.has(verdict)).length,
      users: tx.resources.count('User'),
      provisionedUsers: everybody.filter((user) => user.provisioned && isOutside(user)).length,
      groups: tx.resources.count('Group'),
    },
    bounded: calls.length === CALLS,
  };
}

/** A refused token says nothing about who holds a valid one. */
function ofProvider(calls: readonly CallRow[], idp: Idp | null): CallRow[] {
  return calls.filter((call) => call.status !== 401 && (idp === null || call.idp === idp));
}

interface Evidence {
  readonly calls: readonly CallRow[];
  readonly changes: readonly UserChangeRow[];
  readonly groups: SeenOfProvider['groups'];
  readonly people: readonly PersonFact[];
  readonly required: SeenOfProvider['required'];
}

function seenOf(idp: Idp | null, { calls, changes, groups, people, required }: Evidence): SeenOfProvider {
  const answered = ofProvider(calls, idp).filter(({ status }) => status < 300);
  return {
    senders: sendersOf(calls),
    testIds: answered.filter(isTest).map(({ id }) => id),
    answeredIds: answered.slice(0, 100).map(({ id }) => id),
    required,
    acts: actsOf(changes.filter((row) => idp === null || row.idp === idp)),
    groups,
    cycle: cycleOf(calls.filter((call) => idp === null || call.idp === idp)),
    activeUsers: activeUsersOf(people),
  };
}

function gatherGroups(tx: Tx): PushedGroup[] {
  return tx.goLiveEvidence.pushedGroups(GROUPS).map((row) => ({
    id: row.id,
    name: nameOfRow({ doc: row.doc, key: row.id }),
    members: row.members,
    hasRights: row.has_rights === 1,
  }));
}

function knownSender(calls: readonly CallRow[]): Idp | null {
  return sendersOf(calls).find((sender) => sender.idp !== 'unknown')?.idp ?? null;
}

/** Whoever called most comes first. */
function sendersOf(calls: readonly CallRow[]): Sender[] {
  const byIdp = new Map<Idp, { clients: Set<string>; exchanges: number; first: string; last: string }>();
  for (const { idp: sent, client, at } of calls) {
    const idp = Idp.catch('unknown').parse(sent);
    const known = byIdp.get(idp) ?? { clients: new Set<string>(), exchanges: 0, first: at, last: at };
    known.clients.add(client);
    known.exchanges += 1;
    if (at < known.first) known.first = at;
    if (at > known.last) known.last = at;
    byIdp.set(idp, known);
  }
  return [...byIdp]
    .map(([idp, { clients, ...sender }]) => ({ idp, clients: [...clients].toSorted(), ...sender }))
    .toSorted((a, b) => b.exchanges - a.exchanges);
}

function isTest({ idp, method, path }: CallRow): boolean {
  const [address = '', ...query] = path.split('?');
  return isConnectionTest({ idp: Idp.catch('unknown').parse(idp) }, { method, path: address, query: query.join('?') });
}

function requiredOf(profile: CompiledProfile, objects: readonly ObservedObject[]): GoLiveFacts['required'] {
  const users = objects.find(({ resourceType }) => resourceType === 'User');
  const paths = profile.byName('User') === undefined ? [] : REQUIRED;
  const attributes = paths.map((path) => ({
    path,
    covered: users?.attributes.find((attribute) => attribute.path === path)?.covered ?? 0,
  }));
  return { users: users?.resources ?? 0, attributes };
}

/** Rule 4. */
const REQUIRED = ['userName', 'emails[type eq "work"].value'] as const;

function actsOf(rows: readonly UserChangeRow[]): GoLiveFacts['acts'] {
  const of = (act: Act) =>
    rows
      .filter((row) => actOf(row) === act)
      .map((row) => ({ exchangeId: row.exchange_id, resource: { id: row.resource_id, name: row.resource_name } }));
  return {
    created: of('created'),
    updated: of('updated'),
    disabled: of('disabled'),
    enabled: of('enabled'),
    deleted: of('deleted'),
  };
}

/** A DELETE counts as a deletion, whatever the rule delete-user turns it into. */
function actOf({ kind, method, active_before: before, active_after: after }: UserChangeRow): Act {
  if (kind === 'deleted' || method === 'DELETE') return 'deleted';
  if (kind === 'created') return 'created';
  if (after === 0 && before !== 0) return 'disabled';
  return before === 0 && after === 1 ? 'enabled' : 'updated';
}

/** The newest calls up to the first pause. That is what the log calls a session, but it is needed before the log is indexed. */
function cycleOf(calls: readonly CallRow[]): Cycle | null {
  const [newest] = calls;
  if (newest === undefined) return null;
  const end = calls.findIndex((call, index) => {
    const later = calls[index - 1];
    return later !== undefined && Date.parse(later.at) - Date.parse(call.at) > SESSION_GAP_MS;
  });
  const cycle = end === -1 ? calls : calls.slice(0, end);
  return {
    from: cycle.at(-1)?.at ?? newest.at,
    to: newest.at,
    exchanges: cycle.length,
    refusedIds: cycle.filter(({ verdict }) => REFUSALS.has(verdict)).map(({ id }) => id),
  };
}

/** Owners of the tokens that were used; before that, of all that could be. */
function ownersOf(tx: Tx, calls: readonly CallRow[]): OwnerFact[] {
  const seen = new Set(calls.map((call) => call.token_id));
  const owners = new Map<string, OwnerFact>();
  for (const token of tx.tokens.all()) {
    if (token.revoked !== null) continue;
    const used = seen.has(token.id);
    const known = owners.get(token.owner_id);
    if (known?.used === true) continue;
    owners.set(token.owner_id, {
      id: token.owner_id,
      name: token.owner_name,
      rights: ownerStanding(tx, token).rights,
      used,
    });
  }
  const all = [...owners.values()];
  const used = all.filter((owner) => owner.used);
  return used.length === 0 ? all : used;
}

function activeUsersOf(people: readonly PersonFact[]): SeenOfProvider['activeUsers'] {
  const active = people.filter((user) => user.provisioned && user.active);
  return {
    total: active.length,
    cannotLogIn: active.filter(({ canLogIn }) => !canLogIn).map(({ id, name }) => ({ id, name })),
  };
}

function changedRules(settings: RuleSettings): ChangedRule[] {
  const documented = presets['as-documented'];
  const ids = Object.keys(settings) as RuleId[];
  return ids
    .filter((id) => settings[id] !== documented[id])
    .flatMap((id) => {
      const rule = describeRule(id);
      if (rule === undefined) return [];
      const label = (value: string) => rule.alternatives.find((one) => one.value === value)?.label ?? value;
      return [{ id, title: rule.title, fidelity: rule.fidelity, value: label(settings[id]), documented: label(documented[id]) }];
    })
    .toSorted((a, b) => order(a.id) - order(b.id));
}

function order(id: string): number {
  return ruleDescriptions.findIndex((rule) => rule.id === id);
}
