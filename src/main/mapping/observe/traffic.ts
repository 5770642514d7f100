import type { Idp } from '#shared/contract/exchanges.ts';
import type { ObservedObject } from '#shared/contract/observed.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import { foldCase } from '../../scim/fold-case.ts';
import type { ResourceModel } from '../../scim/model.ts';
import { People, type PersonFacts } from './people.ts';
import { type SentValue, readSentValues } from './sent-values.ts';
import { type Sending, Tally } from './tally.ts';

/** One POST, PUT or PATCH of a user or group, as it was recorded: a request, or an operation of a bulk request. */
export interface ObservedExchange extends Sending {
  readonly method: string;
  readonly model: ResourceModel;
  /** the id in its address, or of what it created; null for a refused POST */
  readonly resourceId: string | null;
  readonly body: JsonObject;
  /** its place in a bulk request */
  readonly operation?: number;
}

const WORK_MAIL = 'emails[type eq "work"].value';
const UNTYPED_MAIL = 'emails.value';

/**
 * What identity providers sent, attribute by attribute. Exchanges may be added in any order, and more can be added later; what it says depends only
 * on which were added.
 */
export class ObservedTraffic {
  readonly #objects = new Map<string, { people: People; tallies: Map<string, Tally>; requests: number }>();
  readonly #idps = new Map<Idp, number>();

  add(exchange: ObservedExchange): void {
    const { name } = exchange.model.type;
    const object = this.#objects.get(name) ?? { people: new People(), tallies: new Map<string, Tally>(), requests: 0 };
    this.#objects.set(name, object);
    object.requests += 1;
    this.#idps.set(exchange.idp, (this.#idps.get(exchange.idp) ?? 0) + 1);
    const values = readSentValues(exchange.body, exchange.model);
    const keys = keysOf(exchange, values);
    // A body that names nobody counts for nobody: it could be any of those that are known.
    const person = object.people.meet(keys.length === 0 ? [`exchange:${exchange.id}:${exchange.operation ?? 0}`] : keys);
    if (exchange.method !== 'PATCH') object.people.describe(person);
    for (const { path, value } of values) {
      const folded = foldCase(path);
      const tally = object.tallies.get(folded) ?? new Tally(path);
      object.tallies.set(folded, tally);
      tally.add(person, value, exchange);
      if (typeof value !== 'string') continue;
      if (folded === 'username') object.people.remember(person, 'userName', value, exchange.id);
      else if (folded === WORK_MAIL || folded === UNTYPED_MAIL) object.people.remember(person, 'workMail', value, exchange.id);
    }
  }

  /** The one who sent the most. */
  get idp(): Idp {
    const known = [...this.#idps].filter(([idp]) => idp !== 'unknown').toSorted((a, b) => b[1] - a[1]);
    return known[0]?.[0] ?? 'unknown';
  }

  /** Users first. Each attribute that ever had a value, by its path. */
  objects(): ObservedObject[] {
    return [...this.#objects]
      .toSorted(([a], [b]) => order(a) - order(b))
      .map(([resourceType, { people, tallies, requests }]) => ({
        resourceType,
        requests,
        resources: people.describedCount(),
        attributes: [...tallies.values()]
          .map((tally) => tally.view(people))
          .filter((view) => view !== null)
          .toSorted((a, b) => a.path.localeCompare(b.path, 'en')),
      }));
  }

  /** Of each user, what was last sent. */
  users(): PersonFacts[] {
    return this.#objects.get('User')?.people.facts() ?? [];
  }
}

function order(resourceType: string): number {
  return resourceType === 'User' ? 0 : 1;
}

function keysOf({ resourceId, method, model }: ObservedExchange, values: readonly SentValue[]): string[] {
  const keys = resourceId === null ? [] : [`id:${resourceId}`];
  // A rename names another than the one who was created under the old name, so only a POST ties a name to an id.
  if (method !== 'POST') return keys;
  const naming = model.type.name === 'Group' ? 'displayName' : 'userName';
  const name = values.find(({ path }) => path === naming)?.value ?? null;
  return typeof name === 'string' ? [...keys, `name:${foldCase(name)}`] : keys;
}
