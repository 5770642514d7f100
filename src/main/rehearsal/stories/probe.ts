import type { JsonObject } from '#shared/scim/wire.ts';
import { isObject } from '../../scim/json.ts';
import { textOf } from '../attributes/value-at.ts';
import type { Person } from '../company/person.ts';
import { type Book, type PushedGroup, plusEncoded, quoted } from '../drivers/driver.ts';
import { OWN_USER_AGENT } from '../../service/own-traffic.ts';
import type { Manners } from '../wire/manners.ts';
import { foundIn, resourceIn } from '../wire/refused.ts';
import type { Wire } from '../wire/wire.ts';

/** The rehearsal's own requests say who sends them, so that nobody takes them for the identity provider's. */
export const PROBE_MANNERS: Manners = {
  headers: [
    { name: 'User-Agent', value: OWN_USER_AGENT },
    { name: 'Accept', value: 'application/scim+json' },
  ],
  contentType: 'application/scim+json',
  patience: { kind: 'next-cycle' },
  deadlineMs: 30_000,
};

/** Looks at the target, past the identity provider. */
export class Probe {
  readonly #wire: Wire;
  readonly #book: Book;

  constructor(wire: Wire, book: Book) {
    this.#wire = wire;
    this.#book = book;
  }

  /** null: the target has no such user, or none was created. @throws Refused */
  async user(person: Person): Promise<JsonObject | null> {
    const id = this.#book.user(person);
    return id === undefined ? null : this.userById(id);
  }

  async userById(id: string): Promise<JsonObject | null> {
    return this.#read(`/Users/${encodeURIComponent(id)}`);
  }

  async group(group: PushedGroup): Promise<JsonObject | null> {
    const id = this.#book.group(group);
    return id === undefined ? null : this.#read(`/Groups/${encodeURIComponent(id)}`);
  }

  async usersNamed(userName: string): Promise<JsonObject[]> {
    return foundIn(await this.#wire.send('GET', `/Users?${plusEncoded(`userName eq ${quoted(userName)}`)}`));
  }

  async groupsNamed(name: string): Promise<JsonObject[]> {
    return foundIn(await this.#wire.send('GET', `/Groups?${plusEncoded(`displayName eq ${quoted(name)}`)}`));
  }

  /** Ids of the members; null where there is no such group. */
  async members(group: PushedGroup): Promise<string[] | null> {
    const found = await this.group(group);
    if (found === null) return null;
    const { members } = found;
    return Array.isArray(members) ? members.filter(isObject).map(({ value }) => textOf(value)) : [];
  }

  async #read(path: string): Promise<JsonObject | null> {
    const reply = await this.#wire.send('GET', path);
    return reply.status === 404 ? null : resourceIn(reply);
  }
}
