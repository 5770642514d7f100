import type { ExchangeFilter, ExchangeSummary } from '#shared/contract/exchanges.ts';
import type { ConsoleEvent } from '#shared/contract/events.ts';
import { type Failure, toFailure } from '../../api/failure.ts';
import { type Store, createStore } from '../../api/store.ts';

export interface LogState {
  readonly phase: 'loading' | 'ready' | 'failed';
  /** newest first */
  readonly rows: readonly ExchangeSummary[];
  /** came while the admin was reading further down; newest first */
  readonly waiting: readonly ExchangeSummary[];
  /** exchanges that match the filter, in all, those that wait included */
  readonly total: number;
  readonly totalIs: 'exact' | 'about' | 'at-least';
  /** ids of those that are pinned */
  readonly pinned: ReadonlySet<number>;
  /** a search that finds little in much is still looking, towards the past */
  readonly searching: boolean;
  readonly paused: boolean;
  readonly failure: Failure | null;
  /** older rows could not be read */
  readonly olderFailure: Failure | null;
}

interface Page {
  readonly items: readonly ExchangeSummary[];
  readonly next: number | null;
  readonly total: number;
  readonly totalIs: LogState['totalIs'];
  readonly pinned: readonly number[];
}

export interface LogSource {
  list(input: { filter: ExchangeFilter; before?: number; after?: number; limit: number }, signal: AbortSignal): Promise<Page>;
  onEvent(listener: (event: ConsoleEvent) => void): () => void;
  /** called each time the event stream opens: something may have been missed until then */
  onOpen(listener: () => void): () => void;
}

/** The first page is there at once; on the way down fewer, larger pages keep ahead of the eye. */
const PAGE = 200;
const OLDER_PAGE = 500;
const CATCH_UP_PAGE = 500;
const SETTLE_MS = 120;
const EMPTY: LogState = {
  phase: 'loading',
  rows: [],
  waiting: [],
  total: 0,
  totalIs: 'exact',
  pinned: new Set(),
  searching: false,
  paused: false,
  failure: null,
  olderFailure: null,
};

/**
 * The log as one filter shows it: read page by page towards the past, kept going by events towards the present.
 * While it does not follow (the admin has scrolled away), what comes in waits, so that no row moves under the eye.
 */
export class LogFeed {
  readonly state: Store<LogState> = createStore(EMPTY);
  readonly #filter: ExchangeFilter;
  readonly #source: LogSource;
  readonly #known = new Set<number>();
  readonly #abort = new AbortController();
  readonly #stops: (() => void)[];
  #following = true;
  /** where the next page begins; null: all is there */
  #next: number | null = null;
  #generation = 0;
  #readingOlder = false;
  #arrived: ExchangeSummary[] = [];
  #missed = false;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(filter: ExchangeFilter, source: LogSource) {
    this.#filter = filter;
    this.#source = source;
    this.#stops = [source.onEvent((event) => this.#onEvent(event)), source.onOpen(() => this.#settle(true))];
    void this.#start();
  }

  close(): void {
    this.#abort.abort();
    for (const stop of this.#stops) stop();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** Reads everything anew, such as after a failure or when the log was emptied. */
  reload(): void {
    this.#known.clear();
    this.#arrived = [];
    this.#next = null;
    this.#generation += 1;
    this.state.set({ ...EMPTY, paused: this.state.get().paused });
    void this.#start();
  }

  /** @param following the admin is at the top: new rows may come in at once, and those that wait do */
  follow(following: boolean): void {
    this.#following = following;
    if (following && !this.state.get().paused) this.takeInWaiting();
  }

  /** While paused, new rows wait also at the top. */
  pause(paused: boolean): void {
    this.state.set({ ...this.state.get(), paused });
    if (!paused && this.#following) this.takeInWaiting();
  }

  takeInWaiting(): void {
    const state = this.state.get();
    if (state.waiting.length === 0) return;
    this.state.set({ ...state, rows: [...state.waiting, ...state.rows], waiting: [] });
  }

  async readOlder(): Promise<void> {
    if (this.state.get().phase !== 'ready' || this.#next === null || this.#readingOlder) return;
    this.#readingOlder = true;
    const generation = this.#generation;
    try {
      // A page can be empty although there is more: then the search goes on until there is something to see.
      do {
        const page = await this.#source.list({ filter: this.#filter, before: this.#next, limit: OLDER_PAGE }, this.#abort.signal);
        // The log was read anew meanwhile: this page belongs to what is gone.
        if (generation !== this.#generation) return;
        this.#next = page.next;
        const state = this.state.get();
        const rows = [...state.rows, ...this.#unknown(page.items)];
        this.state.set({
          ...state,
          ...totalOf(page, rows.length + state.waiting.length),
          rows,
          pinned: new Set([...state.pinned, ...page.pinned]),
          searching: page.items.length === 0 && page.next !== null,
          olderFailure: null,
        });
        if (page.items.length > 0) return;
      } while (this.#next !== null);
    } catch (error) {
      if (!this.#abort.signal.aborted) this.state.set({ ...this.state.get(), searching: false, olderFailure: toFailure(error) });
    } finally {
      this.#readingOlder = false;
    }
  }

  async #start(): Promise<void> {
    const generation = this.#generation;
    try {
      const page = await this.#source.list({ filter: this.#filter, limit: PAGE }, this.#abort.signal);
      if (generation !== this.#generation) return;
      this.#next = page.next;
      this.#known.clear();
      this.state.set({
        ...EMPTY,
        paused: this.state.get().paused,
        phase: 'ready',
        rows: this.#unknown(page.items),
        pinned: new Set(page.pinned),
        ...totalOf(page, page.items.length),
        searching: page.items.length === 0 && page.next !== null,
      });
      if (this.#arrived.length > 0) this.#settle(false);
      if (page.items.length === 0) void this.readOlder();
    } catch (error) {
      if (!this.#abort.signal.aborted) this.state.set({ ...EMPTY, phase: 'failed', failure: toFailure(error) });
    }
  }

  #onEvent(event: ConsoleEvent): void {
    if (event.type === 'exchange.logged') {
      this.#arrived.push(event.exchange);
      this.#settle(false);
    } else if (event.type === 'exchanges.cleared' || event.type === 'exchanges.removed' || event.type === 'stream.reset') {
      this.reload();
    }
  }

  /** An exchange was pinned or let go. */
  setPinned(id: number, isPinned: boolean): void {
    const state = this.state.get();
    const pinned = new Set(state.pinned);
    if (isPinned) pinned.add(id);
    else pinned.delete(id);
    this.state.set({ ...state, pinned });
  }

  /** Takes in what has arrived once a burst has had its moment, so that a thousand events are not a thousand renderings. */
  #settle(missed: boolean): void {
    this.#missed ||= missed;
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      void this.#takeIn();
    }, SETTLE_MS);
  }

  async #takeIn(): Promise<void> {
    const { phase, rows, waiting } = this.state.get();
    if (phase !== 'ready') {
      if (phase === 'failed' && this.#missed) this.reload();
      return;
    }
    const arrived = this.#arrived;
    const newest = waiting[0] ?? rows[0];
    const ask = this.#missed || (arrived.length > 0 && (this.#filter.query !== undefined || this.#filter.ruleId !== undefined));
    this.#arrived = [];
    this.#missed = false;
    if (!ask) return this.#add(arrived.filter((exchange) => matches(exchange, this.#filter)));
    try {
      // A search looks into bodies too, which only the service has.
      const page = await this.#source.list(
        { filter: this.#filter, limit: CATCH_UP_PAGE, ...(newest === undefined ? {} : { after: newest.id }) },
        this.#abort.signal,
      );
      if (page.items.length >= CATCH_UP_PAGE) this.reload();
      else this.#add(page.items);
    } catch (error) {
      // The stream will open again and ask for what was missed.
      if (!this.#abort.signal.aborted) console.info('new exchanges could not be read yet', error);
    }
  }

  #add(exchanges: readonly ExchangeSummary[]): void {
    const fresh = this.#unknown(exchanges).toSorted((a, b) => b.id - a.id);
    if (fresh.length === 0) return;
    const state = this.state.get();
    const total = state.total + fresh.length;
    if (this.#following && !state.paused) this.state.set({ ...state, total, rows: inOrder(fresh, state.rows) });
    else this.state.set({ ...state, total, waiting: inOrder(fresh, state.waiting) });
  }

  #unknown(exchanges: readonly ExchangeSummary[]): ExchangeSummary[] {
    const fresh = exchanges.filter(({ id }) => !this.#known.has(id));
    for (const { id } of fresh) this.#known.add(id);
    return fresh;
  }
}

/** A number that was only found so far grows with what is found. */
function totalOf(page: Page, found: number): Pick<LogState, 'total' | 'totalIs'> {
  if (page.next === null) return { total: found, totalIs: 'exact' };
  return { total: Math.max(page.total, found), totalIs: page.totalIs };
}

/** Events can overtake each other by a little; the log stays in the order of its ids. */
function inOrder(fresh: readonly ExchangeSummary[], rows: readonly ExchangeSummary[]): ExchangeSummary[] {
  const all = [...fresh, ...rows];
  const oldestFresh = fresh.at(-1);
  const newestRow = rows[0];
  const sorted = oldestFresh === undefined || newestRow === undefined || oldestFresh.id > newestRow.id;
  return sorted ? all : all.toSorted((a, b) => b.id - a.id);
}

/** The parts of a filter that a row alone can answer. */
function matches(exchange: ExchangeSummary, filter: ExchangeFilter): boolean {
  return (
    (filter.verdicts === undefined || filter.verdicts.includes(exchange.verdict)) &&
    (filter.idps === undefined || filter.idps.includes(exchange.idp)) &&
    (filter.methods === undefined || filter.methods.includes(exchange.method)) &&
    (filter.resourceId === undefined || filter.resourceId === exchange.resourceId)
  );
}
