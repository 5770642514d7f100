import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import type { Tx } from '../store/store.ts';
import { listRights, rightsOfGroup, rightsOfUser } from '../token/granting.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';

export function createRightOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['rights'] {
  const { sandbox, events } = dependencies;

  const change = (groupId: string, act: (tx: Tx, group: ResourceRow) => void) => {
    const changed = sandbox.store.write((tx) => {
      const group = findResource(tx, 'Group', groupId);
      act(tx, group);
      return { groupId, rights: rightsOfGroup(tx, group) };
    });
    events.publish({ type: 'directory.changed', resourceType: 'Group', resourceIds: [groupId] });
    // A token has the rights of its owner's groups: who remembers a token as good asks again.
    events.publish({ type: 'tokens.changed' });
    return changed;
  };

  return {
    list: () => sandbox.store.read((tx) => ({ items: listRights(tx) })),
    ofGroup: ({ groupId }) =>
      sandbox.store.read((tx) => ({ groupId, rights: rightsOfGroup(tx, findResource(tx, 'Group', groupId)) })),
    ofUser: ({ userId }) =>
      sandbox.store.read((tx) => ({ userId, rights: rightsOfUser(tx, findResource(tx, 'User', userId)) })),
    grant: ({ groupId, right }) => change(groupId, (tx, group) => tx.rights.grant(group.seq, right)),
    revoke: ({ groupId, right }) => change(groupId, (tx, group) => void tx.rights.revoke(group.seq, right)),
  };
}

/** @throws ConsoleError `not_found` */
function findResource(tx: Tx, type: 'User' | 'Group', id: string): ResourceRow {
  const row = tx.resources.byId(id);
  if (row?.type === type) return row;
  throw new ConsoleError('not_found', `This ${type === 'User' ? 'user' : 'group'} does not exist any more.`);
}
