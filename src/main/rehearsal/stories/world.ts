import type { SimulatedIdp } from '#shared/contract/rehearsals.ts';
import type { Outflow } from '../attributes/outflow.ts';
import { newcomer } from '../company/generate.ts';
import type { Company, Group, Person } from '../company/person.ts';
import { type Book, type Driver, NotProvisioned } from '../drivers/driver.ts';
import type { SimulatedProvider } from '../idps.ts';
import { Refused } from '../wire/refused.ts';
import type { Probe } from './probe.ts';

/** Which person plays which part in the stories. */
export interface Cast {
  readonly mover: Person;
  readonly blocked: Person;
  readonly unassigned: Person;
  readonly deleted: Person;
  readonly joiner: Person;
  readonly second: Person;
}

/** What a story works with. */
export interface World {
  readonly idp: SimulatedIdp;
  readonly provider: SimulatedProvider;
  readonly company: Company;
  readonly cast: Cast;
  readonly driver: Driver;
  /** the same identity provider with a token that the target does not know */
  readonly strangersDriver: Driver;
  readonly book: Book;
  readonly outflow: Outflow;
  readonly probe: Probe;
  readonly people: PeopleNow;
  /** requests that change something, sent by the identity provider in this step so far */
  writes(): number;
  /** all requests of the identity provider in this step so far */
  requests(): number;
  /** reports how far a step of many requests has come */
  readonly progress: (done: number, of: number) => void;
  readonly signal: AbortSignal;
}

/** People as they are now, after what the stories did to them. */
export class PeopleNow {
  readonly #changed = new Map<string, Person>();

  of(person: Person): Person {
    return this.#changed.get(person.key) ?? person;
  }

  change(person: Person, change: Partial<Person>): Person {
    const next = { ...this.of(person), ...change };
    this.#changed.set(person.key, next);
    return next;
  }
}

const LOOKED_AT = 200;

/** People who have a mail address and a surname; newcomers fill up a company that has too few of them. */
export function castFrom(company: Company, seed: number): Cast {
  const fit: Person[] = [];
  for (let i = 0; i < Math.min(company.size, LOOKED_AT) && fit.length < 4; i++) {
    const person = company.person(i);
    if (person.mail !== null && person.familyName !== '' && person.active) fit.push(person);
  }
  const part = (place: number) => fit[place] ?? newcomer(company, 10 + place, seed);
  return {
    mover: part(0),
    blocked: part(1),
    unassigned: part(2),
    deleted: part(3),
    joiner: newcomer(company, 1, seed),
    second: newcomer(company, 2, seed),
  };
}

/** The group that the stories put people into. */
export const TEAM: Group = {
  key: 'team',
  objectId: '5d0f3c8e-94f5-4b6a-8a0e-2a1f6f1f0b11',
  name: 'Rehearsal: new projects',
  members: [],
};

/**
 * Brings those people to the target who must be there before the story begins.
 * @throws NotProvisioned when they are refused, which an earlier step has reported
 */
export async function ensureAssigned({ book, driver, people }: World, ...wanted: readonly Person[]): Promise<void> {
  for (const person of wanted) {
    if (book.user(person) !== undefined) continue;
    try {
      await driver.assign(people.of(person));
    } catch (error) {
      if (error instanceof Refused) throw new NotProvisioned(person, error);
      throw error;
    }
  }
}

/** Puts people into the team; pushes it where it is not there yet. */
export async function ensureInTeam(world: World, ...wanted: readonly Person[]): Promise<void> {
  const { book, driver, people } = world;
  await ensureAssigned(world, ...wanted);
  if (book.group(TEAM) === undefined) await driver.pushGroup(TEAM, []);
  const inside = new Set(book.members(TEAM).map(({ key }) => key));
  const add = wanted.filter(({ key }) => !inside.has(key)).map((person) => people.of(person));
  if (add.length > 0) await driver.changeMembers(TEAM, { add, remove: [] });
}
