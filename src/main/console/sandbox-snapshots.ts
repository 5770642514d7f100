import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import { mustExist } from '../sandbox/catalogue.ts';
import { compareSnapshots } from '../sandbox/compare-snapshots.ts';
import { prepareRestore } from '../sandbox/lifecycle.ts';
import { listSnapshots, removeSnapshot, takeSnapshot } from '../sandbox/snapshots.ts';
import type { Clock } from '../service/ports.ts';
import type { SandboxHost } from './sandboxes.ts';
import { told } from './told.ts';

type Snapshots = 'snapshots' | 'snapshot' | 'removeSnapshot' | 'restore' | 'compare';

/** The snapshots of a sandbox: taken, compared, put back. */
export function createSnapshotOperations(
  host: SandboxHost,
  clock: Clock,
): Pick<Service<ConsoleContract>['sandboxes'], Snapshots> {
  const folder = host.dataFolder;
  const changed = <T>(result: T): T => {
    host.tellChanged();
    return result;
  };
  return {
    snapshots: ({ slug }) => ({ items: listSnapshots(folder, slug) }),

    snapshot: ({ slug, name }) =>
      told(async () => {
        mustExist(folder, slug);
        const what = { name, reason: 'by-hand' as const, now: clock.now() };
        return changed(await takeSnapshot({ folder, slug }, what, (to) => host.copy(slug, to)));
      }),

    removeSnapshot: ({ slug, id }) =>
      told(() => {
        removeSnapshot(folder, slug, id);
        return changed({});
      }),

    restore: ({ slug, id }) =>
      told(async () => {
        mustExist(folder, slug);
        const fresh = await prepareRestore({ folder, slug }, id);
        try {
          return changed({ kept: await host.exclusively(slug, () => fresh.putInPlace(clock.now())) });
        } finally {
          fresh.discard();
        }
      }),

    compare: ({ slug, before, after }) =>
      told(() => {
        mustExist(folder, slug);
        if (after === null) host.settle(slug);
        return compareSnapshots({ folder, slug }, before, after);
      }),
  };
}
