import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import { SimulatedIdp, StoryName } from '#shared/contract/rehearsals.ts';
import { compareRehearsals } from '../rehearsal/compare-rehearsals.ts';
import { PROVIDERS, STORIES, storiesOf } from '../rehearsal/idps.ts';
import { reportRehearsal } from '../rehearsal/report.ts';
import type { ConsoleDependencies } from './console.ts';
import { told } from './told.ts';
import { clearLeftBehind, countLeftBehind } from './left-behind.ts';

export function createRehearsalOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['rehearsals'] {
  const { rehearsals } = dependencies;
  return {
    options: () => ({
      idps: SimulatedIdp.options.map((idp) => {
        const { name, variant, known } = PROVIDERS[idp];
        return { idp, name, variant, known, stories: storiesOf(idp) };
      }),
      stories: StoryName.options.map((name) => ({ name, ...STORIES[name] })),
    }),
    list: () => ({ items: rehearsals.list() }),
    get: ({ id }) => told(() => rehearsals.get(id)),
    start: (start) => told(() => rehearsals.start(start)),
    stop: ({ id }) => told(() => rehearsals.stop(id)),
    remove: ({ id }) =>
      told(() => {
        rehearsals.remove(id);
        return {};
      }),
    report: ({ id, format }) => told(() => reportRehearsal(rehearsals.get(id), format)),
    leftBehind: () => countLeftBehind(dependencies),
    clearLeftBehind: () => clearLeftBehind(dependencies),
    compare: ({ before, now }) => told(() => compareRehearsals(rehearsals.get(before), rehearsals.get(now))),
  };
}
