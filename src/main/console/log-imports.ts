import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import { eventsOf, importedDetail, viewImportedEntry } from '../log/import/imported.ts';
import { readImportQuery, searchImport } from '../log/import/search-import.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';
import { termsOf } from './exchanges.ts';

type Imports = 'imports' | 'removeImport' | 'importedEntries' | 'importedEntry' | 'eventsOf';

/** The logs that were read in, kept apart from what was seen here. */
export function createImportOperations({
  sandbox,
  events,
  clock,
}: ConsoleDependencies): Pick<Service<ConsoleContract>['log'], Imports> {
  const { store } = sandbox;
  return {
    imports: () => store.read((tx) => ({ items: tx.log.imports.all() })),

    removeImport: ({ id }) => {
      store.write((tx) => tx.log.imports.remove(id));
      events.publish({ type: 'log.changed', exchangeId: null });
      return {};
    },

    importedEntries: async ({ importId, query, after, limit }) => {
      const file = store.read((tx) => tx.log.imports.get(importId));
      if (file === undefined) throw new ConsoleError('not_found', 'This import was removed.');
      const terms = termsOf(readImportQuery(query, file.kind, clock.now().getTime()));
      if (terms.length > 0) {
        const { rows, next } = await searchImport(store, importId, terms, { after, limit });
        return { items: rows.map(viewImportedEntry), next };
      }
      const rows = store.read((tx) => tx.log.imports.page(importId, after, limit));
      return { items: rows.map(viewImportedEntry), next: rows.length < limit ? null : (rows.at(-1)?.place ?? null) };
    },

    importedEntry: async ({ importId, place }) => {
      const detail = await importedDetail(store, importId, place);
      if (detail === undefined) throw new ConsoleError('not_found', 'This entry belongs to an import that was removed.');
      return detail;
    },

    eventsOf: ({ exchangeId }) => ({ items: store.read((tx) => eventsOf(tx, exchangeId)) }),
  };
}
