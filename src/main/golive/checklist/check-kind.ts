import type { Idp } from '#shared/contract/exchanges.ts';
import type { Fidelity } from '#shared/contract/findings.ts';
import type { CheckId } from '#shared/contract/golive.ts';
import type { Place } from '../../explain/places.ts';
import type { AnyRuleId } from '../../rules/settings.ts';
import type { Named } from '../../traps/facts.ts';
import type { GoLiveFacts } from '../facts.ts';
import { IDP_NAMES } from '../../dialect/idp-names.ts';

/** What was seen of one check, before it is cut to what is shown. */
export interface Seen {
  readonly state: 'open' | 'done' | 'not-possible';
  /** sentence with the figures */
  readonly what: string;
  /** what to do; left out when nothing is */
  readonly next?: string;
  /** it is open because nothing of the kind has arrived, not because something that arrived is wrong */
  readonly lacking?: true;
  /** it is to be done in this console, not in the identity provider */
  readonly elsewhere?: boolean;
  readonly users?: readonly Named[];
  readonly groups?: readonly Named[];
  readonly exchangeIds?: readonly number[];
  readonly mappings?: readonly string[];
  /** what is open, so that a waiver covers this and nothing that comes later; when left out, a waiver covers whatever is open */
  readonly subject?: string;
}

/** What a check looks at. */
export type LookedAt = Omit<GoLiveFacts, 'simulated'>;

/** One thing that should have been seen before going live. */
export interface CheckKind<Id extends CheckId = CheckId> {
  readonly id: Id;
  readonly title: string;
  readonly why: string;
  readonly place: Place | null;
  readonly ruleId: AnyRuleId | null;
  readonly fidelity?: Fidelity;
  look(facts: LookedAt): Seen;
}

const NAMES: Readonly<Record<Idp, string>> = { ...IDP_NAMES, unknown: 'The identity provider' };

/** As the subject of a sentence: "Entra ID", or "The identity provider" while none is known. */
export function nameOfIdp(idp: Idp | null): string {
  return NAMES[idp ?? 'unknown'];
}

/** The same within a sentence. */
export function idpWithin(idp: Idp | null): string {
  return idp === null || idp === 'unknown' ? 'the identity provider' : NAMES[idp];
}

/** "a", "a and b", "a, b and 3 more" */
export function listed(names: readonly string[], most = 4): string {
  const shown = names.slice(0, most);
  const more = names.length - shown.length;
  const parts = more > 0 ? [...shown, `${more.toLocaleString('en-US')} more`] : shown;
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}
