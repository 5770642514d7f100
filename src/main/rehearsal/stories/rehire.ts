import { checkStored, insistOnActive } from './check-stored.ts';
import { type Step, type Story, insist } from './step.ts';
import { TEAM, type World, ensureAssigned, ensureInTeam } from './world.ts';

export const rehire: Story = {
  name: 'rehire',
  begins: 'cycle',
  steps: (world) => [enabled(world), ...(world.provider.pushesGroups ? [memberAgain(world)] : []), hiredAnew(world)],
};

function enabled(world: World): Step {
  const { cast, provider, driver, people, probe, book } = world;
  const { blocked: person } = cast;
  return {
    say: `${person.displayName} comes back and is enabled again.`,
    expect: 'The same account is active again; no second one is made.',
    async run() {
      if (provider.pushesGroups) await ensureInTeam(world, person);
      else await ensureAssigned(world, person);
      if (people.of(person).active) await driver.disable(people.change(person, { active: false }));
      const id = book.mustKnow(person);
      await driver.enable(people.change(person, { active: true }));
      insist(book.user(person) === id, `${provider.name} now has another account for ${person.displayName}.`);
      insistOnActive(await probe.user(person), true, person);
      return { told: `The account of ${person.displayName} is active again.` };
    },
  };
}

function memberAgain({ cast, provider, probe, book }: World): Step {
  const { blocked: person } = cast;
  return {
    say: `The rehearsal looks at the groups of ${person.displayName}.`,
    expect: `The memberships are there, though ${provider.name} did not send them again.`,
    async run() {
      const id = book.mustKnow(person);
      const members = await probe.members(TEAM);
      insist(
        members?.includes(id) === true,
        `${person.displayName} came back without the membership in ${TEAM.name}, and ${provider.name} will not send it again.`,
      );
      return { told: 'The membership is there.' };
    },
  };
}

function hiredAnew(world: World): Step {
  const { cast, provider, driver, people, probe, outflow, book } = world;
  const { deleted: person } = cast;
  return {
    say: `${person.displayName}, once deleted, is hired anew with the same user name.`,
    expect: 'There is exactly one active account of that user name, whether it is new or the old one taken over.',
    async run() {
      const back = people.change(person, { active: true });
      const came = book.user(back) === undefined ? await driver.assign(back) : 'matched';
      const notes = await checkStored(world, back);
      insistOnActive(await probe.user(back), true, back);
      const found = await probe.usersNamed(outflow.userNameOf(back) ?? '');
      insist(found.length === 1, `The user name finds ${found.length} accounts instead of one.`);
      const told = came === 'created' ? `${provider.name} created a new account.` : 'The account that was there was taken over.';
      return { told, notes };
    },
  };
}
