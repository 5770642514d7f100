import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { lockFile } from '../store/folder-lock.ts';
import { listSlugs } from './catalogue.ts';
import { SandboxError } from './sandbox-error.ts';

/** A copy of a large sandbox takes some seconds. */
const LONGEST_WAIT_MS = 30_000;
const ASK_AGAIN_MS = 25;

/**
 * Runs `work`, which puts a sandbox where none is. One is made at a time in a data folder, whichever process makes it: so of two that make
 * the same one, neither writes into what the other has begun, or puts its file over the other's.
 * @throws SandboxError when there is one already, or when another one is being made for too long
 */
export async function whileMade<T>({ folder, slug }: { folder: string; slug: string }, work: () => Promise<T>): Promise<T> {
  const unlock = await lockWhenFree(join(folder, 'making.lock'));
  try {
    if (listSlugs(folder).includes(slug)) {
      throw new SandboxError('invalid_input', `There is already a sandbox at /${slug}. Choose another name, or delete it first.`);
    }
    return await work();
  } finally {
    unlock();
  }
}

/** The file stays: removed, two that open it at that moment would each hold a file of their own. */
async function lockWhenFree(file: string): Promise<() => void> {
  const deadline = performance.now() + LONGEST_WAIT_MS;
  for (;;) {
    const unlock = lockFile(file, 0);
    if (unlock !== null) return unlock;
    if (performance.now() > deadline) {
      throw new SandboxError(
        'not_possible',
        'Another sandbox of this data folder is just being made. Try again when it is there.',
      );
    }
    await setTimeout(ASK_AGAIN_MS);
  }
}
