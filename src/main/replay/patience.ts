import { setTimeout as delay } from 'node:timers/promises';
import { type Answered, headerValue } from './recorded.ts';

const TRIES = 6;
const LONGEST_WAIT_MS = 5 * 60_000;
const UNTOLD_WAIT_MS = 2000;

/** The answer that counts, and what it took to get it. */
export interface Patient {
  readonly answer: Answered;
  /** how often it was sent and how long that took, as a sentence; null when it was sent once */
  readonly note: string | null;
}

/**
 * Sends, and sends again when the target asks to wait (429 and 503, RFC 9110 §10.2.3). Where the original got that answer too, it is
 * compared instead of waited out.
 * @param signal ends the waiting; then the last answer counts
 */
export async function sendPatiently(
  send: () => Promise<Answered>,
  options: { originalStatus: number; signal: AbortSignal; now: () => Date },
): Promise<Patient> {
  let waited = 0;
  for (let attempt = 1; ; attempt++) {
    const answer = await send();
    const asksToWait = (answer.status === 429 || answer.status === 503) && answer.status !== options.originalStatus;
    if (!asksToWait || attempt === TRIES || options.signal.aborted) {
      return { answer, note: attempt === 1 ? null : told(attempt, waited) };
    }
    const wait = waitOf(headerValue(answer.headers, 'retry-after'), attempt, options.now());
    waited += wait;
    if (!(await sleep(wait, options.signal))) return { answer, note: attempt === 1 ? null : told(attempt, waited) };
  }
}

/** Seconds or a date (RFC 9110 §10.2.3); where neither can be read, a little longer each time. */
export function waitOf(retryAfter: string | undefined, attempt: number, now: Date): number {
  const text = retryAfter?.trim() ?? '';
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : text === '' ? Number.NaN : Date.parse(text) - now.getTime();
  const asked = Number.isFinite(wait) ? wait : UNTOLD_WAIT_MS * 2 ** (attempt - 1);
  return Math.min(Math.max(asked, 0), LONGEST_WAIT_MS);
}

/** @returns false when the signal came first */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  try {
    await delay(milliseconds, undefined, { signal });
    return true;
  } catch (error) {
    if (signal.aborted) return false;
    throw error;
  }
}

function told(times: number, waited: number): string {
  return `Sent ${times} times: the target asked to wait, ${Math.round(waited / 1000)} s in all.`;
}
