import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type DeletedSandbox, SandboxName, type Snapshot } from '#shared/contract/sandboxes.ts';
import { readAccountSettings, writeAccountSettings } from '../sandbox/account-settings.ts';
import { listSlugs, mustExist, readAbout, slugFor } from '../sandbox/catalogue.ts';
import { listDeleted, restoreDeleted } from '../sandbox/deleted.ts';
import { copySandbox, createSandbox, deleteSandbox, prepareReset, prepareRestore } from '../sandbox/lifecycle.ts';
import { isSandboxName, sandboxFile } from '../sandbox/sandbox.ts';
import { SandboxError } from '../sandbox/sandbox-error.ts';
import { listSnapshots, takeSnapshot } from '../sandbox/snapshots.ts';
import { lockDataFolder, prepareDataFolder } from '../service/data-folder.ts';
import { loadProfile } from '../service/load-profile.ts';
import { systemClock } from '../service/ports.ts';
import { StartupError } from '../service/startup-error.ts';
import { countFile } from '../store/files/sandbox-file.ts';
import { DatabaseError } from '../store/open-database.ts';
import { beginningOf } from './sandbox-beginning.ts';
import { withSandbox } from './with-sandbox.ts';

export interface SandboxOptions {
  data: string;
  json?: boolean;
}

export interface SandboxCreateOptions extends SandboxOptions {
  idp: string;
  profile?: string;
  copyOf?: string;
  sample?: number;
  seed: number;
  userList?: string;
  column?: string[];
  sso?: 'on' | 'off';
}

/** `sandbox list` */
export function listSandboxes(options: SandboxOptions & { deleted?: boolean }): Promise<void> {
  return inFolder(options, (folder) => {
    if (options.deleted === true) return tellDeleted(options, listDeleted(folder));
    const items = listSlugs(folder).map((slug) => ({ slug, ...readAbout(folder, slug), ...counted(folder, slug) }));
    const lines = items.map(({ slug, name, idp, profile, users, requests, lastCall, problem }) =>
      [
        slug,
        name,
        idp || '(no provider)',
        profile ?? 'meisterplan',
        problem ?? `${users} users, ${requests} requests, last call ${lastCall ?? 'never'}`,
      ].join('  '),
    );
    tell(options, items, lines.length === 0 ? 'No sandboxes yet. Make one with "sandbox create".' : lines.join('\n'));
  });
}

/** `sandbox create`. A running host finds the sandbox at its first call. */
export function createSandboxCommand(name: string, options: SandboxCreateOptions): Promise<void> {
  return inFolder(options, async (folder) => {
    const parsed = SandboxName.safeParse(name);
    if (!parsed.success) throw new StartupError(`"${name}" is no sandbox name. ${parsed.error.issues[0]?.message ?? ''}`);
    if (options.copyOf !== undefined && options.profile !== undefined) {
      throw new StartupError('A copy has the profile of its original: leave out --profile or --copy-of.');
    }
    const slug = slugFor(folder, parsed.data);
    const about = { name: parsed.data, idp: options.idp, profile: profileOf(folder, options) };
    const { beginning, told } = await beginningOf(folder, options);
    await createSandbox({ folder, slug }, about, beginning, systemClock.now());
    const people = beginning.kind === 'people' ? beginning.people.length : 0;
    const text = `Made the sandbox "${parsed.data}"${people === 0 ? '' : ` with ${people} people`}. Its tenant URL ends in /${slug}/scim/v2.`;
    if (options.sso !== undefined) await answerSingleSignOn(options.data, slug, options.sso);
    tell(options, { slug, ...about, people }, [...told, text].join('\n'));
  });
}

/** `sandbox snapshot`. Works beside a running host. */
export function snapshotCommand(slug: string, options: SandboxOptions & { name: string }): Promise<void> {
  return inFolder(options, async (folder) => {
    mustExist(folder, slug);
    const what = { name: options.name, reason: 'by-hand' as const, now: systemClock.now() };
    const snapshot = await takeSnapshot({ folder, slug }, what, (to) => copySandbox({ folder, slug }, to));
    tell(options, snapshot, `Took the snapshot ${snapshot.id}.`);
  });
}

/** `sandbox snapshots`; also those of a sandbox that was deleted */
export function listSnapshotsCommand(slug: string, options: SandboxOptions): Promise<void> {
  return inFolder(options, (folder) => {
    if (!isSandboxName(slug)) mustExist(folder, slug);
    const items = listSnapshots(folder, slug);
    if (items.length === 0) mustExist(folder, slug);
    const lines = items.map(({ id, name, reason, bytes }) => `${id}  ${name}  ${reason}  ${Math.ceil(bytes / 1024)} KiB`);
    tell(options, items, lines.length === 0 ? 'No snapshots yet. Take one with "sandbox snapshot".' : lines.join('\n'));
  });
}

/** `sandbox restore`; brings a deleted sandbox back too, and then works beside a running host and without an id */
export function restoreCommand(slug: string, id: string | undefined, options: SandboxOptions): Promise<void> {
  const folder = resolve(options.data);
  if (isDeleted(folder, slug)) return bringBack(slug, id, options);
  return alone(options, async () => {
    mustExist(folder, slug);
    if (id === undefined) throw new StartupError(`Name the snapshot to restore: "sandbox snapshots ${slug}" lists them.`);
    const fresh = await prepareRestore({ folder, slug }, id);
    try {
      const kept = await fresh.putInPlace(systemClock.now());
      tell(options, { slug, restored: id, kept }, `Restored "${slug}" from ${id}.${keptWords(kept)}`);
    } finally {
      fresh.discard();
    }
  });
}

/** `sandbox reset` */
export function resetCommand(slug: string, options: SandboxOptions): Promise<void> {
  return alone(options, async (folder) => {
    const fresh = await prepareReset({ folder, slug }, systemClock.now());
    try {
      const kept = await fresh.putInPlace(systemClock.now());
      tell(
        options,
        { slug, kept },
        `Reset "${slug}": directory and log are as new, settings and the service user's tokens stay.${keptWords(kept)}`,
      );
    } finally {
      fresh.discard();
    }
  });
}

/** `sandbox delete` */
export function deleteCommand(slug: string, options: SandboxOptions & { confirm?: string }): Promise<void> {
  return alone(options, async (folder) => {
    mustExist(folder, slug);
    if (options.confirm !== slug) throw new StartupError(`This deletes the sandbox "${slug}". To go on, add --confirm ${slug}.`);
    const kept = await deleteSandbox({ folder, slug }, systemClock.now());
    tell(options, { slug, kept }, `Deleted "${slug}".${keptWords(kept)} "sandbox restore ${slug}" brings it back.`);
  });
}

/** Runs a command that may run beside a host. */
async function inFolder(options: SandboxOptions, work: (folder: string) => void | Promise<void>): Promise<void> {
  const folder = resolve(options.data);
  prepareDataFolder(folder);
  try {
    await work(folder);
  } catch (error) {
    if (error instanceof SandboxError || error instanceof DatabaseError) throw new StartupError(error.message, { cause: error });
    throw error;
  }
}

/** Runs a command that must run without a host. The console of a host can do the same, and holds requests back meanwhile. */
function alone(options: SandboxOptions, work: (folder: string) => Promise<void>): Promise<void> {
  return inFolder(options, async (folder) => {
    const unlock = lockDataFolder(folder, 'Use its console for this, close it, or choose another folder with --data.');
    try {
      await work(folder);
    } finally {
      unlock();
    }
  });
}

function isDeleted(folder: string, slug: string): boolean {
  return listDeleted(folder).some((one) => one.slug === slug);
}

function bringBack(slug: string, id: string | undefined, options: SandboxOptions): Promise<void> {
  return inFolder(options, async (folder) => {
    const from = await restoreDeleted({ folder, slug }, id, systemClock.now());
    tell(options, { slug, restored: from.id, kept: null }, `Restored "${slug}" from ${from.id}.`);
  });
}

function tellDeleted(options: SandboxOptions, items: readonly DeletedSandbox[]): void {
  const lines = items.map(({ slug, name, idp, snapshots, latest }) =>
    [slug, name, idp || '(no provider)', `deleted ${latest.at}`, `${snapshots} snapshots, the latest ${latest.id}`].join('  '),
  );
  tell(options, items, lines.length === 0 ? 'No sandbox was deleted.' : lines.join('\n'));
}

function answerSingleSignOn(data: string, slug: string, singleSignOn: 'on' | 'off'): Promise<void> {
  return withSandbox({ data, sandbox: slug }, ({ store }) =>
    store.write((tx) => writeAccountSettings(tx, { ...readAccountSettings(tx), singleSignOn })),
  );
}

function profileOf(folder: string, { profile, copyOf }: SandboxCreateOptions): string {
  if (copyOf !== undefined) return readAbout(folder, copyOf).profile ?? 'meisterplan';
  if (profile === undefined) return 'meisterplan';
  loadProfile(profile);
  return existsSync(profile) ? resolve(profile) : profile;
}

function counted(folder: string, slug: string) {
  try {
    return { ...countFile(sandboxFile(folder, slug)), problem: null };
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    return { users: null, requests: null, lastCall: null, problem: `cannot be used: ${error.message}` };
  }
}

function keptWords(kept: Snapshot | null): string {
  return kept === null ? '' : ` What was there is kept as the snapshot ${kept.id}.`;
}

function tell(options: SandboxOptions, value: unknown, text: string): void {
  process.stdout.write(`${options.json === true ? JSON.stringify(value) : text}\n`);
}
