import type { Group, Person } from '../company/person.ts';
import { Refused } from '../wire/refused.ts';
import { type Came, type Step, type Story, insist } from './step.ts';
import { TEAM, type World, ensureAssigned, ensureInTeam } from './world.ts';

export const collision: Story = {
  name: 'collision',
  begins: 'cycle',
  steps: (world) => (world.provider.pushesGroups ? [sameUserName(world), sameGroupName(world)] : [sameUserName(world)]),
};

/** Someone whose account was made by hand before, or who was deleted and created anew in the directory. */
function sameUserName(world: World): Step {
  const { cast, provider, driver, people, probe, outflow, book } = world;
  const first = cast.second;
  return {
    say: `${provider.name} provisions someone whose user name is there already, in capital letters.`,
    expect: 'The search ignores case, so the account that is there is taken over (documented); no second one is made.',
    async run() {
      await ensureAssigned(world, first);
      const id = book.mustKnow(first);
      const twin: Person = { ...people.of(first), key: `${first.key} twin`, userName: people.of(first).userName.toUpperCase() };
      await driver.assign(twin);
      insist(book.user(twin) === id, 'A second account was made, or another one was taken over.');
      const found = await probe.usersNamed(outflow.userNameOf(first) ?? '');
      insist(found.length === 1, `The user name finds ${found.length} accounts instead of one.`);
      await driver.change(people.of(first));
      book.forgetUser(twin);
      return { told: 'The account that was there was taken over, and its rights with it.' };
    },
  };
}

function sameGroupName(world: World): Step {
  const { cast, provider, driver, probe, book } = world;
  const twin: Group = { ...TEAM, key: 'team twin', name: TEAM.name.toUpperCase() };
  return {
    say: `${provider.name} pushes a group whose name is there already, in capital letters.`,
    expect:
      'The group that is there is matched, or the second one is refused with 409; two groups of one name are no use to anybody.',
    async run(): Promise<Came> {
      await ensureInTeam(world, cast.second);
      try {
        await driver.pushGroup(twin, []);
      } catch (error) {
        if (!(error instanceof Refused) || error.reply.status !== 409) throw error;
        return {
          told: `The second group was refused with 409, and the reason is shown in ${provider.name}. Rename one of both.`,
        };
      }
      const isSame = book.group(twin) === book.group(TEAM);
      if (isSame) {
        // Puts name and members back in order for the stories that follow.
        await driver.renameGroup(TEAM);
        await driver.changeMembers(TEAM, { add: book.members(TEAM), remove: [] });
        book.forgetGroup(twin);
        return { told: 'The group that was there was matched; who is pushed into it gets the rights that it has (assumed).' };
      }
      const found = await probe.groupsNamed(TEAM.name);
      return {
        told: `Now there are ${found.length} groups whose names differ in case only.`,
        notes: ['People will take one for the other. Rename one of them.'],
      };
    },
  };
}
