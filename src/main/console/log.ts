import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import { ruleNames } from '../log/read-query.ts';
import { viewSession } from '../log/views.ts';
import type { Tx } from '../store/store.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';
import { createImportOperations } from './log-imports.ts';
import { createTransferOperations } from './log-transfer.ts';
import { createUpkeepOperations } from './log-upkeep.ts';

export function createLogOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['log'] {
  const { sandbox, events } = dependencies;
  const { store } = sandbox;
  const changed = (exchangeId: number | null) => events.publish({ type: 'log.changed', exchangeId });
  return {
    ...createTransferOperations(dependencies),
    ...createImportOperations(dependencies),
    ...createUpkeepOperations(dependencies),

    sessions: ({ before, limit }) =>
      store.read((tx) => {
        const rows = tx.log.sessions.page(before, limit);
        const last = rows.at(-1);
        return {
          items: rows.map(viewSession),
          next: rows.length < limit || last === undefined ? null : last.id,
          total: tx.log.sessions.count(),
        };
      }),

    session: ({ id }) => {
      const row = store.read((tx) => tx.log.sessions.get(id));
      if (row === undefined) throw new ConsoleError('not_found', `There is no session ${id} in the log.`);
      return viewSession(row);
    },

    vocabulary: () =>
      store.read((tx) => ({
        tags: tx.log.marks.tags().map(({ tag, n }) => ({ value: tag, meaning: n === 1 ? '1 exchange' : `${n} exchanges` })),
        rules: ruleNames(),
        tokens: tokenNames(tx),
        filters: tx.log.savedFilters.all(),
      })),

    mark: ({ id, pinned, note, tags }) => {
      const marks = store.write((tx) => {
        if (tx.exchanges.get(id) === undefined) throw new ConsoleError('not_found', `There is no exchange ${id} in the log.`);
        const before = tx.log.marks.of(id);
        const written = note === undefined ? before.note : note;
        tx.log.marks.set(id, {
          pinned: pinned ?? before.pinned,
          note: written === null || written.trim() === '' ? null : written,
          tags: tags ?? before.tags,
        });
        return tx.log.marks.of(id);
      });
      changed(id);
      return { ...marks, tags: [...marks.tags] };
    },

    saveFilter: ({ name, query }) => {
      const saved = store.write((tx) => tx.log.savedFilters.save(name, query));
      changed(null);
      return saved;
    },

    removeFilter: ({ id }) => {
      if (!store.write((tx) => tx.log.savedFilters.remove(id))) {
        throw new ConsoleError('not_found', 'This saved search does not exist any more.');
      }
      changed(null);
      return {};
    },
  };
}

/** Each name once: every rehearsal leaves a token of the same name. */
function tokenNames(tx: Tx): { value: string; meaning: string }[] {
  const names = new Map(tx.tokens.all().map(({ name, prefix, owner_name: owner }) => [name || prefix, owner]));
  return [...names].map(([value, meaning]) => ({ value, meaning }));
}
