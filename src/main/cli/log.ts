import { closeSync, createReadStream, openSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { ExportFormat } from '#shared/contract/log.ts';
import type { Term } from '#shared/log-query/terms.ts';
import { exportLog } from '../log/export/export-log.ts';
import { LogFileError } from '../log/format/log-file-error.ts';
import { ImportError } from '../log/import/import-error.ts';
import { LogImporter } from '../log/import/log-importer.ts';
import { readLogQuery } from '../log/read-query.ts';
import { findAll, searchLog } from '../log/search-log.ts';
import { viewSummary } from '../log/views.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { systemClock } from '../service/ports.ts';
import { StartupError } from '../service/startup-error.ts';
import { reasonOf } from './file-problem.ts';
import { writeOut } from './output.ts';
import { withExistingSandbox, withSandbox } from './with-sandbox.ts';

export interface LogOptions {
  data: string;
  sandbox: string;
  json?: boolean;
}

export interface LogListOptions extends LogOptions {
  limit: number;
}

export interface LogExportOptions extends LogOptions {
  format: ExportFormat;
  output?: string;
  pseudonymise?: boolean;
}

/** `log list [search]`: newest first. */
export async function listLog(search: string, options: LogListOptions): Promise<void> {
  const terms = readTerms(search);
  const { rows, next } = await withExistingSandbox(options, async ({ store }) => {
    return searchLog(store, terms, { limit: options.limit });
  });
  const items = rows.map(viewSummary);
  if (options.json === true) return print(JSON.stringify(items));
  if (items.length === 0) print('No exchange matches.');
  for (const { id, at, status, client, sentence } of items)
    print([id, at, status === 0 ? '---' : status, client, sentence].join('  '));
  if (next !== null) print(`There are more; --limit shows more than ${options.limit}.`);
}

/** `log export [search]`: to a file, or to stdout. */
export async function exportLogCommand(search: string, options: LogExportOptions): Promise<void> {
  const terms = readTerms(search);
  const written = await withExistingSandbox(options, async (sandbox) => {
    const ids = await findAll(sandbox.store, terms);
    const pieces = piecesOf(sandbox, ids, search, options);
    if (options.output === undefined) await writeOut(pieces);
    else writeFile(options.output, pieces);
    return ids.length;
  });
  if (options.output === undefined) return;
  const told = { file: options.output, exchanges: written };
  print(
    options.json === true
      ? JSON.stringify(told)
      : `Wrote ${written} ${written === 1 ? 'exchange' : 'exchanges'} to ${options.output}.`,
  );
}

/** `log import FILE` */
export async function importLog(file: string, options: LogOptions): Promise<void> {
  const result = await withSandbox(options, async ({ store }) => {
    const importer = new LogImporter(store, basename(file), systemClock.now().toISOString());
    try {
      for await (const piece of createReadStream(file, { encoding: 'utf8' })) importer.push(String(piece));
      return importer.finish();
    } catch (error) {
      importer.abandon();
      if (error instanceof ImportError || error instanceof LogFileError)
        throw new StartupError(`${file}: ${error.message}`, { cause: error });
      if (error instanceof Error && 'code' in error)
        throw new StartupError(`The file ${file} cannot be read: ${reasonOf(error)}.`, { cause: error });
      throw error;
    }
  });
  if (options.json === true) return print(JSON.stringify(result));
  print(`Read in ${result.entries} ${result.entries === 1 ? 'entry' : 'entries'} of ${file}; they are under Log > Imports.`);
  if (result.warning !== null) print(result.warning);
}

function piecesOf(
  { store, name, profile }: Sandbox,
  ids: readonly number[],
  search: string,
  options: LogExportOptions,
): Iterable<string> {
  return exportLog(
    store,
    ids,
    {
      format: options.format,
      pseudonymise: options.pseudonymise === true,
      query: search === '' ? null : search,
      sandbox: name,
      profile: profile.id,
      // No listener runs here; this is where one runs by default.
      tenantUrl: 'http://127.0.0.1:4700/scim/v2',
      now: systemClock.now(),
    },
    () => undefined,
  );
}

/** It may hold personal data, so it is for this user alone. */
function writeFile(file: string, pieces: Iterable<string>): void {
  let handle: number | undefined;
  try {
    handle = openSync(file, 'w', 0o600);
    for (const piece of pieces) writeFileSync(handle, piece);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    throw new StartupError(`The file ${file} cannot be written: ${reasonOf(error)}.`, { cause: error });
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

/** @throws StartupError that says what is wrong with the search, and where */
function readTerms(search: string): readonly Term[] {
  const { terms, problem } = readLogQuery(search, systemClock.now().getTime());
  if (terms !== null) return terms;
  throw new StartupError(`${problem.message} (at character ${problem.from + 1} of the search)`);
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
