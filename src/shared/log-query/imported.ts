import type { Condition, QueryProblem, Term } from './terms.ts';

/** What a log that was read in is: one of SCIM Rehearsal, an HTTP archive, or Entra ID's own provisioning log. */
export type ImportedKind = 'own' | 'har' | 'entra';

type Refusals = Partial<Record<Condition['kind'], string>>;

const SESSION = 'Sessions are those of the log of this sandbox; a file that was read in has none. Use since: and until: instead.';
const MARKS = 'Pins, notes and tags are kept in a log of SCIM Rehearsal only, and this file is none.';

/** Words that find nothing in such a file, whatever is in it, and why. */
const REFUSALS: Readonly<Record<ImportedKind, Refusals>> = {
  own: { session: SESSION },
  har: {
    session: SESSION,
    by: 'An HTTP archive does not say which part of SCIM Rehearsal sent a request.',
    token: 'An HTTP archive names no tokens.',
    rule: 'Nothing in an HTTP archive was judged by a rule. Replay it, then search the run.',
    tag: MARKS,
    pinned: MARKS,
    has: 'An HTTP archive has neither notes nor tags, findings or changes.',
    id: 'The entries of an HTTP archive have no numbers.',
  },
  entra: {
    session: SESSION,
    by: 'Entra ID’s own log does not say which part of SCIM Rehearsal sent a request.',
    token: 'Entra ID’s own log names no tokens.',
    rule: 'Entra ID’s own log knows none of the rules here.',
    tag: MARKS,
    pinned: MARKS,
    has: 'Entra ID’s own log has neither notes nor tags, findings or changes of this sandbox.',
    id: 'The entries of Entra ID’s own log have no numbers.',
    method: 'Entra ID’s own log has no HTTP, so no methods. Use op: instead.',
    path: 'Entra ID’s own log has no HTTP, so no paths. Use user: or group: instead.',
    status: 'Entra ID’s own log has no HTTP, so no statuses. Use is:failed or is:ok instead.',
  },
};

/** What is told apart in such a file; a search for nothing but the rest would find nothing. */
const VERDICTS: Readonly<Record<ImportedKind, readonly string[] | null>> = {
  own: null,
  har: ['ok', 'refused', 'failed', 'cut-off'],
  entra: ['ok', 'warning', 'failed'],
};
const OPS: Readonly<Record<ImportedKind, readonly string[] | null>> = {
  own: null,
  har: ['create', 'update', 'delete', 'read', 'search', 'bulk', 'discover'],
  entra: ['create', 'update', 'disable', 'delete', 'read'],
};

/** @returns the first word of a search that cannot work in such a file, with the reason; null: all of them can */
export function importedProblem(terms: readonly Term[], kind: ImportedKind): QueryProblem | null {
  for (const { condition, from, to } of terms) {
    const message = refusalOf(condition, kind);
    if (message !== null) return { message, from, to };
  }
  return null;
}

/** @returns whether a key can be offered while a search of such a file is typed */
export function isImportedKey(key: string, kind: ImportedKind): boolean {
  return !Object.hasOwn(REFUSALS[kind], key);
}

function refusalOf(condition: Condition, kind: ImportedKind): string | null {
  if (condition.kind === 'verdict') return choiceRefusal(condition.values, VERDICTS[kind], 'is');
  if (condition.kind === 'op') return choiceRefusal(condition.values, OPS[kind], 'op');
  return REFUSALS[kind][condition.kind] ?? null;
}

function choiceRefusal(values: readonly string[], known: readonly string[] | null, key: string): string | null {
  if (known === null || values.some((value) => known.includes(value))) return null;
  return `This file does not tell that apart. Use one of ${known.map((one) => `${key}:${one}`).join(', ')}.`;
}
