import type { ConsoleContract, LogSelection, Service } from '#shared/contract/index.ts';
import type { Term } from '#shared/log-query/terms.ts';
import { exportFileName, exportLog } from '../log/export/export-log.ts';
import { LogFileError } from '../log/format/log-file-error.ts';
import { ImportError } from '../log/import/import-error.ts';
import { LogImporter } from '../log/import/log-importer.ts';
import { eventsOf, importedDetail, viewImportedEntry } from '../log/import/imported.ts';
import { readImportQuery, searchImport } from '../log/import/search-import.ts';
import { findAll, searchLog } from '../log/search-log.ts';
import type { Store } from '../store/store.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';
import { readTerms, termsOf } from './exchanges.ts';
import { LogJobs } from './log-jobs.ts';

type Transfer =
  | 'remove'
  | 'startExport'
  | 'continueExport'
  | 'stopJob'
  | 'startImport'
  | 'continueImport'
  | 'imports'
  | 'removeImport'
  | 'importedEntries'
  | 'importedEntry'
  | 'eventsOf'
  | 'retention'
  | 'setRetention';

const PIECE = 512 * 1024;
const PIECE_MS = 60;
const REMOVED_AT_ONCE = 200;
const NOT_PINNED: Term = { condition: { kind: 'pinned' }, negated: true, from: 0, to: 0 };

/** Out, in and away: what takes longer than a moment is done in parts, one for each call. */
export function createTransferOperations(dependencies: ConsoleDependencies): Pick<Service<ConsoleContract>['log'], Transfer> {
  const { sandbox, events, clock, scimUrl } = dependencies;
  const { store } = sandbox;
  const jobs = new LogJobs();
  const changed = () => events.publish({ type: 'log.changed', exchangeId: null });
  const idsOf = (selection: LogSelection): Promise<number[]> | number[] =>
    'ids' in selection
      ? selection.ids.toSorted((a, b) => a - b)
      : findAll(store, readTerms({ query: selection.query }, clock.now().getTime()));

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

    startExport: async ({ selection, format, pseudonymise }) => {
      const ids = await idsOf(selection);
      const now = clock.now();
      const query = 'query' in selection && selection.query !== '' ? selection.query : null;
      const profile = sandbox.profile.id;
      const options = { format, pseudonymise, query, sandbox: sandbox.name, profile, tenantUrl: scimUrl, now };
      const job = jobs.start({
        kind: 'export',
        total: ids.length,
        processed: 0,
        pieces: exportLog(store, ids, options, () => {
          jobs.exporting(job).processed += 1;
        }),
      });
      return { job, fileName: exportFileName(options), total: ids.length };
    },

    continueExport: ({ job: id }) => {
      const job = jobs.exporting(id);
      const began = performance.now();
      const parts: string[] = [];
      let length = 0;
      let done = false;
      while (!done && length < PIECE && performance.now() - began < PIECE_MS) {
        const piece = job.pieces.next();
        if (piece.done === true) done = true;
        else {
          parts.push(piece.value);
          length += piece.value.length;
        }
      }
      if (done) jobs.end(id);
      return { text: parts.join(''), done, processed: job.processed, total: job.total };
    },

    stopJob: ({ job }) => {
      jobs.stop(job);
      changed();
      return {};
    },

    startImport: ({ fileName }) => ({
      job: jobs.start({ kind: 'import', importer: new LogImporter(store, fileName, clock.now().toISOString()) }),
    }),

    continueImport: ({ job: id, text, last }) => {
      const { importer } = jobs.importing(id);
      try {
        importer.push(text);
        if (!last) return { entries: importer.entries, result: null };
        const result = importer.finish();
        jobs.end(id);
        changed();
        return { entries: importer.entries, result };
      } catch (error) {
        jobs.stop(id);
        if (error instanceof ImportError || error instanceof LogFileError) throw new ConsoleError('invalid_input', error.message);
        throw error;
      }
    },

    imports: () => store.read((tx) => ({ items: tx.log.imports.all() })),

    removeImport: ({ id }) => {
      store.write((tx) => tx.log.imports.remove(id));
      changed();
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

    retention: () =>
      store.read((tx) => ({
        retention: tx.log.retention.get(),
        fileBytes: tx.log.removal.usedBytes(),
        pinned: tx.log.marks.countPinned(),
      })),

    setRetention: ({ retention }) => {
      const first = store.read((tx) => Object.values(tx.log.retention.get()).every((limit) => limit === null));
      store.write((tx) => tx.log.retention.set(retention));
      // The file can shrink step by step only after it was written anew once.
      if (first && Object.values(retention).some((limit) => limit !== null)) compactOrExplain(store);
      changed();
      return {};
    },
  };
}

/** @throws ConsoleError where another process has the file open */
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
