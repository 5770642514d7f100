import { URN } from '#shared/scim/urns.ts';
import { isRecord } from '../replay/recorded.ts';
import { TargetError } from '../replay/target.ts';
import { type Feature, NotOffered } from './check.ts';
import { type RecordingClient, type Reply, type SendOptions, at, expect, expectStatus, listAt, textAt } from './client.ts';
import { type Offer, type OfferedAttribute, findAttribute, readOffer } from './offer.ts';

export interface Made {
  readonly id: string;
  /** `/Users/42` */
  readonly path: string;
  /** userName or displayName as sent */
  readonly name: string;
  readonly body: unknown;
}

/**
 * What checks work on: the client, what the endpoint says of itself, and people and groups made from just that, so that the checks run
 * against any provider. Everything that is made is remembered, and taken away in the end.
 */
export class Bench {
  readonly client: RecordingClient;
  /** part of every name that this run makes, so that nothing else is touched or found */
  readonly marker: string;
  readonly #made = new Set<string>();
  #offer: Offer | null = null;
  #count = 0;
  #hasBystander = false;

  constructor(client: RecordingClient, marker: string) {
    this.client = client;
    this.marker = marker;
  }

  /** What the endpoint says of itself; read once. */
  async offer(): Promise<Offer> {
    this.#offer ??= await readOffer(this.client);
    return this.#offer;
  }

  /** @throws NotOffered when the endpoint says that it does not have it */
  async need(feature: Feature): Promise<void> {
    const { features } = await this.offer();
    if (features[feature]) return;
    const where = feature === 'cursor' ? 'pagination.cursor' : `${feature}.supported`;
    throw new NotOffered(`ServiceProviderConfig says that ${where} is false.`);
  }

  /** @throws NotOffered when there are no groups */
  async needGroups(): Promise<void> {
    if ((await this.offer()).groupsPath === null) throw new NotOffered('ResourceTypes lists no Group.');
  }

  /** @throws NotOffered when the schema does not list the attribute: `name.givenName`, `manager` */
  async needAttribute(type: 'User' | 'Group', path: string): Promise<OfferedAttribute> {
    const attribute = findAttribute(await this.offer(), type, path);
    if (attribute === undefined) throw new NotOffered(`Schemas lists no attribute ${path} for ${type}.`);
    return attribute;
  }

  /** Paths of single texts that may be written, besides the user name: `name.givenName`, `title`. */
  async writableTexts(): Promise<readonly string[]> {
    const offer = await this.offer();
    const wanted = ['name.givenName', 'name.familyName', 'displayName', 'title', 'nickName', 'userType'];
    const found = wanted.filter((path) => findAttribute(offer, 'User', path)?.mutability === 'readWrite');
    if (found.length === 0) throw new NotOffered('Schemas lists no text of a user, such as name.givenName, that may be written.');
    return found;
  }

  async writableText(): Promise<string> {
    const [first = ''] = await this.writableTexts();
    return first;
  }

  newName(): string {
    this.#count += 1;
    return `${this.marker}-${this.#count}@example.com`;
  }

  /** A user with what every mapping has, as far as it is listed: user name, work e-mail, name, active. */
  async userBody(userName: string, more: Readonly<Record<string, unknown>> = {}): Promise<Record<string, unknown>> {
    const offer = await this.offer();
    const has = (path: string) => findAttribute(offer, 'User', path) !== undefined;
    return {
      schemas: [URN.user],
      userName,
      ...(has('emails') ? { emails: [{ value: userName, type: 'work', primary: true }] } : {}),
      ...(has('name.givenName') ? { name: { givenName: 'Conformance', familyName: 'Check' } } : {}),
      ...(has('active') ? { active: true } : {}),
      ...offer.requiredOfUser,
      ...more,
    };
  }

  async user(more: Readonly<Record<string, unknown>> = {}): Promise<Made> {
    const { usersPath } = await this.offer();
    const name = typeof more['userName'] === 'string' ? more['userName'] : this.newName();
    const reply = await this.create(usersPath, await this.userBody(name, more));
    return made(reply, usersPath, name, 'Creating a user');
  }

  /** Somebody else, made once: what finds everybody must not pass for what finds the one. */
  async bystander(): Promise<void> {
    if (this.#hasBystander) return;
    this.#hasBystander = true;
    await this.user();
  }

  async group(members: readonly Made[] = [], more: Readonly<Record<string, unknown>> = {}): Promise<Made> {
    const { groupsPath } = await this.offer();
    if (groupsPath === null) throw new NotOffered('ResourceTypes lists no Group.');
    const displayName = this.newName();
    const listed = members.length === 0 ? {} : { members: members.map(({ id }) => ({ value: id })) };
    const reply = await this.create(groupsPath, { schemas: [URN.group], displayName, ...listed, ...more });
    return made(reply, groupsPath, textAt(more, 'displayName') || displayName, 'Creating a group');
  }

  /** POST to a collection; what comes into being is taken away in the end. */
  async create(path: string, body: unknown, options?: SendOptions): Promise<Reply> {
    const reply = await this.client.post(path, body, options);
    const id = textAt(reply.json, 'id');
    if (reply.status < 300 && id !== '') this.remember(`${path.split('?', 1)[0] ?? path}/${encodeURIComponent(id)}`);
    return reply;
  }

  /** @param path of something that the run made in another way than by `create` */
  remember(path: string): void {
    this.#made.add(path);
  }

  async remove(path: string): Promise<Reply> {
    const reply = await this.client.delete(path);
    if (reply.status < 300 || reply.status === 404) this.#made.delete(path);
    return reply;
  }

  /** Values of one attribute among what a filter finds. */
  async find(path: string, filter: string): Promise<readonly unknown[]> {
    const reply = await this.client.get(`${path}?${new URLSearchParams({ filter }).toString()}`);
    expectStatus(reply, 200, `The filter ${filter}`);
    return listAt(reply.json, 'Resources');
  }

  /** The user as it is now. */
  async read(path: string): Promise<unknown> {
    const reply = await this.client.get(path);
    expectStatus(reply, 200, `Reading ${path}`);
    return reply.json;
  }

  /**
   * Takes away what was made, the newest first, so groups before their members.
   * @returns addresses of what could not be taken away; an endpoint that is silent twice in a row is not asked for the rest
   */
  async cleanUp(): Promise<string[]> {
    this.client.goOnAfterStop();
    const left: string[] = [];
    let silent = 0;
    for (const path of [...this.#made].toReversed()) {
      if (silent >= 2 || !(await this.#takesAway(path, () => (silent += 1)))) left.push(path);
      else silent = 0;
    }
    return left;
  }

  async #takesAway(path: string, onSilence: () => void): Promise<boolean> {
    try {
      const { status } = await this.remove(path);
      return status < 300 || status === 404;
    } catch (error) {
      if (!(error instanceof TargetError)) throw error;
      onSilence();
      return false;
    }
  }
}

function made(reply: Reply, path: string, name: string, what: string): Made {
  expectStatus(reply, 201, what);
  const id = textAt(reply.json, 'id');
  expect(isRecord(reply.json) && id !== '', `${what} should be answered with the resource and its id.`);
  return { id, path: `${path}/${encodeURIComponent(id)}`, name, body: reply.json };
}

/** The ids of the members of a group body. */
export function memberIds(group: unknown): readonly unknown[] {
  return listAt(group, 'members').map((member) => at(member, 'value'));
}
