import type { Verdict } from '#shared/contract/exchanges.ts';
import type { ImportedEntry, MatchedEvent } from '#shared/contract/log.ts';
import type { Condition, Term } from '#shared/log-query/terms.ts';
import { foldCase } from '../../scim/fold-case.ts';
import { bodyToText } from '../../store/body-codec.ts';
import type { ImportedSummaryRow, LogImportEntryRow } from '../../store/logbook/imports.ts';
import type { ExchangeSummaryRow } from '../../store/repositories/exchanges.ts';
import type { Store, Tx } from '../../store/store.ts';
import { LogFileEntry, type LogFileEvent } from '../format/schema.ts';
import { searchLog } from '../search-log.ts';

/** Clocks differ, and an identity provider logs an act only when it is done. */
const NEAR_MS = 5 * 60_000;
const MOST_MATCHES = 20;

/** A row as the console's contract has it. */
export function viewImportedEntry(row: ImportedSummaryRow): ImportedEntry {
  return {
    importId: row.import_id,
    place: row.place,
    at: row.at,
    kind: row.kind,
    sentence: row.sentence,
    verdict: row.verdict as Verdict,
    status: row.status,
  };
}

/** A whole imported entry, and what our own log has about the same person at that time; undefined when the import is gone. */
export async function importedDetail(store: Store, importId: number, place: number) {
  const row = store.read((tx) => tx.log.imports.entry(importId, place));
  if (row === undefined) return undefined;
  const entry = entryOf(row);
  const matches = entry.kind === 'event' ? await exchangesNear(store, entry) : [];
  return {
    ...viewImportedEntry(row),
    entry: { ...entry },
    matches: matches.map(({ id, at, sentence }) => ({ id, at, sentence })),
  };
}

/** Entries of identity providers' own logs that speak of the same person or group, at the time of an exchange. */
export function eventsOf(tx: Tx, exchangeId: number): MatchedEvent[] {
  const row = tx.exchanges.get(exchangeId);
  if (row === undefined || (row.resource_name === null && row.resource_id === null)) return [];
  const at = Date.parse(row.at);
  const about = { subject: row.resource_name === null ? null : foldCase(row.resource_name), id: row.resource_id };
  const [from, to] = [at - NEAR_MS, at + NEAR_MS].map((time) => new Date(time).toISOString());
  return tx.log.imports.eventsAbout(about, from ?? '', to ?? '').map((found) => {
    const entry = entryOf(found);
    const event = entry.kind === 'event' ? entry : null;
    return { ...viewImportedEntry(found), action: event?.action ?? '', error: event?.error?.text ?? null };
  });
}

async function exchangesNear(store: Store, { at, subject }: LogFileEvent): Promise<ExchangeSummaryRow[]> {
  const time = Date.parse(at);
  const near: Condition = { kind: 'time', range: { min: time - NEAR_MS, max: time + NEAR_MS } };
  const about: Condition[] = [
    ...(subject.targetId === null ? [] : [{ kind: 'resource', values: [subject.targetId] } as const]),
    ...(subject.userName === null ? [] : [{ kind: 'name', type: 'User', values: [subject.userName] } as const]),
    ...(subject.userName === null && subject.name !== null
      ? [{ kind: 'name', type: 'Group', values: [subject.name] } as const]
      : []),
  ];
  const pages = await Promise.all(about.map((one) => searchLog(store, [term(near), term(one)], { limit: MOST_MATCHES })));
  const found = new Map(pages.flatMap(({ rows }) => rows.map((row) => [row.id, row])));
  return [...found.values()].toSorted((a, b) => a.id - b.id).slice(0, MOST_MATCHES);
}

function entryOf(row: LogImportEntryRow): LogFileEntry {
  return LogFileEntry.parse(JSON.parse(bodyToText(row.entry) ?? 'null'));
}

function term(condition: Condition): Term {
  return { condition, negated: false, from: 0, to: 0 };
}
