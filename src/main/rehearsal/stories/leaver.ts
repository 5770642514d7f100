import type { Person } from '../company/person.ts';
import { insistOnActive } from './check-stored.ts';
import { type Step, type Story, insist } from './step.ts';
import { TEAM, type World, ensureAssigned, ensureInTeam } from './world.ts';

export const leaver: Story = {
  name: 'leaver',
  begins: 'cycle',
  steps: (world) => [
    blocked(world),
    stillFound(world),
    ...(world.provider.pushesGroups ? [stillMember(world)] : []),
    unassigned(world),
    deletedAfterwards(world),
    deleted(world),
  ],
};

const NOT_MAPPED = 'The mappings do not send `active`, so leavers keep their access. Map it.';

function blocked(world: World): Step {
  const { cast, provider, driver, people, probe, outflow } = world;
  const { blocked: person } = cast;
  return {
    say: `${person.displayName} leaves and is blocked in ${provider.name}.`,
    expect: 'The account is deactivated, not deleted.',
    async run() {
      if (provider.pushesGroups) await ensureInTeam(world, person);
      else await ensureAssigned(world, person);
      await driver.disable(people.change(person, { active: false }));
      const stored = await probe.user(person);
      insist(provider.idp !== 'entra' || outflow.sendsActive || stored?.['active'] === false, NOT_MAPPED);
      insistOnActive(stored, false, person);
      return { told: `The account of ${person.displayName} is deactivated.` };
    },
  };
}

function stillFound({ cast, provider, people, probe, book, outflow }: World): Step {
  const { blocked: person } = cast;
  return {
    say: `${provider.name} looks for ${person.displayName} again.`,
    expect: 'A deactivated account is still found, by its user name and by its id; else it would be created a second time.',
    async run() {
      const id = book.mustKnow(person);
      const found = await probe.usersNamed(outflow.userNameOf(people.of(person)) ?? '');
      insist(
        found.some((one) => one['id'] === id),
        `The search for ${people.of(person).userName} does not find the deactivated account.`,
      );
      insist((await probe.userById(id)) !== null, 'The deactivated account is not found by its id.');
      return { told: 'The deactivated account is found both ways.' };
    },
  };
}

function stillMember({ cast, provider, probe, book }: World): Step {
  const { blocked: person } = cast;
  const why = provider.idp === 'entra' ? ', because Entra ID never sends them again' : '';
  return {
    say: `The rehearsal looks at the groups of ${person.displayName}.`,
    expect: `A deactivated account keeps its memberships${why}.`,
    async run() {
      const id = book.mustKnow(person);
      const members = await probe.members(TEAM);
      insist(
        members?.includes(id) === true,
        `${person.displayName} is no longer a member of ${TEAM.name}, though nobody took the membership away.`,
      );
      return { told: 'The membership is kept.' };
    },
  };
}

function unassigned(world: World): Step {
  const { cast, provider, driver, people, probe } = world;
  const { unassigned: person } = cast;
  return {
    say: `${person.displayName} is no longer assigned to the app.`,
    expect: `${provider.name} deactivates the account and does not delete it.`,
    async run() {
      await ensureAssigned(world, person);
      await driver.unassign(people.of(person));
      people.change(person, { active: false });
      const stored = await probe.user(person);
      insist(provider.idp !== 'entra' || world.outflow.sendsActive || stored?.['active'] === false, NOT_MAPPED);
      insistOnActive(stored, false, person);
      return { told: `The account of ${person.displayName} is deactivated.` };
    },
  };
}

function deletedAfterwards(world: World): Step {
  const { cast, provider, people, book, probe } = world;
  const { unassigned: person } = cast;
  const isEntra = provider.idp === 'entra';
  const silent = isEntra || provider.idp === 'okta' || provider.idp === 'google';
  return {
    say: `${person.displayName}, who is not assigned any more, is deleted for good.`,
    expect: silent
      ? `Nothing is sent: ${isEntra ? 'Entra ID no longer manages someone who was unassigned' : `${provider.name} never deletes a user`}. The account stays, deactivated.`
      : 'The account is deleted, and its id is answered with 404.',
    async run() {
      const id = book.mustKnow(person);
      const before = world.requests();
      await removeUnlessSilent(world, people.of(person), silent);
      const sent = world.requests() - before;
      const stored = await probe.userById(id);
      if (!silent) return gone(stored?.['active'] === false || stored === null, stored === null, person);
      insist(sent === 0, 'A request was sent, though none is to be.');
      insistOnActive(stored, false, person);
      return {
        told: `Nothing was sent, and the account of ${person.displayName} is still there, deactivated. Delete it by hand where that is a rule of your company.`,
      };
    },
  };
}

function deleted(world: World): Step {
  const { cast, provider, people, book, probe } = world;
  const { deleted: person } = cast;
  const silent = provider.idp === 'okta' || provider.idp === 'google';
  return {
    say: `${person.displayName} is deleted for good in ${provider.name}${provider.idp === 'entra' ? ', 30 days after having been removed' : ''}.`,
    expect: silent
      ? `Nothing is sent: ${provider.name} never deletes a user.`
      : 'DELETE is answered with 204, and the id with 404 from then on.',
    async run() {
      await ensureAssigned(world, person);
      const id = book.mustKnow(person);
      const before = world.requests();
      await removeUnlessSilent(world, people.of(person), silent);
      const sent = world.requests() - before;
      const stored = await probe.userById(id);
      if (!silent) return gone(stored === null || stored['active'] === false, stored === null, person);
      insist(sent === 0, 'A request was sent, though none is to be.');
      insist(stored !== null, 'The account is gone, though nothing was sent.');
      return {
        told: `No traffic is right here. The account of ${person.displayName} stays as it is; deactivate people before you delete them.`,
      };
    },
  };
}

async function removeUnlessSilent({ driver, provider }: World, person: Person, silent: boolean): Promise<void> {
  // Google Workspace was seen to suspend. That it deletes as well is documented for some apps only.
  if (silent && provider.idp === 'google') return;
  await driver.remove(person);
}

function gone(holds: boolean, isDeleted: boolean, { displayName }: Person) {
  insist(holds, `The account of ${displayName} is still there and active, though DELETE was sent.`);
  return isDeleted
    ? { told: `The account of ${displayName} is gone.` }
    : {
        told: `The account of ${displayName} is deactivated; the target does not delete.`,
        notes: ['The target answered DELETE by deactivating the account.'],
      };
}
