import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import { ConformanceError } from '../conformance/conformance-error.ts';
import { reportRun } from '../conformance/report.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';

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

/** What a run says of its failure is what the admin is told. */
async function told<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ConformanceError) throw new ConsoleError(error.kind, error.message);
    throw error;
  }
}
