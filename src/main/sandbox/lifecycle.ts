import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Snapshot, SnapshotReason } from '#shared/contract/sandboxes.ts';
import type { ListedUser } from '#shared/contract/user-list.ts';
import { carryOver, cutTies, holdMails } from '../store/files/hand-over.ts';
import { discardFile, removeFile, replaceFile, sealCopy } from '../store/files/sandbox-file.ts';
import { DatabaseError } from '../store/open-database.ts';
import { Store } from '../store/store.ts';
import { mustExist, removeAbout, writeAbout } from './catalogue.ts';
import { fillSandbox } from './fill.ts';
import { sandboxFile } from './sandbox.ts';
import { SandboxError, diskError } from './sandbox-error.ts';
import { SEEDED_USERS, seedSandbox } from './seed.ts';
import { checkSnapshot, findSnapshot, takeSnapshot } from './snapshots.ts';
import { whileMade } from './while-made.ts';

/*
 * What happens to a sandbox as a whole, through its files. Whatever replaces a file needs the sandbox closed in this process: a host closes
 * it meanwhile, and the command line does it only where no host runs.
 */

/** A sandbox, as its place among the files. */
export interface Place {
  readonly folder: string;
  readonly slug: string;
}

/** Copies the sandbox as it is now, whoever has it open; a host commits what it answered before this reads. */
export async function copySandbox(place: Place, to: string): Promise<void> {
  const store = await Store.open(sandboxFile(place.folder, place.slug));
  try {
    store.write(() => undefined);
    await store.copyTo(to);
  } finally {
    store.close();
  }
}

/** What a new sandbox begins with besides the service user and the administrator, or instead of them. */
export type Beginning =
  | { readonly kind: 'empty' }
  | { readonly kind: 'people'; readonly people: readonly ListedUser[] }
  /** `copy` writes the original to the path that it is given */
  | { readonly kind: 'copy'; readonly copy: (file: string) => Promise<void> };

/** Makes a sandbox that nobody has open yet: an empty one, one with people, or a copy without the tokens and open links of the original. */
export function createSandbox(
  place: Place,
  about: Parameters<typeof writeAbout>[2],
  beginning: Beginning,
  now: Date,
): Promise<void> {
  return whileMade(place, async () => {
    const file = sandboxFile(place.folder, place.slug);
    const fresh = `${file}.new`;
    discardFresh(fresh);
    try {
      if (beginning.kind === 'copy') {
        await beginning.copy(fresh);
        cutTies(fresh, now.toISOString());
      } else await seedFile(fresh, now, [], beginning.kind === 'people' ? beginning.people : []);
      writeAbout(place.folder, place.slug, about);
      sealCopy(fresh, file);
    } catch (error) {
      discardFresh(fresh);
      removeAbout(place.folder, place.slug);
      throw diskError(error, 'The sandbox could not be made');
    }
  });
}

/** A new file for a sandbox, made beside the old one while the sandbox still answers. `putInPlace` needs the sandbox closed. */
export interface Replacement {
  /** @returns the snapshot of what was there; null when there was nothing */
  putInPlace(now: Date): Promise<Snapshot | null>;
  discard(): void;
}

/**
 * Makes a snapshot ready to be put back.
 * @throws SandboxError when it is damaged or cannot be copied; then nothing was changed
 */
export async function prepareRestore(place: Place, id: string): Promise<Replacement> {
  const { file: snapshot } = findSnapshot(place.folder, place.slug, id);
  checkSnapshot(snapshot);
  return prepare(place, 'before-restore', 'The snapshot could not be restored', async (fresh) => {
    copyFileSync(snapshot, fresh);
    // Migrates what an older version wrote, and shows whether it opens at all.
    (await Store.open(fresh)).close();
    holdMails(fresh);
  });
}

/** Makes a new directory and log ready, under the present settings. The seeded users keep their ids, so that their tokens stay valid. */
export function prepareReset(place: Place, now: Date): Promise<Replacement> {
  mustExist(place.folder, place.slug);
  return prepare(place, 'before-reset', 'The sandbox could not be reset', async (fresh) => {
    const file = sandboxFile(place.folder, place.slug);
    const ids = await seededIds(file);
    await seedFile(fresh, now, ids);
    carryOver(
      file,
      fresh,
      ids.filter((id) => id !== undefined),
    );
  });
}

/** The ids of the seeded users that are still there, in their order. Leaves everything of a moment ago in the file, which is read by itself. */
async function seededIds(file: string): Promise<(string | undefined)[]> {
  const store = await Store.open(file);
  try {
    store.write(() => undefined);
    return store.read((tx) => SEEDED_USERS.map((userName) => tx.resources.byKey('User', userName)?.id));
  } finally {
    store.close();
  }
}

async function prepare(
  place: Place,
  reason: SnapshotReason,
  failure: string,
  make: (fresh: string) => Promise<void>,
): Promise<Replacement> {
  const file = sandboxFile(place.folder, place.slug);
  const fresh = `${file}.new`;
  discardFresh(fresh);
  try {
    await make(fresh);
  } catch (error) {
    discardFresh(fresh);
    throw diskError(error, failure);
  }
  return {
    discard: () => discardFresh(fresh),
    putInPlace: async (now) => {
      if (!existsSync(file)) {
        sealCopy(fresh, file);
        return null;
      }
      const kept = await takeSnapshot(place, { name: '', reason, now }, (to) => copySandbox(place, to));
      orExplain(failure, () => replaceFile(file, fresh));
      return kept;
    },
  };
}

/** Deletes the files and keeps a snapshot with name and profile, so that the sandbox can be brought back. It must be closed. */
export async function deleteSandbox(place: Place, now: Date): Promise<Snapshot> {
  mustExist(place.folder, place.slug);
  const kept = await takeSnapshot(place, { name: '', reason: 'before-delete', now }, (to) => copySandbox(place, to));
  orExplain('The sandbox could not be deleted', () => removeFile(sandboxFile(place.folder, place.slug)));
  return kept;
}

async function seedFile(
  file: string,
  now: Date,
  ids: readonly (string | undefined)[],
  people: readonly ListedUser[] = [],
): Promise<void> {
  const store = await Store.open(file);
  try {
    store.once((tx) => seedSandbox(tx, now.toISOString(), ids));
    await fillSandbox(store, people, now.toISOString());
  } finally {
    store.close();
  }
}

function orExplain(failure: string, work: () => void): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new SandboxError(
      'not_possible',
      `${failure}: ${error.message}. Nothing was changed. Wait until it has ended, and try again.`,
      {
        cause: error,
      },
    );
  }
}

/** Also the backup that a migration makes. */
function discardFresh(fresh: string): void {
  discardFile(fresh);
  const beside = `${basename(fresh)}.before-`;
  for (const name of readdirSync(dirname(fresh))) if (name.startsWith(beside)) discardFile(join(dirname(fresh), name));
}
