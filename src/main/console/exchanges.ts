import type { ConsoleContract, ExchangeFilter, Service } from '#shared/contract/index.ts';
import type { ParsedQuery, Term } from '#shared/log-query/terms.ts';
import { filterTerms } from '../log/filter-terms.ts';
import { countLog, searchLog } from '../log/search-log.ts';
import { readDetail, viewSummary } from '../log/views.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';

export function createExchangeOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['exchanges'] {
  const { sandbox, events, clock } = dependencies;
  const { store } = sandbox;
  return {
    list: async ({ filter, before, after, limit }) => {
      const terms = readTerms(filter, clock.now().getTime());
      const page = await searchLog(store, terms, { below: before, floor: after === undefined ? 0 : after + 1, limit });
      const { count, kind } = countLog(store, terms, page, before === undefined && after === undefined);
      return {
        items: page.rows.map(viewSummary),
        next: page.next,
        total: count,
        totalIs: kind,
        pinned: store.read((tx) => tx.log.marks.pinnedBetween(page.rows.at(-1)?.id ?? 0, page.rows[0]?.id ?? -1)),
      };
    },

    get: ({ id }) => {
      const detail = store.read((tx) => readDetail(tx, id));
      if (detail === undefined) throw new ConsoleError('not_found', `There is no exchange ${id} in the log.`);
      return detail;
    },

    clear: () => {
      const removed = store.write((tx) => tx.log.removal.clear());
      events.publish({ type: 'exchanges.cleared' });
      return { removed };
    },
  };
}

/** @throws ConsoleError that says what is wrong with the search, and where */
export function readTerms(filter: ExchangeFilter, now: number): readonly Term[] {
  return termsOf(filterTerms(filter, now));
}

/** @throws ConsoleError that says what is wrong with the search, and where */
export function termsOf({ terms, problem }: ParsedQuery): readonly Term[] {
  if (terms !== null) return terms;
  throw new ConsoleError('invalid_input', `${problem.message} (at character ${problem.from + 1} of the search)`);
}
