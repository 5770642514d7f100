import { foldCase } from '../../scim/fold-case.ts';

/** Kinds of strings that tell who somebody is. */
export type Kind = 'account' | 'given' | 'family' | 'middle' | 'full' | 'nick' | 'phone' | 'address' | 'link';

const MAIL = /^[^@\s]+@[^@\s]+$/;

/**
 * Who is who, in order of appearance: the same account or mail address is the same person each time, and all that is known of a person
 * gets that person's number. What tells persons apart survives (two addresses stay two, an upper-case letter stays one, a foreign domain
 * stays foreign), so that the traps of a log can still be seen in it.
 */
export class People {
  readonly #byAccount = new Map<string, { person: number; shown: string }>();
  readonly #byId = new Map<string, number>();
  readonly #domains = new Map<string, string>();
  readonly #addresses = new Map<string, number>();
  #count = 0;

  /**
   * The person to whom these accounts and mail addresses belong; the first one that is known decides.
   * @param id of the resource
   */
  find(accounts: readonly string[], id: string | null): number {
    const known = accounts
      .map((account) => this.#byAccount.get(foldCase(account))?.person)
      .find((person) => person !== undefined);
    const person = known ?? (id === null ? undefined : this.#byId.get(id)) ?? (this.#count += 1);
    if (id !== null && !this.#byId.has(id)) this.#byId.set(id, person);
    for (const account of accounts) this.#learn(account, person);
    return person;
  }

  /** @returns the person with this resource id, where it is one */
  withId(id: string): number | null {
    return this.#byId.get(id) ?? null;
  }

  /** @returns the pseudonym of a known account or mail address, or null */
  known(account: string): string | null {
    const found = this.#byAccount.get(foldCase(account));
    return found === undefined ? null : likeCase(found.shown, account);
  }

  /** The pseudonym for a string of that kind. */
  shown(kind: Kind, text: string, person: number): string {
    switch (kind) {
      case 'account':
        this.#learn(text, person);
        return this.known(text) ?? `person${person}`;
      case 'given':
        return `Given${person}`;
      case 'family':
        return `Family${person}`;
      case 'middle':
        return `Middle${person}`;
      case 'full':
        return MAIL.test(text) ? this.shown('account', text, person) : `Given${person} Family${person}`;
      case 'nick':
        return `Nick${person}`;
      case 'phone':
        return `+00 000 ${String(person).padStart(4, '0')}`;
      case 'address':
        return `Address ${person}`;
      case 'link':
        return `https://person${person}.example/`;
    }
  }

  #learn(account: string, person: number): void {
    const key = foldCase(account);
    if (this.#byAccount.has(key)) return;
    const at = key.lastIndexOf('@');
    const domain = at === -1 ? null : this.#domain(key.slice(at + 1));
    const place = `${person}@${domain ?? ''}`;
    const nth = (this.#addresses.get(place) ?? 0) + 1;
    this.#addresses.set(place, nth);
    const name = nth === 1 ? `person${person}` : `person${person}-${nth}`;
    this.#byAccount.set(key, { person, shown: domain === null ? name : `${name}@${domain}` });
  }

  #domain(domain: string): string {
    const known = this.#domains.get(domain);
    if (known !== undefined) return known;
    const shown = `domain${this.#domains.size + 1}.example`;
    this.#domains.set(domain, shown);
    return shown;
  }
}

/** Case is kept, because upper-case letters in a name can be the very problem that a log shows. */
function likeCase(shown: string, original: string): string {
  return original === foldCase(original) ? shown : shown.charAt(0).toUpperCase() + shown.slice(1);
}
