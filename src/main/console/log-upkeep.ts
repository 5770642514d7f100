import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import type { Term } from '#shared/log-query/terms.ts';
import { searchLog } from '../log/search-log.ts';
import type { Store } from '../store/store.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';
import { readTerms } from './exchanges.ts';

const REMOVED_AT_ONCE = 200;
const NOT_PINNED: Term = { condition: { kind: 'pinned' }, negated: true, from: 0, to: 0 };

type Upkeep = 'remove' | 'retention' | 'setRetention';

/** What is taken out of the log, by hand or by its limits. A large removal takes several calls, each of which does a part. */
export function createUpkeepOperations(dependencies: ConsoleDependencies): Pick<Service<ConsoleContract>['log'], Upkeep> {
  const { sandbox, events, clock } = dependencies;
  const { store } = sandbox;

  const findSome = async (query: string, pinnedToo: boolean): Promise<{ ids: number[]; done: boolean }> => {
    const terms = [...(pinnedToo ? [] : [NOT_PINNED]), ...readTerms({ query }, clock.now().getTime())];
    const { rows, next } = await searchLog(store, terms, { limit: REMOVED_AT_ONCE });
    return { ids: rows.map(({ id }) => id), done: next === null };
  };

  return {
    remove: async ({ selection, pinnedToo }) => {
      const { ids, done } =
        'ids' in selection
          ? store.read((tx) => tx.log.removal.existing(selection.ids, { pinnedToo, limit: REMOVED_AT_ONCE }))
          : await findSome(selection.query, pinnedToo);
      const removed = store.write((tx) => tx.log.removal.remove(ids));
      if (done) {
        store.shrink(10_000);
        events.publish({ type: 'exchanges.removed' });
      }
      return { removed, done };
    },

    retention: () =>
      store.read((tx) => ({
        retention: tx.log.retention.get(),
        fileBytes: tx.log.removal.usedBytes(),
        pinned: tx.log.marks.countPinned(),
      })),

    setRetention: ({ retention }) => {
      const hadNoLimit = store.read((tx) => Object.values(tx.log.retention.get()).every((limit) => limit === null));
      store.write((tx) => tx.log.retention.set(retention));
      // SQLite can shrink a file step by step only once the whole file has been rewritten (PRAGMA auto_vacuum).
      if (hadNoLimit && Object.values(retention).some((limit) => limit !== null)) compactOrExplain(store);
      events.publish({ type: 'log.changed', exchangeId: null });
      return {};
    },
  };
}

/** @throws ConsoleError when another process has the file open */
function compactOrExplain(store: Store): void {
  try {
    store.compact();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY')) throw error;
    throw new ConsoleError(
      'conflict',
      'The limits are kept, but the file could not be rewritten because another program has it open. It keeps its size until you empty the log.',
    );
  }
}
