import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import { SimulatedIdp, StoryName } from '#shared/contract/rehearsals.ts';
import { compareRehearsals } from '../rehearsal/compare-rehearsals.ts';
import { PROVIDERS, STORIES, storiesOf } from '../rehearsal/idps.ts';
import { reportRehearsal } from '../rehearsal/report.ts';
import type { ConsoleDependencies } from './console.ts';
import { told } from './told.ts';

export function createRehearsalOperations({ rehearsals }: ConsoleDependencies): Service<ConsoleContract>['rehearsals'] {
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
    compare: ({ before, now }) => told(() => compareRehearsals(rehearsals.get(before), rehearsals.get(now))),
  };
}
