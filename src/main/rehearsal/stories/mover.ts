import type { Person } from '../company/person.ts';
import { checkStored } from './check-stored.ts';
import { type Step, type Story, insist } from './step.ts';
import { type World, ensureAssigned } from './world.ts';

export const mover: Story = {
  name: 'mover',
  begins: 'on-demand',
  steps: (world) => {
    const { displayName, givenName, userName } = world.cast.mover;
    const domain = userName.split('@')[1]?.toLowerCase() ?? world.company.domain;
    const married = `${givenName} Groß-O’Neill`;
    return [
      moving(world, {
        say: `${displayName} marries; ${world.provider.name} sends the new family name.`,
        change: { familyName: 'Groß-O’Neill', displayName: married },
      }),
      moving(world, {
        say: `${married} gets a new mail address.`,
        change: { mail: `moved.gross-oneill@${domain}` },
      }),
      renamed(world, 'moved.gross-oneill', domain),
    ];
  },
};

function moving(world: World, { say, change }: { say: string; change: Partial<Person> }): Step {
  const { cast, driver, people } = world;
  return {
    say,
    expect: 'The same account has the new value; nothing else of it changes.',
    async run() {
      await ensureAssigned(world, cast.mover);
      const next = people.change(cast.mover, change);
      const before = world.writes();
      await driver.change(next);
      const notes = await checkStored(world, next);
      const sent = world.writes() > before;
      return sent
        ? { told: 'The account has the new value.', notes }
        : { told: 'Nothing was sent, because nothing that is mapped has changed.', notes };
    },
  };
}

function renamed(world: World, local: string, domain: string): Step {
  const { cast, driver, people, probe, book, outflow } = world;
  return {
    say: `${cast.mover.givenName} gets a new user name.`,
    expect: 'The account keeps its id; it is found by the new name, and no longer by the old one.',
    async run() {
      await ensureAssigned(world, cast.mover);
      const old = outflow.userNameOf(people.of(cast.mover)) ?? '';
      const userName = await freeName(world, local, domain);
      const next = people.change(cast.mover, { userName });
      await driver.change(next);
      const notes = await checkStored(world, next);
      const found = await probe.usersNamed(outflow.userNameOf(next) ?? '');
      const [only] = found;
      insist(
        found.length === 1 && only?.['id'] === book.user(next),
        `The new user name finds ${found.length} accounts instead of the same one.`,
      );
      const left = await probe.usersNamed(old);
      insist(left.length === 0, `The old user name ${old} still finds an account.`);
      return { told: `The same account is now ${userName}. With SAML the NameID must follow (documented).`, notes };
    },
  };
}

/** An earlier rehearsal may have taken the name already. */
async function freeName({ probe }: World, local: string, domain: string): Promise<string> {
  for (let number = 1; ; number++) {
    const name = `${local}${number === 1 ? '' : number}@${domain}`;
    if ((await probe.usersNamed(name)).length === 0) return name;
  }
}
