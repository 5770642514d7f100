import { z } from 'zod';
import { Idp, Verdict } from './exchanges.ts';
import { command, query } from './operation.ts';

/** A burst of requests of one identity provider with one token; a pause of five minutes ends it. */
export const LogSession = z.object({
  id: z.number().int(),
  idp: Idp,
  client: z.string(),
  tokenName: z.string().nullable(),
  firstId: z.number().int(),
  lastId: z.number().int(),
  firstAt: z.string(),
  lastAt: z.string(),
  requests: z.number().int(),
  /** exchanges that changed something */
  changed: z.number().int(),
  refused: z.number().int(),
  warnings: z.number().int(),
});
export type LogSession = z.infer<typeof LogSession>;

const SavedFilter = z.object({ id: z.number().int(), name: z.string(), query: z.string() });
export type SavedFilter = z.infer<typeof SavedFilter>;

/** A term that can be written behind a key of the search language, and what it means. */
const Word = z.object({ value: z.string(), meaning: z.string().nullable() });

/** Which exchanges are meant: those that a search finds, or those with these ids. */
export const LogSelection = z.union([
  z.object({ query: z.string().max(2000) }),
  z.object({ ids: z.array(z.number().int()).max(10_000) }),
]);
export type LogSelection = z.infer<typeof LogSelection>;

export const ExportFormat = z.enum(['jsonl', 'har', 'csv', 'curl']);
export type ExportFormat = z.infer<typeof ExportFormat>;

export const LogImport = z.object({
  id: z.number().int(),
  /** of the file */
  name: z.string(),
  kind: z.enum(['own', 'har', 'entra']),
  at: z.string(),
  entries: z.number().int(),
  /** what was odd about the file, in a sentence */
  warning: z.string().nullable(),
});
export type LogImport = z.infer<typeof LogImport>;

/** One row of an imported log. */
export const ImportedEntry = z.object({
  importId: z.number().int(),
  place: z.number().int(),
  at: z.string(),
  kind: z.enum(['exchange', 'event']),
  sentence: z.string(),
  verdict: Verdict,
  status: z.number().int().nullable(),
});
export type ImportedEntry = z.infer<typeof ImportedEntry>;

/** An entry of an identity provider's own log that speaks of the same person at the same time as an exchange. */
export const MatchedEvent = ImportedEntry.extend({ error: z.string().nullable(), action: z.string() });
export type MatchedEvent = z.infer<typeof MatchedEvent>;

/** What is thrown away by itself; null: nothing is. Pinned exchanges always stay. */
export const Retention = z.object({
  days: z.number().int().min(1).max(3650).nullable(),
  exchanges: z.number().int().min(100).max(100_000_000).nullable(),
  megabytes: z.number().int().min(1).max(1_000_000).nullable(),
});
export type Retention = z.infer<typeof Retention>;

/** Progress of something that takes longer than a moment. The caller asks for the next part, or stops asking. */
const Progress = z.object({ done: z.boolean(), processed: z.number().int(), total: z.number().int().nullable() });

const Place = z.object({ importId: z.number().int(), place: z.number().int() });

export const log = {
  /** Newest first; pass `next` as `before` for the next page. */
  sessions: query(
    z.object({ before: z.number().int().optional(), limit: z.number().int().min(1).max(500).default(200) }),
    z.object({ items: z.array(LogSession), next: z.number().int().nullable(), total: z.number().int() }),
  ),
  session: query(z.object({ id: z.number().int() }), LogSession),
  /** What the search language can name in this sandbox, and the saved searches. */
  vocabulary: query(
    z.object({}),
    z.object({ tags: z.array(Word), rules: z.array(Word), tokens: z.array(Word), filters: z.array(SavedFilter) }),
  ),
  mark: command(
    z.object({
      id: z.number().int(),
      pinned: z.boolean().optional(),
      /** null or blank takes the note off */
      note: z.string().max(4000).nullable().optional(),
      tags: z.array(z.string().trim().min(1).max(60)).max(20).optional(),
    }),
    z.object({ pinned: z.boolean(), note: z.string().nullable(), tags: z.array(z.string()) }),
  ),
  saveFilter: command(z.object({ name: z.string().trim().min(1).max(80), query: z.string().max(2000) }), SavedFilter),
  removeFilter: command(z.object({ id: z.number().int() }), z.object({})),
  /** Deletes for good, a part at each call until `done`; pinned exchanges only where `pinnedToo`. */
  remove: command(
    z.object({ selection: LogSelection, pinnedToo: z.boolean().default(false) }),
    z.object({ removed: z.number().int(), done: z.boolean() }),
  ),
  startExport: command(
    z.object({ selection: LogSelection, format: ExportFormat, pseudonymise: z.boolean().default(false) }),
    z.object({ job: z.string(), fileName: z.string(), total: z.number().int() }),
  ),
  /** The next piece of the file. */
  continueExport: command(z.object({ job: z.string() }), Progress.extend({ text: z.string() })),
  stopJob: command(z.object({ job: z.string() }), z.object({})),
  startImport: command(z.object({ fileName: z.string().max(300) }), z.object({ job: z.string() })),
  /** @see LogImport: `result` is there with the last piece */
  continueImport: command(
    z.object({ job: z.string(), text: z.string().max(900_000), last: z.boolean() }),
    z.object({ entries: z.number().int(), result: LogImport.nullable() }),
  ),
  imports: query(z.object({}), z.object({ items: z.array(LogImport) })),
  removeImport: command(z.object({ id: z.number().int() }), z.object({})),
  importedEntries: query(
    z.object({
      importId: z.number().int(),
      after: z.number().int().default(-1),
      /** in the log's search language; a word that cannot work in such a file is refused */
      query: z.string().max(2000).default(''),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    z.object({ items: z.array(ImportedEntry), next: z.number().int().nullable() }),
  ),
  importedEntry: query(
    Place,
    ImportedEntry.extend({
      /** the whole line in the log's own format (docs/log-format.md) */
      entry: z.record(z.string(), z.unknown()),
      /** our own exchanges about the same person at that time */
      matches: z.array(z.object({ id: z.number().int(), at: z.string(), sentence: z.string() })),
    }),
  ),
  eventsOf: query(z.object({ exchangeId: z.number().int() }), z.object({ items: z.array(MatchedEvent) })),
  retention: query(z.object({}), z.object({ retention: Retention, fileBytes: z.number().int(), pinned: z.number().int() })),
  setRetention: command(z.object({ retention: Retention }), z.object({})),
};
