import type { ConsoleEvent } from '#shared/contract/events.ts';

export interface NumberedEvent {
  readonly id: number;
  readonly event: ConsoleEvent;
}

export type EventListener = (event: NumberedEvent) => void;

/** How many past events a console that was away can catch up on; after more than that it starts afresh. */
const KEPT = 2000;

/** Tells every open console what happened, in order, and lets one that lost its connection resume after the last event it saw. */
export class EventHub {
  readonly #listeners = new Set<EventListener>();
  readonly #followers = new Set<EventListener>();
  readonly #kept: NumberedEvent[] = [];
  #lastId: number;

  /** @param firstId where ids begin; with the start time, no id of an earlier run of the host is mistaken for one of this run */
  constructor(firstId: number) {
    this.#lastId = firstId;
  }

  publish(event: ConsoleEvent): void {
    this.#lastId += 1;
    const numbered = { id: this.#lastId, event };
    this.#kept.push(numbered);
    if (this.#kept.length > 2 * KEPT) this.#kept.splice(0, this.#kept.length - KEPT);
    for (const listener of this.#listeners) listener(numbered);
    for (const follower of this.#followers) follower(numbered);
  }

  /**
   * @param lastSeen id of the last event the console saw; undefined for a console that just opened
   * @returns what it missed, which is `stream.reset` alone when that is no longer known
   */
  missedSince(lastSeen: number | undefined): NumberedEvent[] {
    if (lastSeen === undefined || lastSeen === this.#lastId) return [];
    const oldest = this.#kept[0]?.id ?? this.#lastId + 1;
    const known = lastSeen >= oldest - 1 && lastSeen < this.#lastId;
    if (!known) return [{ id: this.#lastId, event: { type: 'stream.reset' } }];
    return this.#kept.filter((event) => event.id > lastSeen);
  }

  /** For an open console. @returns the way to stop listening */
  follow(follower: EventListener): () => void {
    this.#followers.add(follower);
    return () => void this.#followers.delete(follower);
  }

  /** Ends every subscription: the parts of a sandbox that was closed hear no more, while consoles go on following. */
  endSubscriptions(): void {
    this.#listeners.clear();
  }

  /** For a part of the sandbox itself. @returns the way to stop listening */
  subscribe(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
