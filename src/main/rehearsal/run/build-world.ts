import type { MappingSet } from '#shared/contract/mappings.ts';
import type { RehearsalExchange, SimulatedIdp } from '#shared/contract/rehearsals.ts';
import type { Target } from '../../replay/target.ts';
import type { ResourceModel } from '../../scim/model.ts';
import type { Maker } from '../../service/own-traffic.ts';
import { Outflow } from '../attributes/outflow.ts';
import type { Company } from '../company/person.ts';
import { guidFrom, randomFrom, seedOf } from '../company/random.ts';
import { Book } from '../drivers/driver.ts';
import { driverOf } from '../drivers/drivers.ts';
import { PROVIDERS } from '../idps.ts';
import { PROBE_MANNERS, Probe } from '../stories/probe.ts';
import { PeopleNow, type World, castFrom } from '../stories/world.ts';
import { mannersOf } from '../wire/manners.ts';
import type { Pace } from '../wire/pace.ts';
import { Wire } from '../wire/wire.ts';
import type { CurrentStep } from './rehearse.ts';

export interface WorldOptions {
  readonly idp: SimulatedIdp;
  readonly company: Company;
  readonly seed: number;
  readonly mappings: MappingSet;
  readonly model: ResourceModel;
  readonly target: Target;
  /** the same endpoint with a token that it does not know */
  readonly strangers: Target;
  readonly deletes: boolean;
  readonly pace: Pace;
  readonly signal: AbortSignal;
  readonly now: Date;
  readonly current: CurrentStep;
  /** the id of this rehearsal */
  readonly run: Maker['run'];
  readonly findExchange?: ((method: string, path: string) => number | null) | undefined;
  readonly onRequest: () => void;
  readonly onProgress: (done: number, of: number) => void;
}

/** Puts an identity provider, its people and its target together. */
export function buildWorld(options: WorldOptions): World {
  const { idp, company, seed, mappings, model, current, run, deletes, pace, signal, findExchange } = options;
  const random = randomFrom(seedOf(seed, 'ids'));
  const guid = () => guidFrom(random);
  const manners = mannersOf(idp, { activityId: guid(), now: options.now });
  const book = new Book();
  const outflow = new Outflow(mappings, model);
  const onSent = (exchange: RehearsalExchange) => {
    current.recorder.note(exchange);
    options.onRequest();
  };
  const onWait = (sentence: string) => void current.recorder.waits.add(sentence);
  const shared = { manners, pace, signal, deletes, onSent, onWait, findExchange };
  const makerBy = (by: Maker['by'], refusedOnPurpose: () => string | null = () => null) => {
    return () => ({ by, run, refusedOnPurpose: refusedOnPurpose() });
  };
  const wire = new Wire({ ...shared, target: options.target, maker: makerBy('simulator') });
  // Requests with a token that nobody has are sent in order to be refused.
  const strangersWire = new Wire({ ...shared, target: options.strangers, maker: makerBy('simulator', () => current.sentence) });
  const quiet = { ...shared, manners: PROBE_MANNERS, onSent: () => undefined, findExchange: undefined };
  const driver = driverOf({ idp, wire, outflow, book, guid });
  return {
    idp,
    provider: PROVIDERS[idp],
    company,
    cast: castFrom(company, seed),
    driver,
    strangersDriver: driverOf({ idp, wire: strangersWire, outflow, book: new Book(), guid }),
    book,
    outflow,
    probe: new Probe(new Wire({ ...quiet, target: options.target, maker: makerBy('check-back') }), book),
    people: new PeopleNow(),
    writes: () => current.recorder.writes,
    requests: () => current.recorder.total,
    progress: options.onProgress,
    signal,
  };
}
