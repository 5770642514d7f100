import { checkStored, insistOnActive } from './check-stored.ts';
import { type Story, insist } from './step.ts';
import { TEAM, ensureInTeam } from './world.ts';

export const joiner: Story = {
  name: 'joiner',
  begins: 'on-demand',
  steps: (world) => {
    const { provider, cast, driver, book, probe, people } = world;
    const { joiner: person } = cast;
    const { displayName } = person;
    const assigned = {
      say: `${displayName} joins and is assigned; ${provider.name} provisions the account.`,
      expect: 'The account is created, active, with every mapped value, and is found by its user name.',
      async run() {
        const came = await driver.assign(people.of(person));
        const notes = await checkStored(world, people.of(person));
        insistOnActive(await probe.user(person), true, person);
        const found = await probe.usersNamed(world.outflow.userNameOf(person) ?? '');
        insist(found.length === 1, `A search for the user name finds ${found.length} accounts instead of one.`);
        const told = came === 'created' ? 'was created' : 'was there already and was taken over';
        return { told: `The account of ${displayName} ${told}.`, notes };
      },
    };
    const joined = {
      say: `${displayName} is put into the group ${TEAM.name}.`,
      expect: 'The target lists the account among the members.',
      async run() {
        await ensureInTeam(world, person);
        const members = await probe.members(TEAM);
        insist(members?.includes(book.mustKnow(person)) === true, `${displayName} is not among the members of ${TEAM.name}.`);
        return {
          told: `${displayName} is a member of ${TEAM.name}. A new group has no rights (documented) until someone grants them.`,
        };
      },
    };
    return provider.pushesGroups ? [assigned, joined] : [assigned];
  },
};
