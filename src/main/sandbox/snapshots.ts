import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Snapshot, SnapshotId, SnapshotReason } from '#shared/contract/sandboxes.ts';
import { checkFile, discardFile, sealCopy } from '../store/files/sandbox-file.ts';
import { DatabaseError } from '../store/open-database.ts';
import { SandboxError, diskError } from './sandbox-error.ts';

/*
 * `<data>/snapshots/<slug>/<time>-<name>.sqlite`: each a whole sandbox file, with its name and reason as JSON beside it. They outlive
 * the sandbox that they were taken of.
 */

const Stored = z
  .object({ name: z.string().catch(''), reason: SnapshotReason.catch('by-hand') })
  .catch({ name: '', reason: 'by-hand' });

/** @returns newest first; `.sqlite` files with other names are not ours and stay out */
export function listSnapshots(folder: string, slug: string): Snapshot[] {
  const place = snapshotFolder(folder, slug);
  if (!existsSync(place)) return [];
  const ids = readdirSync(place)
    .filter((name) => name.endsWith('.sqlite'))
    .map((name) => name.slice(0, -'.sqlite'.length))
    .filter((id) => SnapshotId.safeParse(id).success);
  return ids
    .toSorted()
    .toReversed()
    .map((id) => view(folder, slug, id));
}

/**
 * Takes a snapshot. It gets its name once it is complete, so that a broken-off one is never mistaken for a snapshot.
 * @param copy writes the sandbox's file to the path that it is given
 * @throws SandboxError when it cannot be written
 */
export async function takeSnapshot(
  place: { folder: string; slug: string },
  what: { name: string; reason: SnapshotReason; now: Date },
  copy: (file: string) => Promise<void>,
): Promise<Snapshot> {
  const { folder, slug } = place;
  const id = newId(folder, slug, what);
  const file = snapshotFile(folder, slug, id);
  try {
    mkdirSync(snapshotFolder(folder, slug), { recursive: true, mode: 0o700 });
    await copy(`${file}.part`);
    writeFileSync(aboutFile(file), JSON.stringify({ name: what.name, reason: what.reason }), { mode: 0o600 });
    sealCopy(`${file}.part`, file);
  } catch (error) {
    discardFile(`${file}.part`);
    rmSync(aboutFile(file), { force: true });
    throw diskError(error, 'The snapshot could not be taken');
  }
  return view(folder, slug, id);
}

/** @throws SandboxError when there is none */
export function findSnapshot(folder: string, slug: string, id: string): { snapshot: Snapshot; file: string } {
  const file = snapshotFile(folder, slug, id);
  if (!SnapshotId.safeParse(id).success || !existsSync(file)) {
    throw new SandboxError('not_found', `There is no snapshot "${id}" of this sandbox. It may have been deleted meanwhile.`);
  }
  return { snapshot: view(folder, slug, id), file };
}

/** @throws SandboxError when the file is damaged, of a newer version, or not ours */
export function checkSnapshot(file: string): void {
  try {
    checkFile(file);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new SandboxError(
      'not_possible',
      `This snapshot cannot be used: ${error.message}. Nothing was changed. Take another snapshot; delete this one, if it only takes room.`,
      { cause: error },
    );
  }
}

/** @throws SandboxError when there is none */
export function removeSnapshot(folder: string, slug: string, id: string): void {
  const { file } = findSnapshot(folder, slug, id);
  discardFile(file);
  rmSync(aboutFile(file), { force: true });
}

function view(folder: string, slug: string, id: string): Snapshot {
  const file = snapshotFile(folder, slug, id);
  const { name, reason } = readStored(aboutFile(file));
  return { id, name: name || id.slice(20), at: timeOf(id), reason, bytes: statSync(file).size };
}

/** Of two snapshots in one millisecond the second gets the id of a millisecond later. */
function newId(folder: string, slug: string, { name, reason, now }: { name: string; reason: string; now: Date }): string {
  const ascii = (name || reason).normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const word =
    ascii
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-+|-+$/g, '')
      .slice(0, 40) || reason;
  for (let at = now.getTime(); ; at++) {
    const id = `${new Date(at).toISOString().replaceAll(/[-:.]/g, '')}-${word}`;
    if (!existsSync(snapshotFile(folder, slug, id))) return id;
  }
}

/** `20261124T162618123Z-before-reset` → `2026-11-24T16:26:18.123Z` */
function timeOf(id: string): string {
  return id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z.*$/, '$1-$2-$3T$4:$5:$6.$7Z');
}

function readStored(file: string): z.infer<typeof Stored> {
  try {
    return Stored.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    // The snapshot is good without it, and is then named after its file.
    if (error instanceof SyntaxError || (error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      return { name: '', reason: 'by-hand' };
    }
    throw error;
  }
}

function snapshotFolder(folder: string, slug: string): string {
  return join(folder, 'snapshots', slug);
}

function snapshotFile(folder: string, slug: string, id: string): string {
  return join(snapshotFolder(folder, slug), `${id}.sqlite`);
}

function aboutFile(file: string): string {
  return file.replace(/\.sqlite$/, '.json');
}
