import type { SimulatedIdp } from '#shared/contract/rehearsals.ts';
import type { Outflow } from '../attributes/outflow.ts';
import type { Person } from '../company/person.ts';
import type { Wire } from '../wire/wire.ts';

/** A group as it is pushed. */
export interface PushedGroup {
  readonly key: string;
  readonly objectId: string;
  readonly name: string;
}

export type Activity = 'cycle' | 'on-demand';

/**
 * An identity provider at work: each method is one event in its directory, and sends what the provider sends for it, which may be nothing.
 * An answer that the provider cannot accept is thrown as `Refused`.
 */
export interface Driver {
  /** What comes before anything else in an activity, such as Entra ID's probe. */
  begin(activity: Activity): Promise<void>;
  /** The button that tests the connection. @returns what to know of the answers, as sentences */
  test(): Promise<string[]>;
  /** Assigned, or enabled and assigned again: looked for, then created or taken over. */
  assign(person: Person): Promise<'created' | 'matched'>;
  /** An attribute changed. */
  change(person: Person): Promise<void>;
  /** Blocked in the directory. */
  disable(person: Person): Promise<void>;
  /** No longer assigned to the app. */
  unassign(person: Person): Promise<void>;
  /** Blocked before, and no longer. */
  enable(person: Person): Promise<void>;
  /** Deleted for good. */
  remove(person: Person): Promise<void>;
  /** Sends the manager once both people are there; does nothing where the mappings have no manager. */
  setManager(person: Person): Promise<void>;
  /** Looked for, then created or taken over. @param members the people who are in it from the start */
  pushGroup(group: PushedGroup, members: readonly Person[]): Promise<'created' | 'matched'>;
  renameGroup(group: PushedGroup): Promise<void>;
  changeMembers(group: PushedGroup, change: { add: readonly Person[]; remove: readonly Person[] }): Promise<void>;
  deleteGroup(group: PushedGroup): Promise<void>;
  /** Reads all users of the target, where the provider does that. */
  readonly importUsers?: () => Promise<{ users: number; twice: number }>;
}

export interface DriverContext {
  readonly idp: SimulatedIdp;
  readonly wire: Wire;
  readonly outflow: Outflow;
  readonly book: Book;
  /** the next GUID of a fixed order */
  readonly guid: () => string;
}

/** What an identity provider remembers about the target: ids, and whom it put where. It never reads memberships back. */
export class Book {
  readonly #users = new Map<string, string>();
  readonly #groups = new Map<string, string>();
  readonly #members = new Map<string, Map<string, Person>>();
  readonly #unassigned = new Set<string>();

  learnUser(person: Person, id: string): void {
    this.#users.set(person.key, id);
    this.#unassigned.delete(person.key);
  }

  forgetUser({ key }: Person): void {
    this.#users.delete(key);
    for (const members of this.#members.values()) members.delete(key);
  }

  user({ key }: { key: string }): string | undefined {
    return this.#users.get(key);
  }

  /** @throws NotProvisioned when the person has no id at the target yet */
  mustKnow(person: Person): string {
    const id = this.#users.get(person.key);
    if (id === undefined) throw new NotProvisioned(person);
    return id;
  }

  markUnassigned({ key }: Person): void {
    this.#unassigned.add(key);
  }

  wasUnassigned({ key }: Person): boolean {
    return this.#unassigned.has(key);
  }

  learnGroup({ key }: PushedGroup, id: string): void {
    this.#groups.set(key, id);
    if (!this.#members.has(key)) this.#members.set(key, new Map());
  }

  forgetGroup({ key }: PushedGroup): void {
    this.#groups.delete(key);
    this.#members.delete(key);
  }

  group({ key }: PushedGroup): string | undefined {
    return this.#groups.get(key);
  }

  mustKnowGroup(group: PushedGroup): string {
    const id = this.#groups.get(group.key);
    if (id === undefined) throw new NotProvisioned({ displayName: `the group ${group.name}` });
    return id;
  }

  /** Those of its members who have an id. */
  members({ key }: PushedGroup): Person[] {
    return [...(this.#members.get(key)?.values() ?? [])];
  }

  putMembers({ key }: PushedGroup, change: { add: readonly Person[]; remove: readonly Person[] }): void {
    const members = this.#members.get(key) ?? new Map<string, Person>();
    this.#members.set(key, members);
    for (const person of change.remove) members.delete(person.key);
    for (const person of change.add) if (this.#users.has(person.key)) members.set(person.key, person);
  }
}

/** An earlier step did not bring the person or the group to the target, so there is nothing to change. */
export class NotProvisioned extends Error {
  override readonly name = 'NotProvisioned';
  constructor({ displayName }: Pick<Person, 'displayName'>, cause?: Error) {
    const why = cause === undefined ? '' : ` ${cause.message}`;
    super(`There is nothing to change, because ${displayName} did not arrive at the target.${why}`, { cause });
  }
}

/** The user name that the mappings give a person. @throws NoUserName when they give none: without the matching attribute an identity provider does nothing */
export function userNameFor(outflow: Outflow, person: Person): string {
  const userName = outflow.userNameOf(person);
  if (userName === null) throw new NoUserName(person);
  return userName;
}

/** The mappings give a person no user name. */
export class NoUserName extends Error {
  override readonly name = 'NoUserName';
  constructor({ displayName }: Person) {
    super(`The mappings give ${displayName} no userName, which people are matched by, so nothing can be sent. Map userName.`);
  }
}

/** A string inside a filter (RFC 7644 §3.4.2.2). */
export function quoted(value: string): string {
  return JSON.stringify(value);
}

/** A filter as a query, encoded as forms are: a plus sign for a blank. */
export function plusEncoded(filter: string): string {
  return new URLSearchParams({ filter }).toString();
}

/** The list in parts of at most `size`. */
export function chunks<T>(list: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
  return parts;
}
