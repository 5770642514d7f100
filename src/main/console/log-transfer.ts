import type { ConsoleContract, LogSelection, Service } from '#shared/contract/index.ts';
import { exportFileName, exportLog } from '../log/export/export-log.ts';
import { LogImporter } from '../log/import/log-importer.ts';
import { findAll } from '../log/search-log.ts';
import type { ConsoleDependencies } from './console.ts';
import { readTerms } from './exchanges.ts';
import { LogJobs } from './log-jobs.ts';
import { toldAtOnce } from './told.ts';

type Transfer = 'startExport' | 'continueExport' | 'stopJob' | 'startImport' | 'continueImport';

const PIECE = 512 * 1024;
const PIECE_MS = 60;

/** Exports and imports of the log. They take longer than a moment, so each call does a part. */
export function createTransferOperations(dependencies: ConsoleDependencies): Pick<Service<ConsoleContract>['log'], Transfer> {
  const { sandbox, events, clock, scimUrl } = dependencies;
  const { store } = sandbox;
  const jobs = new LogJobs();
  const changed = () => events.publish({ type: 'log.changed', exchangeId: null });
  const idsOf = (selection: LogSelection): Promise<number[]> | number[] =>
    'ids' in selection
      ? selection.ids.toSorted((a, b) => a - b)
      : findAll(store, readTerms({ query: selection.query }, clock.now().getTime()));

  return {
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
        toldAtOnce(() => importer.push(text));
        if (!last) return { entries: importer.entries, result: null };
        const result = toldAtOnce(() => importer.finish());
        jobs.end(id);
        changed();
        return { entries: importer.entries, result };
      } catch (error) {
        jobs.stop(id);
        throw error;
      }
    },
  };
}
