import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LeftBehind } from '#shared/contract/rehearsals.ts';
import { clearLeft } from '../directory/clear-left.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';
import { performAndTell } from './perform-and-tell.ts';

/** What rehearsals, replays and checks made in this sandbox, and nobody else has touched since. */
export function countLeftBehind({ sandbox }: ConsoleDependencies): LeftBehind {
  return sandbox.store.read((tx) => ({ users: tx.ownTraffic.countLeft('User'), groups: tx.ownTraffic.countLeft('Group') }));
}

/**
 * Deletes it, groups first, so that no membership has to be ended one by one.
 * @returns how many were deleted
 * @throws ConsoleError while a rehearsal of this sandbox is under way
 */
export async function clearLeftBehind(dependencies: ConsoleDependencies): Promise<LeftBehind> {
  const isUnderWay = dependencies.rehearsals.list().some(({ state, target }) => state === 'running' && target.kind === 'sandbox');
  if (isUnderWay) {
    throw new ConsoleError(
      'conflict',
      'A rehearsal of this sandbox is under way. Stop it, or wait for its end, then delete what it leaves.',
    );
  }
  const groups = await clear(dependencies, 'Group');
  return { groups, users: await clear(dependencies, 'User') };
}

async function clear(dependencies: ConsoleDependencies, type: 'User' | 'Group'): Promise<number> {
  const model = dependencies.sandbox.profile.byName(type);
  if (model === undefined) return 0;
  for (let total = 0; ; await nextTurn()) {
    const deleted = performAndTell(dependencies, model, clearLeft);
    if (deleted === 0) return total;
    total += deleted;
  }
}
