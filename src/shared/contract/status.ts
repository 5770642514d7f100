import { z } from 'zod';
import { query } from './operation.ts';
import { Idp } from './exchanges.ts';

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
  /** first request that carried a valid token; null: still waiting */
  firstAuthenticated: z
    .object({ exchangeId: z.number().int(), at: z.string(), idp: Idp, client: z.string(), sentence: z.string() })
    .nullable(),
  /** latest exchange of any kind, refused ones too */
  latest: z
    .object({ exchangeId: z.number().int(), at: z.string(), status: z.number().int(), client: z.string(), sentence: z.string() })
    .nullable(),
});
export type Status = z.infer<typeof Status>;

export const status = {
  get: query(z.object({}), Status),
};
