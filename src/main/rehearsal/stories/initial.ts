import type { Person } from '../company/person.ts';
import { quarantinesAfter } from '../entra-job.ts';
import { count, createdWords, failureWords, forEach } from './bulk.ts';
import { checkStored } from './check-stored.ts';
import { NotAsExpected, type Step, type Story, insist } from './step.ts';
import type { World } from './world.ts';

const SAMPLE = 10;

export const initial: Story = {
  name: 'initial',
  begins: 'cycle',
  steps: (world) => [
    provisioning(world),
    ...withoutMail(world),
    ...managers(world),
    ...groups(world),
    roundTrip(world),
    ...nothingLeft(world),
    ...importing(world),
  ],
};

function provisioning(world: World): Step {
  const { provider, company, driver } = world;
  const size = company.size - lackingMail(world).length;
  return {
    say: `${provider.name} provisions ${count(size, 'person', 'people')} in its initial cycle.`,
    expect: 'Everybody is looked up and created, or matched with an account that is there already; nobody is refused.',
    async run() {
      let matched = 0;
      const assign = async (person: Person) => {
        if ((await driver.assign(person)) === 'matched') matched += 1;
      };
      const result = await forEach(world, havingMail(world), size, assign);
      if (result.failed > 0) {
        const isQuarantined = provider.idp === 'entra' && quarantinesAfter({ attempted: result.done, failed: result.failed });
        const end = isQuarantined ? ' So many failures put the job into quarantine.' : '';
        throw new NotAsExpected(failureWords(result, 'people') + end);
      }
      return { told: createdWords(result.done - matched, matched, { one: 'account', many: 'accounts' }) };
    },
  };
}

/** An address is a required mapping (documented), so the refusal of these people is no fault of the set-up. */
function withoutMail(world: World): Step[] {
  const { provider, driver } = world;
  const without = lackingMail(world);
  if (without.length === 0) return [];
  return [
    {
      say: `${provider.name} comes to ${count(without.length, 'person', 'people')} without a mail address.`,
      expect:
        'Each is refused with 400, because the address is a required mapping (documented), or accepted; the others are not touched.',
      async run() {
        const result = await forEach(world, without, without.length, (person) => driver.assign(person));
        const strange = [...result.failures.keys()].find((one) => !/answered with 400/.test(one));
        insist(strange === undefined, strange ?? '');
        const names = without.slice(0, 5).map(({ displayName }) => displayName);
        const told =
          result.failed === 0
            ? 'They were accepted without an address.'
            : `${count(result.failed, 'person was', 'people were')} refused: ${names.join(', ')}${without.length > 5 ? ' …' : ''}. Give them an address, or leave them out of the scope.`;
        return { told };
      },
    },
  ];
}

function managers(world: World): Step[] {
  const { provider, driver, outflow, company } = world;
  if (outflow.managerTarget === null || provider.idp !== 'entra') return [];
  return [
    {
      say: `${provider.name} sends who is whose manager, in a second pass.`,
      expect: 'Each reference is accepted, now that both people are there.',
      async run() {
        if (nobodyArrived(world))
          return { told: 'Nobody arrived at the target, so nobody can have a manager there.', skipped: true };
        const result = await forEach(world, everybody(world), company.size, (person) => driver.setManager(person));
        insist(result.failed === 0, failureWords(result, 'references'));
        return { told: 'All references to managers were accepted.' };
      },
    },
  ];
}

function groups(world: World): Step[] {
  const { provider, company, driver } = world;
  if (!provider.pushesGroups || company.groups.length === 0) return [];
  const size = company.groups.length;
  // Entra ID writes memberships in a second pass, when users and groups are there.
  const inTwoPasses = provider.idp === 'entra';
  const membersOf = (members: readonly number[]) => members.map((index) => company.person(index));
  const push: Step = {
    say: `${provider.name} pushes ${count(size, 'group', 'groups')}${inTwoPasses ? '' : ' with their members'}.`,
    expect: 'Each group is created, or matched with one of its name.',
    async run() {
      let matched = 0;
      const result = await forEach(world, company.groups, size, async (group) => {
        if ((await driver.pushGroup(group, inTwoPasses ? [] : membersOf(group.members))) === 'matched') matched += 1;
      });
      insist(result.failed === 0, failureWords(result, 'groups'));
      const told = createdWords(result.done - matched, matched, { one: 'group', many: 'groups' });
      const note = `A matched group keeps the rights that it has (assumed), and the members that are pushed get them.`;
      return { told, notes: matched > 0 ? [note] : [] };
    },
  };
  const fill: Step = {
    say: `${provider.name} adds the members of ${count(size, 'group', 'groups')}.`,
    expect: 'Each change of members is accepted.',
    async run() {
      if (nobodyArrived(world)) return { told: 'Nobody arrived at the target, so there are no members to add.', skipped: true };
      const result = await forEach(world, company.groups, size, (group) =>
        driver.changeMembers(group, { add: membersOf(group.members), remove: [] }),
      );
      insist(result.failed === 0, failureWords(result, 'groups'));
      return { told: `The members of ${count(size, 'group', 'groups')} were added.` };
    },
  };
  return inTwoPasses ? [push, fill] : [push];
}

function roundTrip(world: World): Step {
  return {
    say: 'The rehearsal reads some people and groups back.',
    expect: 'The target has every mapped value as it was sent, and the members of each group.',
    async run() {
      const notes = new Set<string>();
      const sample = first(havingMail(world), SAMPLE).filter((person) => world.book.user(person) !== undefined);
      for (const person of sample) for (const note of await checkStored(world, person)) notes.add(note);
      for (const group of world.company.groups.slice(0, 3)) {
        if (!world.provider.pushesGroups || world.book.group(group) === undefined) continue;
        const members = new Set(await world.probe.members(group));
        const wanted = world.book.members(group);
        const missing = wanted.filter((person) => !members.has(world.book.mustKnow(person)));
        insist(
          missing.length === 0,
          `${count(missing.length, 'member', 'members')} of the group ${group.name} did not arrive at the target.`,
        );
        if (members.size > wanted.length) {
          notes.add(
            `The group ${group.name} has members at the target who were there before, and ${world.provider.name} leaves them.`,
          );
        }
      }
      if (sample.length === 0) return { told: 'Nobody arrived at the target, so there is nothing to read back.', skipped: true };
      return {
        told: `${count(sample.length, 'person has', 'people have')} the values that were sent.`,
        notes: [...notes].slice(0, 3),
      };
    },
  };
}

/** Entra ID compares in each cycle what it has with what the target has. */
function nothingLeft(world: World): Step[] {
  const { provider, driver, book } = world;
  if (provider.idp !== 'entra') return [];
  return [
    {
      say: `${provider.name} begins its next cycle and compares.`,
      expect: 'Nothing is left to change, so nothing but reads is sent.',
      async run() {
        const sample = first(havingMail(world), SAMPLE).filter((person) => book.user(person) !== undefined);
        if (sample.length === 0) return { told: 'Nobody arrived at the target, so there is nothing to compare.', skipped: true };
        const before = world.writes();
        for (const person of sample) await driver.change(person);
        const writes = world.writes() - before;
        if (writes === 0) return { told: `${count(sample.length, 'person was', 'people were')} compared, and nothing was sent.` };
        return {
          told: `${count(writes, 'person of', 'people of')} ${sample.length} would be changed again in every cycle, because the target keeps a value otherwise than it was sent.`,
          notes: ['Map userName with ToLower, or whatever the target does to the value.'],
        };
      },
    },
  ];
}

function importing({ provider, driver }: World): Step[] {
  const { importUsers } = driver;
  if (importUsers === undefined) return [];
  return [
    {
      say: `${provider.name} imports the users of the target, page by page.`,
      expect: 'Pages of 100 follow each other in a stable order; nobody comes twice.',
      async run() {
        const { users, twice } = await importUsers();
        insist(twice === 0, `${count(twice, 'user', 'users')} came on two pages, so the order is not stable.`);
        return { told: `${count(users, 'user was', 'users were')} imported.` };
      },
    },
  ];
}

function nobodyArrived(world: World): boolean {
  for (const person of everybody(world)) if (world.book.user(person) !== undefined) return false;
  return true;
}

function* everybody({ company, people }: World): Iterable<Person> {
  for (let i = 0; i < company.size; i++) yield people.of(company.person(i));
}

function* havingMail(world: World): Iterable<Person> {
  for (const person of everybody(world)) if (person.mail !== null) yield person;
}

function lackingMail(world: World): Person[] {
  const lacking: Person[] = [];
  for (const person of everybody(world)) if (person.mail === null) lacking.push(person);
  return lacking;
}

function first<T>(items: Iterable<T>, most: number): T[] {
  const taken: T[] = [];
  for (const item of items) {
    if (taken.length === most) break;
    taken.push(item);
  }
  return taken;
}
