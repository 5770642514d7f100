import type { Act } from './act.ts';
import { deleteForGood } from './remove.ts';
import type { Work } from './work.ts';

/** So many are deleted in one act, so that requests get their turn in between. */
const AT_ONCE = 40;

/**
 * Deletes some of the users or groups that rehearsals, replays and checks of this program made, and that nobody else has touched since; what
 * was deleted can be brought back like anything else.
 * @returns how many; 0: none are left
 */
export function clearLeft(work: Work): Act<number> {
  const type = work.model.type.name;
  const left = work.tx.ownTraffic.left(type, AT_ONCE);
  for (const row of left) deleteForGood(work, row);
  const what = type === 'Group' ? 'groups' : 'users';
  return { result: left.length, deed: `deleted ${left.length} ${what} that rehearsals left` };
}
