import { z } from 'zod';
import { Idp } from './exchanges.ts';
import { Severity } from './findings.ts';

/** What real traffic carried for one attribute. */
export const ObservedAttribute = z.object({
  /** `emails[type eq "work"].value`; as it was sent where the endpoint does not know it */
  path: z.string(),
  /** of the users (or groups) that were sent whole, how many had a value */
  covered: z.number().int(),
  /** how often a value came, in all requests */
  values: z.number().int(),
  /** JSON types: `string`, `boolean`, `number`; the most frequent first */
  types: z.array(z.object({ type: z.string(), count: z.number().int() })),
  /** at most five different ones, the latest first, masked as in the log */
  samples: z.array(z.string()),
  /** the most frequent first */
  senders: z.array(z.object({ client: z.string(), idp: Idp, count: z.number().int() })),
  /** requests in which this attribute was the cause of the refusal, of a warning, or was forgiven */
  refused: z.number().int(),
  warned: z.number().int(),
  forgiven: z.number().int(),
  outcomes: z.array(z.object({ ruleId: z.string().nullable(), severity: Severity, count: z.number().int() })),
  lastSeen: z.string(),
  lastExchangeId: z.number().int(),
});
export type ObservedAttribute = z.infer<typeof ObservedAttribute>;

/** What real traffic carried for users, or for groups. */
export const ObservedObject = z.object({
  /** `User` or `Group` */
  resourceType: z.string(),
  /** POST, PUT and PATCH requests that were looked at */
  requests: z.number().int(),
  /** users (or groups) that were sent whole at least once, refused ones too */
  resources: z.number().int(),
  attributes: z.array(ObservedAttribute),
});
export type ObservedObject = z.infer<typeof ObservedObject>;
