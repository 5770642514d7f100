import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import { reportRun } from '../conformance/report.ts';
import type { ConsoleDependencies } from './console.ts';
import { told } from './told.ts';

export function createConformanceOperations({ conformance }: ConsoleDependencies): Service<ConsoleContract>['conformance'] {
  return {
    latest: () => conformance.latest(),
    check: ({ id }) => told(() => conformance.check(id)),
    start: (options) => told(() => conformance.start(options)),
    stop: async () => {
      await conformance.stop();
      return {};
    },
    report: ({ format }) =>
      told(() => {
        const { run, details } = conformance.details();
        return reportRun(run, details, format);
      }),
  };
}
