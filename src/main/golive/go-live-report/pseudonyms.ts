import type { BlastRow } from '#shared/contract/user-list.ts';
import { People } from '../../log/pseudonymise/people.ts';
import { foldCase } from '../../scim/fold-case.ts';
import type { ReportFacts } from './report-facts.ts';

const MAIL = /[\p{L}\p{N}._%+'#-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/gu;

/**
 * Takes persons out of what the report says: the same account or mail address has the same pseudonym everywhere, and two of them stay two.
 * Names of groups, attributes and rules stay, and so do the reasons that the admin wrote, except for the accounts in them.
 * @param persons all known accounts and mail addresses of each person: an account that is not an address is told from other words only by knowing it
 */
export function pseudonymise(facts: ReportFacts, persons: readonly (readonly string[])[]): ReportFacts {
  const pseudonyms = new Pseudonyms(persons);
  const text = (value: string) => pseudonyms.text(value);
  const { blastRadius } = facts;
  return {
    ...facts,
    pseudonymised: true,
    checklist: deep(facts.checklist, text),
    traps: deep(facts.traps, text),
    mappings: deep(facts.mappings, text),
    blastRadius:
      blastRadius === null
        ? null
        : {
            ...deep(blastRadius, text),
            rows: blastRadius.rows.map((row, place) => ({ ...withoutNames(row, pseudonyms), id: `row-${place + 1}` })),
          },
  };
}

/** A name cannot be told from other words, so it is replaced by a note that there was one. */
function withoutNames(row: BlastRow, pseudonyms: Pseudonyms): BlastRow {
  const told = deep(row, (value) => pseudonyms.text(value));
  return {
    ...told,
    userName: pseudonyms.account(row.userName),
    name: row.name === null ? null : '(a name)',
    changes: told.changes.map((change) =>
      change.attribute.startsWith('name.') ? { ...change, before: hidden(change.before), after: hidden(change.after) } : change,
    ),
  };
}

function hidden(value: string | null): string | null {
  return value === null ? null : '(a name)';
}

/** The same pseudonyms as in an exported log: two addresses of one person stay two, a foreign domain stays foreign. */
class Pseudonyms {
  readonly #people = new People();
  readonly #words: ReadonlySet<string>;

  constructor(persons: readonly (readonly string[])[]) {
    for (const accounts of persons) this.#people.find(accounts, null);
    this.#words = new Set(
      persons
        .flat()
        .filter((account) => !account.includes('@'))
        .map(foldCase),
    );
  }

  text(value: string): string {
    const mailed = value.replaceAll(MAIL, (mail) => this.account(mail));
    if (this.#words.size === 0) return mailed;
    return mailed.replaceAll(/[^\s"'`,;:()]+/g, (word) => {
      const bare = word.replace(/\.$/, '');
      return this.#words.has(foldCase(bare)) ? `${this.account(bare)}${word.slice(bare.length)}` : word;
    });
  }

  account(account: string): string {
    this.#people.find([account], null);
    return this.#people.known(account) ?? '(an account)';
  }
}

/** The same data with each text rewritten. */
function deep<T>(value: T, rewrite: (text: string) => string): T {
  const walk = (inner: unknown): unknown => {
    if (typeof inner === 'string') return rewrite(inner);
    if (Array.isArray(inner)) return inner.map(walk);
    if (typeof inner !== 'object' || inner === null) return inner;
    return Object.fromEntries(Object.entries(inner).map(([name, one]) => [name, walk(one)]));
  };
  return walk(value) as T;
}
