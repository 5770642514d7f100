import type { ExportFormat } from '#shared/contract/log.ts';
import packageJson from '../../../../package.json' with { type: 'json' };
import type { Store } from '../../store/store.ts';
import type { LogFileExchange } from '../format/schema.ts';
import { writeLogFile } from '../format/write.ts';
import { Pseudonymiser } from '../pseudonymise/pseudonymiser.ts';
import { writeCsv } from './csv.ts';
import { writeCurlScript } from './curl-script.ts';
import { writeHar } from './har.ts';
import { readEntries } from './read-entries.ts';

export interface ExportOptions {
  readonly format: ExportFormat;
  readonly pseudonymise: boolean;
  /** the search that chose the exchanges; null: chosen by hand */
  readonly query: string | null;
  readonly sandbox: string;
  readonly profile: string;
  readonly tenantUrl: string;
  readonly now: Date;
}

/**
 * The exchanges with these ids as a file, piece by piece.
 * @param onRead is called for each exchange
 */
export function exportLog(
  store: Store,
  ids: readonly number[],
  options: ExportOptions,
  onRead: () => void,
): Generator<string, void> {
  const entries = counted(readEntries(store, ids), onRead);
  const shown = options.pseudonymise ? pseudonymised(entries) : entries;
  switch (options.format) {
    case 'jsonl':
      return writeLogFile(
        {
          createdBy: `scim-rehearsal ${packageJson.version}`,
          createdAt: options.now.toISOString(),
          sandbox: options.sandbox,
          profile: options.profile,
          tenantUrl: options.tenantUrl,
          pseudonymised: options.pseudonymise,
          // A search may name a person.
          query: options.pseudonymise ? null : options.query,
        },
        shown,
      );
    case 'har':
      return writeHar(shown, { origin: new URL(options.tenantUrl).origin, version: packageJson.version });
    case 'csv':
      return writeCsv(shown);
    case 'curl':
      return writeCurlScript(shown, options.tenantUrl);
  }
}

/** `scim-log-2026-03-02-1410.jsonl` */
export function exportFileName({ format, pseudonymise, now }: Pick<ExportOptions, 'format' | 'pseudonymise' | 'now'>): string {
  const time = now.toISOString().slice(0, 16).replace('T', '-').replace(':', '');
  return `scim-log-${time}${pseudonymise ? '-pseudonymised' : ''}.${format === 'curl' ? 'sh' : format}`;
}

function* counted(entries: Iterable<LogFileExchange>, onRead: () => void): Generator<LogFileExchange, void> {
  for (const entry of entries) {
    onRead();
    yield entry;
  }
}

function* pseudonymised(entries: Iterable<LogFileExchange>): Generator<LogFileExchange, void> {
  const pseudonymiser = new Pseudonymiser();
  for (const entry of entries) yield pseudonymiser.exchange(entry);
}
