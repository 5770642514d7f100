import type { Idp } from '#shared/contract/exchanges.ts';
import type { Right } from '#shared/contract/tokens.ts';
import type { TrapId } from '#shared/contract/traps.ts';

/** A user or a group, by id and name. */
export interface Named {
  readonly id: string;
  readonly name: string;
}

/** What a trap needs to know of one user. */
export interface PersonFact extends Named {
  /** folded; null when there is none */
  readonly workEmail: string | null;
  readonly active: boolean;
  /** an identity provider made it */
  readonly provisioned: boolean;
  /** `active` was sent at least once */
  readonly hasActive: boolean;
  readonly wantsInvitation: boolean;
  readonly inGroup: boolean;
  readonly canLogIn: boolean;
}

/** One exchange, as far as traps look at it. */
export interface TrafficFact {
  readonly id: number;
  readonly idp: Idp;
  readonly method: string;
  readonly status: number;
  readonly resourceType: string | null;
}

/** An exchange that showed something about one resource. */
export interface Sighting {
  readonly exchangeId: number;
  readonly resource: Named | null;
}

/** A group with rights that was there before the identity provider wrote to it. */
export interface PrivilegedGroup extends Named {
  readonly rights: readonly Right[];
  readonly memberCount: number;
  /** exchanges that changed it, newest first; empty when none did */
  readonly exchangeIds: readonly number[];
}

/** Who owns a live token, and what the identity provider did to the user or to the groups that give it its rights. */
export interface TokenOwnerFact extends Named {
  readonly exchangeIds: readonly number[];
  readonly groups: readonly { readonly group: Named; readonly exchangeIds: readonly number[] }[];
}

/** What the inspection of a mapping export found that is one of these traps. */
export interface MappingFact {
  readonly trap: TrapId;
  /** target attribute, as the mapping writes it */
  readonly attribute: string;
}

/** Everything that traps are found in: gathered by `golive`, bounded, and judged here without I/O. */
export interface TrapFacts {
  readonly singleSignOn: 'unanswered' | 'on' | 'off';
  /** the rule user-without-group warns */
  readonly wantsGroup: boolean;
  /** newest first */
  readonly users: readonly PersonFact[];
  readonly groupCount: number;
  readonly privilegedGroups: readonly PrivilegedGroup[];
  readonly tokenOwners: readonly TokenOwnerFact[];
  /** groups that are members of groups */
  readonly nestedGroups: readonly { readonly inner: Named; readonly outer: Named }[];
  /** newest first */
  readonly traffic: readonly TrafficFact[];
  /** user names that were stored in lower case other than they were sent, newest first */
  readonly lowerCased: readonly Sighting[];
  /** extension attributes written with a dot before their name, newest first */
  readonly dotted: readonly (Sighting & { readonly attribute: string })[];
  /** users who were refused for want of a work e-mail and are still not there, newest first */
  readonly refusedForMail: readonly (Sighting & { readonly userName: string })[];
  readonly mappings: readonly MappingFact[];
}
