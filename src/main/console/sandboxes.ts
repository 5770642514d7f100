import type { ConsoleContract, SandboxPeople, SandboxSummary, Service } from '#shared/contract/index.ts';
import { generateCompany } from '../rehearsal/company/generate.ts';
import { listedPeople } from '../rehearsal/company/listed-people.ts';
import { listSlugs, mustExist, readAbout, slugFor, writeAbout } from '../sandbox/catalogue.ts';
import { listDeleted, restoreDeleted } from '../sandbox/deleted.ts';
import { type Beginning, createSandbox, deleteSandbox, prepareReset } from '../sandbox/lifecycle.ts';
import { sandboxFile } from '../sandbox/sandbox.ts';
import { SandboxError, diskError } from '../sandbox/sandbox-error.ts';
import type { Clock } from '../service/ports.ts';
import { countFile } from '../store/files/sandbox-file.ts';
import { DatabaseError } from '../store/open-database.ts';
import { createSnapshotOperations } from './sandbox-snapshots.ts';
import { told } from './told.ts';
import { previewUserFile, readUserFile } from './user-file.ts';

/** What these operations need of the host. */
export interface SandboxHost {
  readonly dataFolder: string;
  readonly defaultSlug: string;
  tenantUrlOf(slug: string): string;
  profileOf(slug: string): string;
  /** writes the sandbox as it is now to a file */
  copy(slug: string, to: string): Promise<void>;
  /** commits everything that was answered, so that the sandbox's file can be read by itself */
  settle(slug: string): void;
  /** runs `work` while the sandbox is closed; requests wait meanwhile */
  exclusively<T>(slug: string, work: () => Promise<T>): Promise<T>;
  tellChanged(): void;
}

/** The operations that belong to no sandbox. */
export function createSandboxOperations(host: SandboxHost, clock: Clock): Service<ConsoleContract>['sandboxes'] {
  const folder = host.dataFolder;
  const changed = <T>(result: T): T => {
    host.tellChanged();
    return result;
  };
  return {
    ...createSnapshotOperations(host, clock),

    list: () => {
      const slugs = listSlugs(folder);
      const items = slugs.map((slug) => view(host, slug));
      return { items: items.toSorted((a, b) => Number(b.isDefault) - Number(a.isDefault) || a.name.localeCompare(b.name)) };
    },

    create: ({ name, idp, profile, copyOf, people }) =>
      told(async () => {
        if (copyOf !== undefined) mustExist(folder, copyOf);
        const slug = slugFor(folder, name);
        const about = { name, idp, profile: copyOf === undefined ? profile : host.profileOf(copyOf) };
        await createSandbox({ folder, slug }, about, await beginningOf(host, copyOf, people), clock.now());
        return changed(view(host, slug));
      }),

    previewUsers: ({ content, columns }) => previewUserFile(content, columns),

    deleted: () => ({ items: listDeleted(folder) }),

    restoreDeleted: ({ slug, id }) =>
      told(async () => {
        await restoreDeleted({ folder, slug }, id, clock.now());
        return changed(view(host, slug));
      }),

    update: ({ slug, name, idp }) =>
      told(() => {
        mustExist(folder, slug);
        const { profile } = readAbout(folder, slug);
        try {
          writeAbout(folder, slug, { name, idp, profile });
        } catch (error) {
          throw diskError(error, 'The name could not be written down');
        }
        return changed(view(host, slug));
      }),

    reset: ({ slug }) =>
      told(async () => {
        mustExist(folder, slug);
        const kept = await host.exclusively(slug, async () => {
          const fresh = await prepareReset({ folder, slug }, clock.now());
          try {
            return await fresh.putInPlace(clock.now());
          } finally {
            fresh.discard();
          }
        });
        return changed({ kept });
      }),

    remove: ({ slug, confirm }) =>
      told(async () => {
        mustExist(folder, slug);
        if (slug === host.defaultSlug) {
          throw new SandboxError(
            'invalid_input',
            'The sandbox that this host was started with cannot be deleted. Reset it instead.',
          );
        }
        const { name } = readAbout(folder, slug);
        if (confirm.trim() !== name)
          throw new SandboxError('invalid_input', `Type the name of the sandbox, "${name}", to delete it.`);
        const kept = await host.exclusively(slug, () => deleteSandbox({ folder, slug }, clock.now()));
        return changed({ kept });
      }),
  };
}

async function beginningOf(host: SandboxHost, copyOf: string | undefined, people: SandboxPeople | undefined): Promise<Beginning> {
  if (copyOf !== undefined) return { kind: 'copy', copy: (to) => host.copy(copyOf, to) };
  if (people === undefined) return { kind: 'empty' };
  if (people.kind === 'sample') return { kind: 'people', people: listedPeople(generateCompany(people)) };
  const { users, columns } = await readUserFile(people.content, people.columns);
  if (columns.userName === null) throw new SandboxError('invalid_input', 'Say first which column holds the user name.');
  return { kind: 'people', people: users };
}

function view(host: SandboxHost, slug: string): SandboxSummary {
  const { name, idp } = readAbout(host.dataFolder, slug);
  const about = {
    slug,
    name,
    idp,
    profile: host.profileOf(slug),
    isDefault: slug === host.defaultSlug,
    tenantUrl: host.tenantUrlOf(slug),
  };
  try {
    host.settle(slug);
    return { ...about, counts: countFile(sandboxFile(host.dataFolder, slug)), problem: null };
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return { ...about, counts: null, problem: `The file of this sandbox cannot be used: ${error.message}. Restore a snapshot.` };
  }
}
