import type { Idp } from '#shared/contract/exchanges.ts';
import { type Trap, type TrapId, TrapSeverity } from '#shared/contract/traps.ts';
import { clickPath, mappedIdps } from '../explain/places.ts';
import { describeRule } from '../rules/catalogue.ts';
import type { Named, TrapFacts } from './facts.ts';
import { logInTraps } from './log-in-traps.ts';
import { rightTraps } from './right-traps.ts';
import { trafficTraps } from './traffic-traps.ts';
import type { Found, TrapKind } from './trap-kind.ts';

const SHOWN = 20;

/** Every trap that is looked for. One that the contract names and that is missing here does not compile. */
export const trapKinds: { readonly [Id in TrapId]: TrapKind<Id> } = { ...rightTraps, ...logInTraps, ...trafficTraps };

export interface TrapReport {
  /** the gravest first */
  readonly items: readonly Trap[];
  readonly clean: readonly { readonly id: TrapId; readonly title: string }[];
  readonly idp: Idp | null;
}

/** Finds the traps in what was gathered. Pure: the same facts give the same report. */
export function findTraps(facts: TrapFacts): TrapReport {
  const idp = idpOf(facts);
  const judged = Object.values(trapKinds).map((kind: TrapKind) => ({ kind, found: foundBy(kind, facts) }));
  return {
    items: judged
      .flatMap(({ kind, found }) => (found === null ? [] : [trapOf(kind, found, facts, idp)]))
      .toSorted((a, b) => gravity(a.severity) - gravity(b.severity)),
    clean: judged.filter(({ found }) => found === null).map(({ kind: { id, title } }) => ({ id, title })),
    idp,
  };
}

/** The known identity provider that called most. */
function idpOf({ traffic }: TrapFacts): Idp | null {
  const counts = mappedIdps.map((idp) => ({ idp, count: traffic.filter((one) => one.idp === idp).length }));
  const most = counts.toSorted((a, b) => b.count - a.count)[0];
  return most === undefined || most.count === 0 ? null : most.idp;
}

/** A trap can show in the mappings before anything was sent. */
function foundBy(kind: TrapKind, facts: TrapFacts): Found | null {
  const found = kind.find(facts);
  if (found !== null) return found;
  const mappings = mappingsOf(kind, facts);
  return mappings.length === 0 ? null : { what: `The mappings show it: ${mappings.slice(0, 5).join(', ')}.` };
}

function mappingsOf({ id }: TrapKind, { mappings }: TrapFacts): string[] {
  return mappings.filter(({ trap }) => trap === id).map(({ attribute }) => attribute);
}

function trapOf(kind: TrapKind, found: Found, facts: TrapFacts, idp: Idp | null): Trap {
  const rule = kind.ruleId === null ? undefined : describeRule(kind.ruleId);
  const exchangeIds = [...new Set(found.exchangeIds)].toSorted((a, b) => b - a);
  return {
    id: kind.id,
    title: kind.title,
    severity: found.severity ?? kind.severity,
    what: found.what,
    why: kind.why,
    fix: kind.fix,
    clickPath: idp === null ? null : clickPath(idp, kind.place),
    ruleId: kind.ruleId,
    fidelity: kind.fidelity ?? rule?.fidelity ?? 'assumed',
    evidence: {
      users: shown(found.users),
      groups: shown(found.groups),
      exchanges: { ids: exchangeIds.slice(0, SHOWN), total: exchangeIds.length },
      mappings: mappingsOf(kind, facts),
    },
  };
}

function shown(resources: readonly Named[] = []): Trap['evidence']['users'] {
  return { items: resources.slice(0, SHOWN).map(({ id, name }) => ({ id, name })), total: resources.length };
}

function gravity(severity: TrapSeverity): number {
  return TrapSeverity.options.indexOf(severity);
}
