import type { Store } from '../../store/store.ts';
import { exchangeLine } from '../format/exchange-line.ts';
import type { LogFileExchange } from '../format/schema.ts';
import { readDetail } from '../views.ts';

const AT_ONCE = 50;

/** Exchanges by their ids, in that order, as lines of a log file; those that were deleted meanwhile are left out. */
export function* readEntries(store: Store, ids: readonly number[]): Generator<LogFileExchange, void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const part = ids.slice(from, from + AT_ONCE);
    yield* store
      .read((tx) => part.map((id) => readDetail(tx, id)).filter((one) => one !== undefined))
      .map((one) => exchangeLine(one, one));
  }
}
