import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import { EXCHANGES, USERS, gatherTrapFacts } from '../golive/gather-trap-facts.ts';
import { type TrafficScope, trafficScope } from '../golive/whose-traffic.ts';
import { type TrapReport, findTraps } from '../traps/find-traps.ts';
import type { TrapFacts } from '../traps/facts.ts';
import type { ConsoleDependencies } from './console.ts';

type Answer = Awaited<ReturnType<Service<ConsoleContract>['traps']['list']>>;

/** Traps are looked for when somebody asks and something has happened since, never as part of a SCIM request. */
export function createTrapOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['traps'] {
  const { sandbox, events, clock } = dependencies;
  let known: { answer: Answer; dataVersion: number } | null = null;
  events.subscribe(() => {
    known = null;
  });
  return {
    list: () => {
      const dataVersion = sandbox.store.dataVersion();
      if (known?.dataVersion === dataVersion) return known.answer;
      const { facts, scope } = sandbox.store.read((tx) => {
        const whole = trafficScope(tx);
        return { scope: whole, facts: gatherTrapFacts(tx, sandbox, clock.now().toISOString(), whole) };
      });
      const answer = { ...answerOf(findTraps(facts), facts), whose: scope.whose, leftOut: leftOutOf(scope) };
      known = { answer, dataVersion };
      return answer;
    },
  };
}

function answerOf({ items, clean, idp }: TrapReport, facts: TrapFacts): Omit<Answer, 'whose' | 'leftOut'> {
  return {
    items: [...items],
    clean: [...clean],
    looked: {
      users: { seen: facts.users.length, complete: facts.users.length < USERS },
      groups: { seen: facts.groupCount, complete: true },
      exchanges: { seen: facts.traffic.length, complete: facts.traffic.length < EXCHANGES },
    },
    idp,
  };
}

function leftOutOf({ whose, itsOwn }: TrafficScope): number {
  return whose === 'provider' ? itsOwn.size : 0;
}
