import type { Idp } from '#shared/contract/exchanges.ts';
import type { Fidelity } from '#shared/contract/findings.ts';
import type { Right } from '#shared/contract/tokens.ts';
import type { Sender } from '#shared/contract/golive.ts';
import type { Trap } from '#shared/contract/traps.ts';
import type { Named, Sighting } from '../traps/facts.ts';

/** What an identity provider does to a user in the course of time. */
export type Act = 'created' | 'updated' | 'disabled' | 'enabled' | 'deleted';

/** A group that an identity provider made. */
export interface PushedGroup extends Named {
  readonly members: number;
  readonly hasRights: boolean;
}

/** The user behind a token that the identity provider uses, or could use. */
export interface OwnerFact extends Named {
  readonly rights: readonly Right[];
  /** a token of this user was seen in the traffic */
  readonly used: boolean;
}

/** A rule whose setting differs from the documentation. */
export interface ChangedRule {
  readonly id: string;
  readonly title: string;
  readonly fidelity: Fidelity;
  readonly value: string;
  readonly documented: string;
}

/** The latest burst of calls. */
export interface Cycle {
  readonly from: string;
  readonly to: string;
  readonly exchanges: number;
  readonly refusedIds: readonly number[];
}

/** What an identity provider was seen to do. */
export interface SeenOfProvider {
  readonly senders: readonly Sender[];
  /** calls by which this identity provider tested the connection, newest first */
  readonly testIds: readonly number[];
  /** its calls that were answered, newest first */
  readonly answeredIds: readonly number[];
  /** users who were sent as whole resources, and how many of them had each required attribute */
  readonly required: {
    readonly users: number;
    readonly attributes: readonly { readonly path: string; readonly covered: number }[];
  };
  readonly acts: Readonly<Record<Act, readonly Sighting[]>>;
  readonly groups: readonly PushedGroup[];
  readonly cycle: Cycle | null;
  /** active users whom an identity provider made */
  readonly activeUsers: { readonly total: number; readonly cannotLogIn: readonly Named[] };
}

/** Everything that the checklist is judged by: gathered at a bounded cost, judged without I/O. It counts what came from outside. */
export interface GoLiveFacts extends SeenOfProvider {
  /** the identity provider in question: the one that the admin named, else the known one that called most, else the one that was simulated most */
  readonly idp: Idp | null;
  /** the same for what the simulator sent, which proves nothing about the real provider; null when it never sent anything */
  readonly simulated: SeenOfProvider | null;
  readonly traps: readonly Trap[];
  readonly owners: readonly OwnerFact[];
  readonly singleSignOn: 'unanswered' | 'on' | 'off';
  readonly rules: readonly ChangedRule[];
  readonly counts: {
    readonly exchanges: number;
    readonly refused: number;
    readonly users: number;
    readonly provisionedUsers: number;
    readonly groups: number;
  };
  readonly bounded: boolean;
}
