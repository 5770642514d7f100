import type { Fidelity } from '#shared/contract/findings.ts';
import type { TrapId, TrapSeverity } from '#shared/contract/traps.ts';
import type { Place } from '../explain/places.ts';
import type { AnyRuleId } from '../rules/settings.ts';
import type { Named, TrapFacts } from './facts.ts';

/** What a trap was seen in, before it is cut to what is shown. */
export interface Found {
  /** sentence with the figures */
  readonly what: string;
  readonly severity?: TrapSeverity;
  readonly users?: readonly Named[];
  readonly groups?: readonly Named[];
  readonly exchangeIds?: readonly number[];
}

/** One thing that goes wrong only later, and can be seen beforehand. */
export interface TrapKind<Id extends TrapId = TrapId> {
  readonly id: Id;
  /** short, for lists: what is looked for */
  readonly title: string;
  /** unless what was found says otherwise */
  readonly severity: TrapSeverity;
  readonly why: string;
  readonly fix: string;
  readonly place: Place | null;
  readonly ruleId: AnyRuleId | null;
  /** where no rule says it */
  readonly fidelity?: Fidelity;
  /** @returns null when it is not there */
  find(facts: TrapFacts): Found | null;
}

/** "1 user has", "3 users have" */
export function counted(count: number, one: string, many: string): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? one : many}`;
}

/** Each resource once, in the order given. */
export function distinct(resources: readonly (Named | null)[]): Named[] {
  const byId = new Map<string, Named>();
  for (const resource of resources) if (resource !== null && !byId.has(resource.id)) byId.set(resource.id, resource);
  return [...byId.values()];
}
