import type { Kind, People } from './people.ts';

export type Json = { readonly [name: string]: unknown };

/** What was replaced in one exchange by the names of its people, for the texts around the bodies. */
export type Replaced = Map<string, string>;

const KINDS: Readonly<Record<string, Kind>> = {
  username: 'account',
  emails: 'account',
  email: 'account',
  mail: 'account',
  givenname: 'given',
  familyname: 'family',
  middlename: 'middle',
  formatted: 'full',
  displayname: 'full',
  nickname: 'nick',
  phonenumbers: 'phone',
  ims: 'account',
  photos: 'link',
  profileurl: 'link',
  streetaddress: 'address',
  locality: 'address',
  postalcode: 'address',
  region: 'address',
};
/** An id that names nobody: a UUID, a number, a string of hex digits. */
const OPAQUE = /^(?:[0-9a-f-]{8,}|\d+|[A-Za-z0-9]{18,})$/i;

/**
 * A SCIM message with persons' names, accounts, mail addresses, telephone numbers and postal addresses replaced. Ids, groups' names and all
 * else stay; strings whose place says nothing are searched for what is known by then.
 */
export class BodyRewriter {
  readonly #people: People;
  readonly #replaced: Replaced;
  readonly #rest: (text: string) => string;

  /** @param rest rewrites a text that has no place of its own */
  constructor(people: People, replaced: Replaced, rest: (text: string) => string) {
    this.#people = people;
    this.#replaced = replaced;
    this.#rest = rest;
  }

  /** @param person whom the message is about, where that is known */
  rewrite(value: unknown, person: number | null): unknown {
    return this.#walk(value, '', '', person);
  }

  /** The person that a user's resource describes; null for what is no user. */
  personOf(value: unknown): number | null {
    if (!isObject(value)) return null;
    const mails = Array.isArray(value['emails']) ? value['emails'].filter(isObject).map((mail) => mail['value']) : [];
    const accounts = [value['userName'], ...mails].filter((one): one is string => typeof one === 'string' && one !== '');
    if (accounts.length === 0) return null;
    return this.#people.find(accounts, typeof value['id'] === 'string' ? value['id'] : null);
  }

  #walk(value: unknown, key: string, parent: string, person: number | null): unknown {
    if (typeof value === 'string') return this.#text(value, key, parent, person);
    if (Array.isArray(value)) return value.map((one) => this.#walk(one, key, parent, person));
    return isObject(value) ? this.#object(value, key, person) : value;
  }

  #object(value: Json, key: string, outer: number | null): Json {
    const own = this.personOf(value);
    const reference = key === 'members' || key === 'manager' || key === 'groups';
    // A group, and a reference to someone else, are not about the person around them.
    const person = own ?? (isGroup(value) ? null : reference ? this.#referenced(value) : outer);
    const path = typeof value['path'] === 'string' && ('op' in value || 'Op' in value) ? attributeOf(value['path']) : null;
    const entries = Object.entries(value).map(([name, inner]): [string, unknown] => {
      if (name === 'schemas' || name === 'id' || name === '$ref') return [name, inner];
      if (name === 'path' && path !== null) return [name, this.#rest(String(inner))];
      if (name === 'value' && path !== null) return [name, this.#walk(inner, path, '', person)];
      return [name, this.#walk(inner, attributeOf(name), key, person)];
    });
    return Object.fromEntries(entries);
  }

  #referenced(value: Json): number | null {
    return typeof value['value'] === 'string' ? this.#people.withId(value['value']) : null;
  }

  #text(text: string, key: string, parent: string, person: number | null): string {
    if (text === '') return text;
    const kind = this.#kindOf(text, key, parent);
    if (kind === null) return this.#rest(text);
    const known = kind === 'account' ? this.#people.known(text) : null;
    if (person === null && known === null && kind !== 'account') return this.#rest(text);
    const shown = known ?? this.#people.shown(kind, text, person ?? this.#people.find([text], null));
    this.#replaced.set(text, shown);
    return shown;
  }

  #kindOf(text: string, key: string, parent: string): Kind | null {
    if (key === 'externalid') return OPAQUE.test(text) ? null : 'account';
    if (key === 'display' && (parent === 'members' || parent === 'manager')) return 'full';
    if (key === 'displayname' && parent === 'manager') return 'full';
    // `emails[…].value` is a mail address, and so is a bare string of the list; its `type` is not.
    if (key === 'value') return KINDS[parent] ?? null;
    if (key === 'type' || key === 'primary') return null;
    return KINDS[key] ?? null;
  }
}

/** The attribute that a path or a name ends in: `emails[type eq "work"].value` and `urn:…:User:emails` are `emails`. */
function attributeOf(path: string): string {
  const bare = path.replace(/\[[^\]]*\]/g, '').replace(/^urn:.*:/i, '');
  const parts = bare.toLowerCase().split('.');
  const last = parts.at(-1) ?? '';
  return last === 'value' && parts.length > 1 ? (parts.at(-2) ?? '') : last;
}

function isGroup(value: Json): boolean {
  return (
    Array.isArray(value['members']) ||
    (Array.isArray(value['schemas']) && value['schemas'].some((urn) => String(urn).endsWith(':Group')))
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
