import { sleep } from '../../replay/patience.ts';

/** The longest real wait. A longer one ends here, and the report says so. */
const LONGEST_REAL_WAIT_MS = 65_000;

/** Time as the simulated identity provider experiences it. */
export interface Pace {
  /**
   * Lets time pass. A wait that the target asked for is really waited out, because the target counts real time; an identity provider's own
   * rhythm (forty minutes between cycles, six hours of quarantine) is skipped.
   */
  wait(milliseconds: number, options: { asked: boolean; signal: AbortSignal }): Promise<void>;
}

export const compressedPace: Pace = {
  async wait(milliseconds, { asked, signal }) {
    if (asked) await sleep(Math.min(milliseconds, LONGEST_REAL_WAIT_MS), signal);
  },
};
