import { z } from 'zod';
import { Exposure, ExposureEnd, ReachSettings } from '#shared/contract/reach.ts';

/** What a host remembers about the way in from outside, because a port or a name may still lead here long after its tunnel was forgotten. */
export const StoredReach = z.object({
  settings: ReachSettings.default({ minutes: 240, refuseAfterwards: true, allowValidator: false, origins: [] }),
  paths: z.object({ cloudflared: z.string(), ngrok: z.string(), devtunnel: z.string() }).partial().default({}),
  /** the exposure that was on when this was written */
  exposure: Exposure.nullable().default(null),
  /** how the last exposure ended, kept while requests from outside are refused */
  closed: z.object({ url: z.string(), at: z.string(), why: ExposureEnd }).nullable().default(null),
});
export type StoredReach = z.infer<typeof StoredReach>;

/** Where it is remembered. */
export interface ReachStore {
  read(): StoredReach;
  write(value: StoredReach): void;
}
