import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import { viewDetail, viewSummary } from '../log/views.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';

export function createExchangeOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['exchanges'] {
  const { sandbox, events } = dependencies;
  return {
    list: (query) =>
      sandbox.store.read((tx) => {
        const { rows, total } = tx.exchanges.search(query);
        return { items: rows.map(viewSummary), total };
      }),

    get: ({ id }) =>
      sandbox.store.read((tx) => {
        const row = tx.exchanges.get(id);
        if (row === undefined) throw new ConsoleError('not_found', `There is no exchange ${id} in the log.`);
        return viewDetail(row, tx.changes.ofExchange(id));
      }),

    clear: () => {
      const removed = sandbox.store.write((tx) => tx.exchanges.clear());
      events.publish({ type: 'exchanges.cleared' });
      return { removed };
    },
  };
}
