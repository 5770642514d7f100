import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import { listTokenOwners, recommendedOwner } from '../sandbox/owners.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import type { Tx } from '../store/store.ts';
import { createToken, viewToken } from '../token/tokens.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';
import { toldAtOnce } from './told.ts';

export function createTokenOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['tokens'] {
  const { sandbox, events, clock } = dependencies;
  const now = () => clock.now().toISOString();
  return {
    list: () => sandbox.store.read((tx) => ({ items: tx.tokens.all().map((row) => viewToken(tx, row)) })),

    owners: () => sandbox.store.read((tx) => ({ items: listTokenOwners(tx) })),

    create: ({ name, ownerId }) => {
      const created = sandbox.store.write((tx) => {
        const { row, secret } = toldAtOnce(() => createToken(tx, findOwner(tx, ownerId), { name, now: now() }));
        return { token: viewToken(tx, row), secret };
      });
      events.publish({ type: 'tokens.changed' });
      return created;
    },

    revoke: ({ id }) => {
      const revoked = sandbox.store.write((tx) => {
        tx.tokens.revoke(id, now());
        const row = tx.tokens.byId(id);
        if (row === undefined) throw new ConsoleError('not_found', 'This token does not exist.');
        return viewToken(tx, row);
      });
      events.publish({ type: 'tokens.changed' });
      return revoked;
    },
  };
}

function findOwner(tx: Tx, id: string | undefined): ResourceRow {
  const owner = id === undefined ? recommendedOwner(tx) : tx.resources.byId(id);
  if (owner !== undefined && owner.type === 'User') return owner;
  throw new ConsoleError(
    'not_found',
    id === undefined
      ? 'The service user of this sandbox was deleted. Choose another owner for the token.'
      : 'The user who was to own the token does not exist any more.',
  );
}
