import type { Maker } from '../service/own-traffic.ts';
import type { Answered, Outgoing } from './recorded.ts';

/** Where exchanges are sent again. */
export interface Target {
  /**
   * What is recorded before it is sent, because it cannot be taken back: `sending` stands in the run before the request goes out. A
   * throw-away copy needs none of it.
   */
  readonly isDurable: boolean;
  /** waits and sends again when it is told to (429, 503 with `Retry-After`); a copy follows the clock of the log and need not */
  readonly obeysRetryAfter: boolean;
  /** words its errors in its own way, so that only status and scimType of an error are compared */
  readonly hasOwnWording: boolean;
  /**
   * @param maker on whose behalf it is sent, for the log of a service in this process; never sent along
   * @throws TargetError
   */
  send(request: Outgoing, maker: Maker): Promise<Answered>;
  close(): Promise<void>;
}

/** The target gave no answer that can be used; the message says what happened and what to do. */
export class TargetError extends Error {
  override readonly name = 'TargetError';
  /** the request may have arrived, so a write may have been done */
  readonly isInDoubt: boolean;

  constructor(message: string, options: { isInDoubt: boolean; cause?: unknown }) {
    super(message, { cause: options.cause });
    this.isInDoubt = options.isInDoubt;
  }
}
