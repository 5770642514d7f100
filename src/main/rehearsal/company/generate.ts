import { DEPARTMENTS, FAMILY_NAMES, GIVEN_NAMES, GROUP_NAMES, JOB_TITLES, addressPart } from './names.ts';
import type { Company, Group, Person } from './person.ts';
import { type Random, guidFrom, pick, randomFrom, seedOf } from './random.ts';

const DOMAIN = 'contoso.example';
const LARGEST_GROUP = 500;
/** How many pairs of given and family name there are, and a step without a common factor, so that each pair comes up once. */
const PAIRS = GIVEN_NAMES.length * FAMILY_NAMES.length;
const STEP = 2_003;

/**
 * A company that is the same for the same seed. Some people are as in real directories: a user name in mixed case, a mail address that is
 * not the user name, no mail address at all, a name that others have too.
 */
export function generateCompany(options: { people: number; groups: number; seed: number }): Company {
  const { people, seed } = options;
  const groups = Array.from({ length: options.groups }, (_, place) => makeGroup(place, people, options.groups, seed));
  return { size: people, domain: DOMAIN, groups, person: (index) => makePerson(index, seed) };
}

/** One more person, not assigned yet. @param place numbers the people outside the company */
export function newcomer(company: Company, place: number, seed: number): Person {
  const random = randomFrom(seedOf(seed, `newcomer ${place}`));
  const givenName = pick(GIVEN_NAMES, random);
  const familyName = pick(FAMILY_NAMES, random);
  const userName = `${addressPart(givenName)}.${addressPart(familyName)}.new${place}@${company.domain}`;
  return compose({ key: `new${place}`, random, givenName, familyName, userName, mail: userName, manager: null });
}

function makePerson(index: number, seed: number): Person {
  const random = randomFrom(seedOf(seed, `person ${index}`));
  const place = ((index % PAIRS) * STEP + (seed % PAIRS)) % PAIRS;
  const round = Math.floor(index / PAIRS);
  const givenName = GIVEN_NAMES[place % GIVEN_NAMES.length] ?? GIVEN_NAMES[0];
  const familyName = FAMILY_NAMES[Math.floor(place / GIVEN_NAMES.length)] ?? FAMILY_NAMES[0];
  const number = round === 0 ? '' : String(round + 1);
  const local = `${addressPart(givenName)}.${addressPart(familyName)}${number}`;
  return compose({
    key: `p${index}`,
    random,
    givenName,
    familyName,
    userName: index % 7 === 3 ? `${capitalised(local)}@Contoso.example` : `${local}@${DOMAIN}`,
    mail: mailOf(index, local),
    manager: index === 0 ? null : `p${Math.floor((index - 1) / 8)}`,
  });
}

function mailOf(index: number, local: string): string | null {
  if (index % 53 === 17) return null;
  return index % 11 === 5 ? `${local}@mail.${DOMAIN}` : `${local}@${DOMAIN}`;
}

function compose(
  given: Pick<Person, 'key' | 'givenName' | 'familyName' | 'userName' | 'mail' | 'manager'> & { random: Random },
): Person {
  const { random, ...person } = given;
  return {
    ...person,
    objectId: guidFrom(random),
    displayName: `${person.givenName} ${person.familyName}`,
    department: pick(DEPARTMENTS, random),
    jobTitle: pick(JOB_TITLES, random),
    active: true,
  };
}

function capitalised(local: string): string {
  return local.replace(/(^|[.'-])([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase());
}

function makeGroup(place: number, people: number, groups: number, seed: number): Group {
  const random = randomFrom(seedOf(seed, `group ${place}`));
  const objectId = guidFrom(random);
  const base = GROUP_NAMES[place % GROUP_NAMES.length] ?? GROUP_NAMES[0];
  const round = Math.floor(place / GROUP_NAMES.length);
  const size = Math.min(LARGEST_GROUP, people, Math.ceil((people * 1.5) / groups));
  const members = new Set<number>();
  while (members.size < size) members.add(Math.floor(random() * people));
  return { key: `g${place}`, objectId, name: round === 0 ? base : `${base} ${round + 1}`, members: [...members] };
}
