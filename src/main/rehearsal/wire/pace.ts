import { sleep } from '../../replay/patience.ts';

/** Longer than this nobody wants to look on; a longer wait is passed over and told. */
const LONGEST_REAL_WAIT_MS = 65_000;

/** Time as the simulated identity provider lives it. */
export interface Pace {
  /**
   * Lets time pass. What the target asked for is really waited, because the target counts real time; an identity provider's own rhythm
   * (forty minutes between cycles, six hours of quarantine) is passed over.
   */
  wait(milliseconds: number, options: { asked: boolean; signal: AbortSignal }): Promise<void>;
}

export const compressedPace: Pace = {
  async wait(milliseconds, { asked, signal }) {
    if (asked) await sleep(Math.min(milliseconds, LONGEST_REAL_WAIT_MS), signal);
  },
};
