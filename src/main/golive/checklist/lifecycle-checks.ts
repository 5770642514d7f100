import type { Idp } from '#shared/contract/exchanges.ts';
import type { CheckId } from '#shared/contract/golive.ts';
import { foldCase } from '../../scim/fold-case.ts';
import type { Named, Sighting } from '../../traps/facts.ts';
import { counted, distinct } from '../../traps/trap-kind.ts';
import type { Act } from '../facts.ts';
import { type CheckKind, type LookedAt, type Seen, listed, nameOfIdp } from './check-kind.ts';

/** Joiner, mover, leaver and returner: each should have been seen once. */
export const lifecycleChecks = {
  'user-created': {
    id: 'user-created',
    title: 'A user was created',
    why: 'A user who is assigned and has no account is created.',
    place: 'assignment',
    ruleId: 'first-login',
    look: (facts) => seen(facts, 'created', 'created', 'Assign one person to the application and provision them.'),
  },
  'user-updated': {
    id: 'user-updated',
    title: 'A user was updated',
    why: 'A marriage, a new department, a new mail address: what changes in the directory must arrive under the same user name.',
    place: 'people',
    ruleId: 'match-by-user-name',
    look: (facts) =>
      seen(facts, 'updated', 'changed', 'Change the family name of a provisioned person, and wait for the next cycle.'),
  },
  'user-disabled': {
    id: 'user-disabled',
    title: 'A leaver was disabled',
    why: 'A leaver who stays active can still log in. It happens by `active` being false, which has to be mapped.',
    place: 'people',
    ruleId: 'optional-mappings',
    look: (facts) => seen(facts, 'disabled', 'disabled', HOW_TO_DISABLE[facts.idp ?? 'unknown'] ?? UNASSIGN),
  },
  'user-enabled': {
    id: 'user-enabled',
    title: 'A user was enabled again',
    why: 'Who comes back keeps account and groups. Entra ID does not send the memberships again, so they must still be there.',
    place: 'people',
    ruleId: 'optional-mappings',
    look: (facts) => seen(facts, 'enabled', 'enabled', 'Assign, or enable, the person again whom you disabled before.'),
  },
  'user-deleted': {
    id: 'user-deleted',
    title: 'A user was deleted',
    why: 'A user who is removed from the identity provider is deleted. Not every identity provider sends that.',
    place: 'people',
    ruleId: 'removed-user',
    look(facts) {
      const { idp, acts } = facts;
      if (acts.deleted.length === 0 && idp === 'okta') {
        return {
          state: 'not-possible',
          what: 'Okta never deletes a user over SCIM. Leavers are disabled and stay, until somebody deletes them in the product.',
        };
      }
      return seen(facts, 'deleted', 'deleted', idp === 'entra' ? DELETE_IN_ENTRA : DELETE);
    },
  },
} as const satisfies { readonly [K in Extract<CheckId, `user-${string}`>]: CheckKind<K> };

const UNASSIGN = 'Unassign one provisioned person from the application, or disable them.';
const HOW_TO_DISABLE: Partial<Record<Idp, string>> = {
  entra: 'Remove one provisioned person from Users and groups, or block their sign-in, and wait for the next cycle.',
  okta: 'Unassign one provisioned person; Deactivate Users must be ticked.',
};
const DELETE =
  'Delete one provisioned test person. If your identity provider never does that, write so as the reason of a waiver.';
const DELETE_IN_ENTRA =
  'Delete a test person who is still assigned, then delete them permanently under Deleted users. Entra ID deletes only then, by itself after 30 days, and never whoever was unassigned before. If that is what you live with, write so as the reason of a waiver.';

function seen({ acts, idp }: LookedAt, act: Act, deed: string, next: string): Seen {
  const sightings = acts[act];
  const people = peopleOf(sightings);
  if (people.length === 0) return { state: 'open', lacking: true, what: `${nameOfIdp(idp)} has ${deed} no user yet.`, next };
  const who = people.length > 3 ? counted(people.length, 'user', 'users') : listed(people.map(nameWithTimes));
  return {
    state: 'done',
    what: `${nameOfIdp(idp)} ${deed} ${who}.`,
    users: people.map(({ latest }) => latest),
    exchangeIds: sightings.map(({ exchangeId }) => exchangeId),
  };
}

interface Person {
  /** the account that was seen last */
  readonly latest: Named;
  /** how many accounts of this name there were, one after the other */
  readonly accounts: number;
}

/**
 * Who was seen, each person once. Who is deleted and comes back gets another id under the same user name, and so does everybody whom a second rehearsal
 * plays; whoever is renamed keeps the id.
 * @param sightings newest first
 */
function peopleOf(sightings: readonly Sighting[]): Person[] {
  const people = new Map<string, Person>();
  for (const account of distinct(sightings.map(({ resource }) => resource))) {
    const key = foldCase(account.name);
    const known = people.get(key);
    people.set(key, known === undefined ? { latest: account, accounts: 1 } : { ...known, accounts: known.accounts + 1 });
  }
  return [...people.values()];
}

function nameWithTimes({ latest, accounts }: Person): string {
  if (accounts === 1) return latest.name;
  return `${latest.name} (${accounts === 2 ? 'twice' : `${accounts} times`})`;
}
