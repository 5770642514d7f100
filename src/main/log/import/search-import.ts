import { setImmediate as nextTurn } from 'node:timers/promises';
import { importedProblem } from '#shared/log-query/imported.ts';
import type { ParsedQuery, Term } from '#shared/log-query/terms.ts';
import { bodyToText } from '../../store/body-codec.ts';
import type { ImportedSummaryRow, LogImportEntryRow, LogImportRow } from '../../store/logbook/imports.ts';
import type { Store } from '../../store/store.ts';
import type { LogFileEntry } from '../format/schema.ts';
import { readLogQuery } from '../read-query.ts';
import { entryMatches } from './entry-matches.ts';

/** What one step looks at, some milliseconds' worth, before others get their turn. */
const WINDOW = 25;
/** A search that finds little in much gives what it has after this time, and says where it is. */
const BUDGET_MS = 1000;

/** Reads a search of a log that was read in; words that cannot work in such a file are refused. */
export function readImportQuery(query: string, kind: LogImportRow['kind'], now: number): ParsedQuery {
  const parsed = readLogQuery(query, now);
  if (parsed.terms === null) return parsed;
  const problem = importedProblem(parsed.terms, kind);
  return problem === null ? parsed : { terms: null, problem };
}

export interface ImportPage {
  /** in the order of the file */
  readonly rows: readonly ImportedSummaryRow[];
  /** where the next page begins, behind this place; null: that was all */
  readonly next: number | null;
}

/** One page of a search in a log that was read in. No index: such a file is as long as somebody exported it, and is looked through as it is. */
export async function searchImport(
  store: Store,
  importId: number,
  terms: readonly Term[],
  page: { after: number; limit: number },
): Promise<ImportPage> {
  const rows: ImportedSummaryRow[] = [];
  let { after } = page;
  const began = performance.now();
  while (performance.now() - began < BUDGET_MS) {
    const window = store.read((tx) => tx.log.imports.entries(importId, after, WINDOW));
    for (const row of window) {
      after = row.place;
      if (!entryMatches(searched(row), terms)) continue;
      rows.push(row);
      if (rows.length === page.limit) return { rows, next: after };
    }
    if (window.length < WINDOW) return { rows, next: null };
    await nextTurn();
  }
  return { rows, next: after };
}

function searched({ at, verdict, status, entry }: LogImportEntryRow) {
  let read: LogFileEntry | null = null;
  // It was looked over when it was read in.
  return { at, verdict, status, entry: () => (read ??= JSON.parse(bodyToText(entry) ?? 'null') as LogFileEntry) };
}
