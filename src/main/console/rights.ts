import type { ConsoleContract, Right, Service } from '#shared/contract/index.ts';
import { perform } from '../directory/act.ts';
import { setRightByHand } from '../directory/rights-by-hand.ts';
import { ScimError } from '../scim/errors.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import type { Tx } from '../store/store.ts';
import { listRights, rightsOfGroup, rightsOfUser } from '../token/granting.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';

export function createRightOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['rights'] {
  const { sandbox, events, clock } = dependencies;

  const viewGroup = (tx: Tx, group: ResourceRow) => ({
    groupId: group.id,
    rights: rightsOfGroup(tx, group, sandbox.settings['token-rights'] === 'both'),
  });

  const set = (groupId: string, right: Right, granted: boolean) => {
    const model = sandbox.profile.byName('Group');
    if (model === undefined) throw new ConsoleError('conflict', 'The profile of this sandbox has no groups.');
    try {
      const now = clock.now().toISOString();
      const { result, changes } = perform(sandbox, model, now, (work) => setRightByHand(work, groupId, right, granted));
      if (changes.length > 0) {
        events.publish({ type: 'directory.changed', resourceType: 'Group', resourceIds: [groupId] });
        // A token has the rights of its owner's groups, so whoever cached one as good must ask again.
        events.publish({ type: 'tokens.changed' });
      }
      return sandbox.store.read((tx) => viewGroup(tx, result));
    } catch (error) {
      if (error instanceof ScimError && error.status === 404) {
        throw new ConsoleError('not_found', 'This group does not exist any more.');
      }
      throw error;
    }
  };

  return {
    list: () => sandbox.store.read((tx) => ({ items: listRights(tx) })),
    ofGroup: ({ groupId }) =>
      sandbox.store.read((tx) => {
        const group = find(tx, 'Group', groupId);
        return group === undefined ? { groupId, rights: [] } : viewGroup(tx, group);
      }),
    ofUser: ({ userId }) =>
      sandbox.store.read((tx) => {
        const user = find(tx, 'User', userId);
        return { userId, rights: user === undefined ? [] : rightsOfUser(tx, user) };
      }),
    grant: ({ groupId, right }) => set(groupId, right, true),
    revoke: ({ groupId, right }) => set(groupId, right, false),
  };
}

/**
 * @returns undefined for a user or group that is gone, which is then shown without rights
 * @throws ConsoleError `not_found` for the id of something else
 */
function find(tx: Tx, type: 'User' | 'Group', id: string): ResourceRow | undefined {
  const row = tx.resources.byId(id);
  if (row === undefined || row.type === type) return row;
  throw new ConsoleError('not_found', `The id "${id.slice(0, 200)}" is not that of a ${type === 'User' ? 'user' : 'group'}.`);
}
