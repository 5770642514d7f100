import type { BlastRadius, ConsoleContract, Service } from '#shared/contract/index.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import type { Blast } from '../golive/blast-radius/compare.ts';
import { gatherBlast } from '../golive/blast-radius/gather-scope.ts';
import { isWaivable, subjectOf } from '../golive/checklist/judge.ts';
import { cutOverSheet } from '../golive/cut-over/sheet.ts';
import { type Readiness, readiness, trafficObserver } from '../golive/readiness.ts';
import { makeReport } from '../golive/go-live-report/make-report.ts';
import { writeGoLiveSettings } from '../sandbox/go-live-settings.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';
import { previewUserFile, readUserFile } from './user-file.ts';

export function createGoLiveOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['golive'] {
  const { sandbox, events, clock } = dependencies;
  const observer = trafficObserver(sandbox);
  const stillKnown = keeper(dependencies);
  const now = () => clock.now().toISOString();
  const look = (): Promise<Readiness> => stillKnown.readiness(() => readiness(sandbox, observer, now()));
  const blast = (): Blast => {
    const found = stillKnown.blast(() => sandbox.store.read((tx) => gatherBlast(tx, sandbox)));
    if (found === null) throw new ConsoleError('not_found', 'No user list has been imported yet.');
    return found;
  };
  const changed = async () => {
    events.publish({ type: 'golive.changed' });
    return (await look()).checklist;
  };

  return {
    checklist: async () => (await look()).checklist,

    waive: async ({ id, reason }) => {
      const { checklist, facts } = await look();
      const check = checklist.items.find((one) => one.id === id);
      if (check === undefined || !isWaivable(check.state)) {
        throw new ConsoleError('conflict', 'This is not open any more, so there is nothing to waive.');
      }
      sandbox.store.write((tx) => tx.waivers.put({ check_id: id, reason, at: now(), subject: subjectOf(facts, id) }));
      return changed();
    },

    unwaive: ({ id }) => {
      sandbox.store.write((tx) => tx.waivers.remove(id));
      return changed();
    },

    settings: async () => (await look()).settings,

    saveSettings: async (values) => {
      const { settings: stored } = await look();
      sandbox.store.write((tx) => {
        const { region = stored.region, idp = stored.idp } = values;
        writeGoLiveSettings(tx, { region, idp });
      });
      await changed();
      return (await look()).settings;
    },

    cutOver: async () => {
      const { facts, settings } = await look();
      return cutOverSheet(sandbox.profile, facts.idp, settings.region);
    },

    userList: () => sandbox.store.read((tx) => ({ list: tx.userLists.head() ?? null })),

    previewUsers: ({ content, columns }) => previewUserFile(content, columns),

    importUsers: async ({ name, content, columns }) => {
      const { users, columns: found } = await readUserFile(content, columns);
      if (found.userName === null) throw new ConsoleError('invalid_input', 'Say first which column holds the user name.');
      const list = { name, imported: now(), users };
      sandbox.store.write((tx) => tx.userLists.put(list));
      events.publish({ type: 'golive.changed' });
      return { name, imported: list.imported, count: users.length };
    },

    removeUsers: () => {
      const removed = sandbox.store.write((tx) => tx.userLists.remove());
      events.publish({ type: 'golive.changed' });
      return { removed };
    },

    blastRadius: (query) => pageOf(blast(), query),

    blastRow: ({ id }) => {
      const row = blast().rows.find((one) => one.id === id);
      if (row === undefined) throw new ConsoleError('not_found', 'Nobody of this comparison has this id any more.');
      return row;
    },

    report: async ({ pseudonymise }) => {
      const options = { version: packageJson.version, pseudonymised: pseudonymise, now: now() };
      const { html, hash, fileName, facts } = makeReport(sandbox, await look(), options);
      return { html, hash, fileName, ready: facts.ready };
    },
  };
}

/** Keeps results until something happens, in this process or in another one. */
function keeper({ sandbox, events }: ConsoleDependencies) {
  let known: { dataVersion: number; readiness?: Promise<Readiness>; blast?: Blast | null } | null = null;
  events.subscribe(() => {
    known = null;
  });
  const current = () => {
    const dataVersion = sandbox.store.dataVersion();
    if (known?.dataVersion !== dataVersion) known = { dataVersion };
    return known;
  };
  return {
    readiness(work: () => Promise<Readiness>): Promise<Readiness> {
      const state = current();
      state.readiness ??= work().catch((error: unknown) => {
        // A failure is not kept: the next caller tries again.
        delete state.readiness;
        throw error;
      });
      return state.readiness;
    },
    blast(work: () => Blast | null): Blast | null {
      const state = current();
      if (state.blast === undefined) state.blast = work();
      return state.blast;
    },
  };
}

type PageQuery = Parameters<Service<ConsoleContract>['golive']['blastRadius']>[0];

function pageOf({ rows, counts, ...blast }: Blast, { show, text, offset, limit }: PageQuery): BlastRadius {
  const sought = text.trim().toLowerCase();
  const found = rows.filter(
    ({ category, userName, name, email }) =>
      (show === null || category === show) &&
      (sought === '' || [userName, name, email].some((value) => value?.toLowerCase().includes(sought) === true)),
  );
  return { ...blast, counts: [...counts], items: found.slice(offset, offset + limit), total: found.length };
}
