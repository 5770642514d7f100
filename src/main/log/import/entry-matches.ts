import type { Condition, Op, Range, Term } from '#shared/log-query/terms.ts';
import { foldCase } from '../../scim/fold-case.ts';
import { operationsOf } from '../../store/logbook/exchange-operation.ts';
import { readable, says } from '../../store/logbook/words.ts';
import type { LogFileEntry, LogFileEvent, LogFileExchange } from '../format/schema.ts';

/** An entry of a log that was read in, as a search looks at it. */
export interface SearchedEntry {
  readonly at: string;
  readonly verdict: string;
  readonly status: number | null;
  /** whole; asked for only where the rest does not decide */
  entry(): LogFileEntry;
}

/** Whether a search finds this entry: what each word means is what it means in the log of the sandbox (store/logbook/conditions.ts). */
export function entryMatches(searched: SearchedEntry, terms: readonly Term[]): boolean {
  return terms.every(({ condition, negated }) => holds(searched, condition) !== negated);
}

function holds(searched: SearchedEntry, condition: Condition): boolean {
  switch (condition.kind) {
    case 'verdict':
      return condition.values.includes(searched.verdict);
    case 'status':
      return searched.status !== null && isIn(condition.ranges, searched.status);
    case 'time':
      return isIn([condition.range], Date.parse(searched.at));
    default: {
      const entry = searched.entry();
      return entry.kind === 'exchange' ? exchangeHolds(entry, condition) : eventHolds(entry, condition);
    }
  }
}

type OfEntry = Exclude<Condition, { kind: 'verdict' | 'status' | 'time' }>;

function exchangeHolds(entry: LogFileExchange, condition: OfEntry): boolean {
  const { request, response, resource } = entry;
  const { path } = request;
  switch (condition.kind) {
    case 'text':
      return says(condition.text, texts(entry.sentence, path, readable(path), resource.name, request.body, response.body));
    case 'idp':
      return condition.values.includes(entry.idp);
    case 'by':
      return condition.values.includes(entry.madeBy ?? 'outside');
    case 'method':
      return condition.values.includes(request.method);
    case 'op':
      return hasOne(condition.values, operationsOf({ method: request.method, path, sentence: entry.sentence }));
    case 'duration':
      return isIn(condition.ranges, entry.durationMs * 1000);
    case 'name': {
      const isOfType = resource.type === condition.type || foldCase(path).startsWith(foldCase(`/${condition.type}s`));
      const query = path.split('?').slice(1).join('?');
      return isOfType && saysOne(condition.values, texts(resource.name, resource.id, readable(query)));
    }
    case 'resource':
      // An HTTP archive tells an id by its address alone.
      return hasOne(condition.values, [resource.id ?? '', ...(path.split('?', 1)[0] ?? '').split('/')]);
    case 'path':
      return saysOne(condition.values, [path, readable(path)]);
    case 'token':
      return condition.values.some((value) => entry.token?.id === value || foldCase(entry.token?.name ?? '') === foldCase(value));
    case 'rule':
      return entry.findings.some(({ ruleId }) => ruleId !== null && condition.values.includes(ruleId));
    case 'tag':
      return hasOne(condition.values, entry.tags);
    case 'pinned':
      return entry.pinned;
    case 'has':
      return condition.values.some((what) => exchangeHas(entry, what));
    case 'session':
      return false;
    case 'id':
      return isIn(condition.ranges, entry.id);
  }
}

function exchangeHas(entry: LogFileExchange, what: 'note' | 'tag' | 'finding' | 'change'): boolean {
  switch (what) {
    case 'note':
      return entry.note !== null;
    case 'tag':
      return entry.tags.length > 0;
    case 'finding':
      return entry.findings.length > 0;
    case 'change':
      return entry.changes.length > 0;
  }
}

/** What Entra ID says that it did, as the words of the search name it. */
const OPS: Readonly<Record<string, Op>> = {
  create: 'create',
  update: 'update',
  disable: 'disable',
  stageddelete: 'disable',
  delete: 'delete',
  other: 'read',
};

function eventHolds(entry: LogFileEvent, condition: OfEntry): boolean {
  const { subject, error, steps, modified } = entry;
  switch (condition.kind) {
    case 'text':
      return says(
        condition.text,
        texts(
          entry.sentence,
          entry.action,
          subject.name,
          subject.userName,
          error?.code,
          error?.text,
          ...steps.flatMap(({ name, text }) => [name, text]),
          ...modified.flatMap(({ attribute, before, after }) => [attribute, before, after]),
        ),
      );
    case 'idp':
      return condition.values.includes(entry.idp);
    case 'op':
      return hasOne(condition.values, [OPS[entry.action.toLowerCase()]]);
    case 'duration':
      return entry.durationMs !== null && isIn(condition.ranges, entry.durationMs * 1000);
    case 'name': {
      const type = subject.userName === null ? 'Group' : 'User';
      return type === condition.type && saysOne(condition.values, texts(subject.userName, subject.name, subject.targetId));
    }
    case 'resource':
      return hasOne(condition.values, [subject.targetId, subject.sourceId]);
    // The rest needs HTTP, or a log of this program; a search is refused for it before (shared/log-query/imported.ts).
    case 'by':
    case 'method':
    case 'path':
    case 'token':
    case 'rule':
    case 'tag':
    case 'pinned':
    case 'has':
    case 'session':
    case 'id':
      return false;
  }
}

function isIn(ranges: readonly Range[], value: number): boolean {
  return ranges.some(({ min, max }) => value >= min && value <= max);
}

function hasOne<T>(wanted: readonly T[], there: readonly (T | null | undefined)[]): boolean {
  return wanted.some((one) => there.includes(one));
}

function saysOne(wanted: readonly string[], values: readonly string[]): boolean {
  return wanted.some((one) => says(one, values));
}

function texts(...values: readonly (string | null | undefined)[]): string[] {
  return values.filter((value) => value !== null && value !== undefined);
}
