import { z } from 'zod';
import { query } from './operation.ts';
import { Idp, MadeBy } from './exchanges.ts';

export const Status = z.object({
  version: z.string(),
  host: z.enum(['desktop', 'headless']),
  sandbox: z.string(),
  /** name and description of the profile in force */
  profile: z.object({ id: z.string(), name: z.string(), description: z.string() }),
  /** the tenant URL on this machine, such as `http://127.0.0.1:4700/scim/v2` */
  tenantUrl: z.string(),
  dataFolder: z.string(),
  productionUrls: z.array(z.object({ region: z.string(), url: z.string() })),
  exchangeCount: z.number().int(),
  userCount: z.number().int(),
  groupCount: z.number().int(),
  liveTokenCount: z.number().int(),
  /** first request from outside that carried a valid token; null: still waiting */
  firstAuthenticated: z
    .object({ exchangeId: z.number().int(), at: z.string(), idp: Idp, client: z.string(), sentence: z.string() })
    .nullable(),
  /** latest exchange from outside, refused ones too */
  latest: z
    .object({ exchangeId: z.number().int(), at: z.string(), status: z.number().int(), client: z.string(), sentence: z.string() })
    .nullable(),
  /** the latest exchange, where it is this program's own doing: the simulator, its looks, checks, replays */
  latestOwn: z.object({ exchangeId: z.number().int(), at: z.string(), madeBy: MadeBy, sentence: z.string() }).nullable(),
});
export type Status = z.infer<typeof Status>;

export const status = {
  get: query(z.object({}), Status),
};
