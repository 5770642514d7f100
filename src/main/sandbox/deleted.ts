import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DeletedSandbox, Snapshot } from '#shared/contract/sandboxes.ts';
import { listSlugs, readAbout } from './catalogue.ts';
import { type Place, prepareRestore } from './lifecycle.ts';
import { isSandboxName } from './sandbox.ts';
import { SandboxError } from './sandbox-error.ts';
import { listSnapshots } from './snapshots.ts';
import { whileMade } from './while-made.ts';

/** Sandboxes of which only snapshots are left; the one that was deleted last comes first. */
export function listDeleted(folder: string): DeletedSandbox[] {
  const place = join(folder, 'snapshots');
  if (!existsSync(place)) return [];
  const there = new Set(listSlugs(folder));
  const deleted = readdirSync(place)
    .filter((slug) => isSandboxName(slug) && !there.has(slug))
    .flatMap((slug) => viewDeleted(folder, slug));
  return deleted.toSorted((a, b) => b.latest.at.localeCompare(a.latest.at));
}

/**
 * Brings a deleted sandbox back from a snapshot, with its tokens, its log and its name.
 * @param id of the snapshot; undefined for the latest one
 * @throws SandboxError when the sandbox exists, when nothing is left of it, or when the snapshot cannot be used
 */
export async function restoreDeleted(place: Place, id: string | undefined, now: Date): Promise<Snapshot> {
  const { folder, slug } = place;
  const kept = isSandboxName(slug) ? listSnapshots(folder, slug) : [];
  const snapshot = id === undefined ? kept[0] : kept.find((one) => one.id === id);
  if (snapshot === undefined) {
    throw new SandboxError('not_found', `Nothing is kept of a sandbox "${slug}"${id === undefined ? '' : ` under "${id}"`}.`);
  }
  return whileMade(place, async () => {
    const fresh = await prepareRestore(place, snapshot.id);
    try {
      await fresh.putInPlace(now);
    } finally {
      fresh.discard();
    }
    return snapshot;
  });
}

function viewDeleted(folder: string, slug: string): DeletedSandbox[] {
  const snapshots = listSnapshots(folder, slug);
  const [latest] = snapshots;
  if (latest === undefined) return [];
  const { name, idp } = readAbout(folder, slug);
  return [{ slug, name, idp, snapshots: snapshots.length, latest }];
}
