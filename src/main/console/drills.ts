import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import type { ConsoleDependencies } from './console.ts';

export function createDrillOperations({ drills }: ConsoleDependencies): Service<ConsoleContract>['drills'] {
  return {
    state: () => drills.state(),
    start: (plan) => {
      drills.start(plan);
      return drills.state();
    },
    stop: () => {
      drills.stop();
      return drills.state();
    },
  };
}
