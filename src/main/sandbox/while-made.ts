import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { lockFile } from '../store/folder-lock.ts';
import { listSlugs } from './catalogue.ts';
import { SandboxError } from './sandbox-error.ts';

/** How long to wait for another one: a copy of a large sandbox takes some seconds. */
const LONGEST_WAIT_MS = 30_000;
const ASK_AGAIN_MS = 25;

/**
 * Runs `work`, which puts a sandbox where there is none. In a data folder one sandbox is made at a time, across processes, so that of two
 * who make the same one neither writes into what the other has begun, or overwrites the other's file.
 * @throws SandboxError when the sandbox exists, or when the making of another one takes too long
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

/** The lock file is never removed: two processes that opened it around that moment would each hold a different file. */
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
