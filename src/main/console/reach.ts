import type { ConsoleContract, ReachState, Service } from '#shared/contract/index.ts';
import type { Reach } from '../reach/reach.ts';
import { told } from './told.ts';

/** The way in from outside belongs to the host, not to one of its sandboxes. */
export function createReachOperations(reach: Reach): Service<ConsoleContract>['reach'] {
  const after = async (act: () => void | Promise<void>): Promise<ReachState> => {
    await told(act);
    return reach.state();
  };
  return {
    state: () => reach.state(),
    start: ({ program, minutes, sandbox }) => after(() => reach.start(program, minutes, sandbox)),
    stop: () => after(() => reach.stop()),
    extend: () => after(() => reach.extend()),
    check: ({ address, minutes, sandbox }) => after(() => reach.check(address, minutes, sandbox)),
    configure: ({ path, ...change }) => after(() => reach.configure({ ...definedOf(change), path })),
  };
}

/** Only what a change names is changed; what it leaves out stays. */
function definedOf<T extends object>(change: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
