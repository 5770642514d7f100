import { rmSync } from 'node:fs';
import { lockFile } from '../store/folder-lock.ts';
import { listSlugs } from './catalogue.ts';
import { sandboxFile } from './sandbox.ts';
import { SandboxError } from './sandbox-error.ts';

/**
 * Runs `work`, which puts a sandbox where none is. Of two that make the same one at a time, in this process or another, one is refused:
 * neither writes into what the other has begun, or puts its file over the other's.
 * @throws SandboxError when there is one already, or when one is just being made
 */
export async function whileMade<T>({ folder, slug }: { folder: string; slug: string }, work: () => Promise<T>): Promise<T> {
  const lock = sandboxFile(folder, slug).replace(/\.sqlite$/, '.making');
  const unlock = lockFile(lock);
  if (unlock === null) {
    throw new SandboxError(
      'not_possible',
      `A sandbox at /${slug} is just being made. Look at the list of sandboxes in a moment.`,
    );
  }
  try {
    if (listSlugs(folder).includes(slug)) {
      throw new SandboxError('invalid_input', `There is already a sandbox at /${slug}. Choose another name, or delete it first.`);
    }
    return await work();
  } finally {
    unlock();
    rmSync(lock, { force: true });
  }
}
