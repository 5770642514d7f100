import type { Whose } from '#shared/contract/exchanges.ts';
import type { Tx } from '../store/store.ts';

const CALLS = 20_000;
const RESOURCES = 20_000;

/** Whose traffic the traps and the blast radius rest on, and what is left out because of that. */
export interface TrafficScope {
  readonly whose: Whose;
  /** ids of users and groups that only this program made or changed */
  readonly itsOwn: ReadonlySet<string>;
}

/** As soon as a real provider has called, only what comes from outside counts; until then, what the simulator sent counts. */
export function trafficScope(tx: Tx): TrafficScope {
  if (!tx.ownTraffic.hasAny()) return { whose: 'provider', itsOwn: new Set() };
  return {
    whose: tx.ownTraffic.providerHasCalled(CALLS) ? 'provider' : 'simulator',
    itsOwn: new Set([...tx.ownTraffic.onlyItsOwn('User', RESOURCES), ...tx.ownTraffic.onlyItsOwn('Group', RESOURCES)]),
  };
}
