import { foldCase } from '../../scim/fold-case.ts';
import { encodeBody } from '../../store/body-codec.ts';
import type { LogImportRow } from '../../store/logbook/imports.ts';
import type { Store } from '../../store/store.ts';
import { LogFileReader, isLogFileStart } from '../format/read.ts';
import type { LogFileEntry, LogFileEvent } from '../format/schema.ts';
import { entraEntries, readEntra } from './entra.ts';
import { HarFile, readHar } from './har.ts';
import { ImportError } from './import-error.ts';
import { parseWhole } from './parse-whole.ts';
import { maskEntry } from './mask-entry.ts';

/** JSON in one piece has to fit into memory; our own format does not. */
const LARGEST_JSON = 128 * 1024 * 1024;

/**
 * Imports a log file piece by piece: our own JSON Lines, an HTTP archive, or Entra ID's provisioning log, which it finds out by itself.
 * It keeps all or nothing: after an error nothing of the file is left.
 */
export class LogImporter {
  readonly #store: Store;
  readonly #fileName: string;
  readonly #now: string;
  #reader: LogFileReader | null = null;
  #pending: string[] = [];
  #pendingLength = 0;
  #import: number | null = null;
  #entries = 0;

  /** @param now ISO 8601, UTC */
  constructor(store: Store, fileName: string, now: string) {
    this.#store = store;
    this.#fileName = fileName;
    this.#now = now;
  }

  /** entries so far */
  get entries(): number {
    return this.#entries;
  }

  /** @throws ImportError or LogFileError */
  push(text: string): void {
    if (this.#reader !== null) return this.#keep('own', this.#reader.push(text));
    this.#pending.push(text);
    this.#pendingLength += text.length;
    if (this.#pending.length === 1 || text.includes('\n')) this.#recogniseOwn();
    if (this.#pendingLength > LARGEST_JSON) {
      throw new ImportError(
        'This file is larger than 128 MiB and is no log of SCIM Rehearsal, which alone can be of any size. Export a shorter time.',
      );
    }
  }

  /** @throws ImportError or LogFileError */
  finish(): LogImportRow {
    const warning = this.#reader === null ? this.#readWhole(this.#pending.join('')) : this.#finishOwn(this.#reader);
    const id = this.#import;
    if (id === null) throw new ImportError('This log has no entries: there is nothing to read in.');
    const row = this.#store.write((tx) => {
      tx.log.imports.finish(id, this.#entries, warning);
      return tx.log.imports.get(id);
    });
    if (row === undefined) throw new ImportError('The import was removed while it was running.');
    return row;
  }

  /** Removes what was kept so far. */
  abandon(): void {
    const id = this.#import;
    if (id !== null) this.#store.write((tx) => tx.log.imports.remove(id));
    this.#import = null;
  }

  #recogniseOwn(): void {
    const text = this.#pending.join('').replace(/^\uFEFF/, '');
    const end = text.indexOf('\n');
    if (end === -1 || !isLogFileStart(text.slice(0, end))) return;
    this.#reader = new LogFileReader();
    this.#pending = [];
    this.#keep('own', this.#reader.push(text));
  }

  #finishOwn(reader: LogFileReader): string | null {
    const { entries, warning } = reader.end();
    this.#keep('own', entries);
    return warning;
  }

  #readWhole(text: string): string | null {
    if (text.trim() === '') throw new ImportError('This file is empty.');
    if (isLogFileStart(text.trim())) return this.#finishOwn(startedWith(text));
    const file = parseWhole(text);
    const har = HarFile.safeParse(file);
    if (har.success) {
      const { entries, warning } = readHar(har.data);
      this.#keep('har', entries);
      return warning;
    }
    const entra = entraEntries(file);
    if (entra === null) {
      throw new ImportError(
        "This JSON is none of the logs that can be read in: a log of SCIM Rehearsal (JSON Lines), an HTTP archive (HAR), or Entra ID's provisioning log (JSON).",
      );
    }
    this.#keep('entra', readEntra(entra));
    return null;
  }

  #keep(kind: LogImportRow['kind'], entries: readonly LogFileEntry[]): void {
    if (entries.length === 0) return;
    this.#store.write((tx) => {
      const id = (this.#import ??= tx.log.imports.create(this.#fileName, kind, this.#now));
      for (const entry of entries) {
        const kept = entry.kind === 'exchange' ? maskEntry(entry) : entry;
        tx.log.imports.add({
          import_id: id,
          place: this.#entries,
          ...summaryOf(kept),
          entry: encodeBody(JSON.stringify(kept)) ?? '',
        });
        this.#entries += 1;
      }
    });
  }
}

function startedWith(text: string): LogFileReader {
  const reader = new LogFileReader();
  reader.push(text);
  return reader;
}

function summaryOf(entry: LogFileEntry) {
  const name = entry.kind === 'exchange' ? entry.resource.name : (entry.subject.userName ?? entry.subject.name);
  return {
    at: entry.at,
    kind: entry.kind,
    sentence: entry.sentence,
    verdict: entry.kind === 'exchange' ? entry.verdict : VERDICTS[entry.outcome],
    status: entry.kind === 'exchange' ? entry.response.status : null,
    subject: name === null ? null : foldCase(name),
    target_id: entry.kind === 'exchange' ? entry.resource.id : entry.subject.targetId,
  };
}

const VERDICTS: Readonly<Record<LogFileEvent['outcome'], string>> = {
  success: 'ok',
  failure: 'failed',
  skipped: 'warning',
  warning: 'warning',
  unknown: 'ok',
};
