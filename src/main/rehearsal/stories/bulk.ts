import { TargetError } from '../../replay/target.ts';
import { HeldBack, Refused } from '../wire/refused.ts';
import { NoUserName, NotProvisioned } from '../drivers/driver.ts';
import type { World } from './world.ts';

/** After this many requests in a row without an answer the step is given up. */
const SILENT_IN_A_ROW = 5;
const TOLD_FAILURES = 5;

export interface BulkResult {
  readonly done: number;
  readonly failed: number;
  /** the reasons as sentences, and how often each occurred */
  readonly failures: ReadonlyMap<string, number>;
}

/**
 * Does the same for many people, one after the other, as an initial cycle does. A failure is counted, and the rest goes on.
 * @throws TargetError when the target has gone silent
 */
export async function forEach<T>(
  { signal, progress }: World,
  items: Iterable<T>,
  of: number,
  work: (item: T) => Promise<unknown>,
): Promise<BulkResult> {
  const failures = new Map<string, number>();
  let done = 0;
  let failed = 0;
  let silent = 0;
  let silence: TargetError | null = null;
  for (const item of items) {
    if (signal.aborted) break;
    try {
      await work(item);
      silent = 0;
    } catch (error) {
      if (!isFailure(error)) throw error;
      silence = error instanceof TargetError ? error : null;
      silent = silence === null ? 0 : silent + 1;
      if (silent === SILENT_IN_A_ROW) throw error;
      failed += 1;
      const why = error instanceof Refused ? error.general : error.message;
      const known = failures.get(why);
      if (known !== undefined || failures.size < TOLD_FAILURES) failures.set(why, (known ?? 0) + 1);
    }
    done += 1;
    progress(done, of);
  }
  if (silence !== null && silent === done) throw silence;
  return { done, failed, failures };
}

function isFailure(error: unknown): error is Error {
  return (
    error instanceof Refused ||
    error instanceof NoUserName ||
    error instanceof NotProvisioned ||
    error instanceof HeldBack ||
    error instanceof TargetError
  );
}

/** "3 of 1,000 people failed. POST /Users was answered with 400: … (2 times)" */
export function failureWords({ done, failed, failures }: BulkResult, what: string): string {
  const told = [...failures].map(([message, times]) =>
    times === 1 ? message : `${message.replace(/\.$/, '')} (${number(times)} times).`,
  );
  const rest = failed - [...failures.values()].reduce((sum, times) => sum + times, 0);
  return [
    `${number(failed)} of ${number(done)} ${what} failed.`,
    ...told,
    ...(rest > 0 ? [`And ${number(rest)} more.`] : []),
  ].join(' ');
}

/** "3 accounts were created. 2 accounts that were there were matched." */
export function createdWords(created: number, matched: number, { one, many }: { one: string; many: string }): string {
  const first = created > 0 ? `${count(created, `${one} was`, `${many} were`)} created.` : '';
  const second = matched > 0 ? `${count(matched, `${one} that was there was`, `${many} that were there were`)} matched.` : '';
  return [first, second].filter((part) => part !== '').join(' ');
}

/** `1,000` */
export function number(value: number): string {
  return value.toLocaleString('en-US');
}

/** `1 account`, `1,000 accounts` */
export function count(value: number, one: string, many: string): string {
  return `${number(value)} ${value === 1 ? one : many}`;
}
