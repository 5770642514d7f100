import { textOf } from '../attributes/value-at.ts';
import type { Group, Person } from '../company/person.ts';
import { type Step, type Story, insist } from './step.ts';
import { type World, ensureAssigned } from './world.ts';

const PUSHED: Group = {
  key: 'pushed',
  objectId: 'c4b7a1de-0d52-4f1a-9a67-6f3f1f2f7c01',
  name: 'Rehearsal: Größe & Qualität',
  members: [],
};
const RENAMED = { ...PUSHED, name: 'Rehearsal: Größe & Qualität (EMEA)' };

export const groups: Story = {
  name: 'groups',
  begins: 'cycle',
  steps: (world) => {
    const { provider, cast, driver } = world;
    const { joiner, second } = cast;
    const both = [joiner, second];
    return [
      changing(world, {
        say: `${provider.name} pushes the group ${PUSHED.name} with ${both.length} members.`,
        expect: 'The group is created and has both members.',
        group: PUSHED,
        members: both,
        async act() {
          await ensureAssigned(world, ...both);
          if (provider.idp === 'entra') {
            await driver.pushGroup(PUSHED, []);
            await driver.changeMembers(PUSHED, { add: both, remove: [] });
          } else await driver.pushGroup(PUSHED, both);
        },
      }),
      changing(world, {
        say: `${provider.name} adds ${joiner.displayName} again, who is in it already.`,
        expect: 'It succeeds, and nobody is in the group twice.',
        group: PUSHED,
        members: both,
        act: () => driver.changeMembers(PUSHED, { add: [joiner], remove: [] }),
      }),
      changing(world, {
        say: `The group is renamed to ${RENAMED.name}.`,
        expect: 'The group has the new name and keeps its id and its members.',
        group: RENAMED,
        members: both,
        act: () => driver.renameGroup(RENAMED),
      }),
      changing(world, {
        say: `${joiner.displayName} is taken out of the group.`,
        expect: 'Only this member goes; the other one stays.',
        group: RENAMED,
        members: [second],
        act: () => driver.changeMembers(RENAMED, { add: [], remove: [joiner] }),
      }),
      changing(world, {
        say: 'The last member is taken out of the group.',
        expect: 'The group is empty and still there.',
        group: RENAMED,
        members: [],
        act: () => driver.changeMembers(RENAMED, { add: [], remove: [second] }),
      }),
      deleting(world),
    ];
  },
};

interface Change {
  readonly say: string;
  readonly expect: string;
  readonly group: Group;
  readonly members: readonly Person[];
  readonly act: () => Promise<unknown>;
}

function changing({ probe, book }: World, { say, expect, group, members, act }: Change): Step {
  return {
    say,
    expect,
    async run() {
      await act();
      const stored = await probe.group(group);
      insist(stored !== null, `The target has no group under the id that it gave for ${group.name}.`);
      insist(stored['displayName'] === group.name, `The group is called ${textOf(stored['displayName'])} at the target.`);
      const ids = (await probe.members(group)) ?? [];
      const wanted = members.map((person) => book.mustKnow(person));
      const missing = members.filter((person) => !ids.includes(book.mustKnow(person)));
      insist(
        missing.length === 0,
        `${missing.map(({ displayName }) => displayName).join(' and ')} should be in the group and is not.`,
      );
      insist(ids.length === wanted.length, `The group has ${ids.length} members at the target instead of ${wanted.length}.`);
      return {
        told:
          members.length === 0
            ? 'The group is there and empty.'
            : `The group has ${members.map(({ displayName }) => displayName).join(' and ')}.`,
      };
    },
  };
}

function deleting({ provider, driver, probe, book }: World): Step {
  return {
    say: `The group ${RENAMED.name} is deleted.`,
    expect: 'The group is gone; the people who were in it stay.',
    async run() {
      book.mustKnowGroup(RENAMED);
      insist((await probe.group(RENAMED)) !== null, 'The group was gone before it was deleted.');
      await driver.deleteGroup(RENAMED);
      const found = await probe.groupsNamed(RENAMED.name);
      insist(found.length === 0, `The group is still there, though ${provider.name} deleted it.`);
      insist(book.group(RENAMED) === undefined, 'The group is still remembered.');
      return { told: 'The group is gone.' };
    },
  };
}
