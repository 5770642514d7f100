import type { BlastRow } from '#shared/contract/user-list.ts';
import type { ReportFacts } from './report-facts.ts';

const MAIL = /[\p{L}\p{N}._%+'#-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*/gu;

/**
 * Takes persons out of what the report says: the same account or mail address has the same pseudonym everywhere, and two of them stay two.
 * Names of groups, attributes and rules stay, and so do reasons that the admin wrote, but for the accounts in them.
 * @param accounts user names that are no mail addresses, which can be told from other words only by knowing them
 */
export function pseudonymise(facts: ReportFacts, accounts: readonly string[]): ReportFacts {
  const pseudonyms = new Pseudonyms(accounts);
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
        : { ...deep(blastRadius, text), rows: blastRadius.rows.map((row) => withoutNames(row, pseudonyms)) },
  };
}

/** Names cannot be told from other words, so in their place stands that there was one. */
function withoutNames(row: BlastRow, pseudonyms: Pseudonyms): BlastRow {
  const told = deep(row, (value) => pseudonyms.text(value));
  return {
    ...told,
    id: pseudonyms.text(row.id),
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

class Pseudonyms {
  readonly #shown = new Map<string, string>();
  readonly #domains = new Map<string, string>();
  readonly #accounts: ReadonlySet<string>;

  constructor(accounts: readonly string[]) {
    this.#accounts = new Set(accounts.filter((account) => !account.includes('@')).map((account) => account.toLowerCase()));
  }

  text(value: string): string {
    const mailed = value.replaceAll(MAIL, (mail) => this.account(mail));
    if (this.#accounts.size === 0) return mailed;
    return mailed.replaceAll(/[^\s"'`,;:()]+/g, (word) => {
      const bare = word.replace(/\.$/, '');
      return this.#accounts.has(bare.toLowerCase()) ? `${this.account(bare)}${word.slice(bare.length)}` : word;
    });
  }

  account(account: string): string {
    const key = account.toLowerCase();
    const known = this.#shown.get(key);
    if (known !== undefined) return known;
    const at = key.lastIndexOf('@');
    const number = this.#shown.size + 1;
    const shown = at === -1 ? `person${number}` : `person${number}@${this.#domain(key.slice(at + 1))}`;
    this.#shown.set(key, shown);
    return shown;
  }

  #domain(domain: string): string {
    const shown = this.#domains.get(domain) ?? `domain${this.#domains.size + 1}.example`;
    this.#domains.set(domain, shown);
    return shown;
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
