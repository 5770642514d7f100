import { z } from 'zod';
import { METHODS } from '../scim/methods.ts';
import { Idp } from './exchanges.ts';
import { command, query } from './operation.ts';

const DrillStatus = z.union([
  z.literal(401),
  z.literal(403),
  z.literal(404),
  z.literal(409),
  z.literal(429),
  z.literal(500),
  z.literal(503),
]);

/**
 * What happens to a request that a drill meets. `status`: refused, nothing is done · `rate`: 429 for what is over so many requests a minute ·
 * `delay`: done, and the answer held back · `drop`: done, and the connection closed without an answer · `truncate`: done, and half the answer sent.
 */
export const DrillEffect = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('status'), status: DrillStatus, retryAfterSeconds: z.number().int().min(0).max(86_400).nullable() }),
  z.object({ kind: z.literal('rate'), perMinute: z.number().int().min(1).max(100_000) }),
  z.object({ kind: z.literal('delay'), milliseconds: z.number().int().min(1).max(600_000) }),
  z.object({ kind: z.literal('drop') }),
  z.object({ kind: z.literal('truncate') }),
]);
export type DrillEffect = z.infer<typeof DrillEffect>;

export const DrillPlan = z.object({
  name: z.string().trim().min(1).max(80),
  effect: DrillEffect,
  /** which requests; an empty list means any */
  methods: z.array(z.enum(METHODS)).default([]),
  idps: z.array(Idp).default([]),
  /** beginning of the path below the tenant URL, such as `/Groups`; empty: any */
  path: z.string().max(200).default(''),
  /** so many of these requests pass before the drill begins */
  skip: z.number().int().min(0).max(1_000_000).default(0),
  /** percent of these requests, evenly spread */
  share: z.number().int().min(1).max(100).default(100),
  /** it ends by itself after so many requests were touched, or so many minutes, whichever is first; both are null only by choice */
  endsAfterRequests: z.number().int().min(1).max(1_000_000).nullable().default(null),
  endsAfterMinutes: z.number().int().min(1).max(1440).nullable().default(10),
});
export type DrillPlan = z.infer<typeof DrillPlan>;

export const DrillPreset = z.object({ id: z.string(), meaning: z.string(), plan: DrillPlan });
export type DrillPreset = z.infer<typeof DrillPreset>;

export const ActiveDrill = z.object({
  plan: DrillPlan,
  started: z.string(),
  /** null: only by hand, or after its requests */
  endsAt: z.string().nullable(),
  /** requests that it matched, and those that it touched */
  met: z.number().int(),
  touched: z.number().int(),
});
export type ActiveDrill = z.infer<typeof ActiveDrill>;

export const DrillState = z.object({
  active: ActiveDrill.nullable(),
  presets: z.array(DrillPreset),
  /** `restart`: it was on when the host ended, and was switched off at the start */
  lastEnded: z
    .object({ name: z.string(), at: z.string(), why: z.enum(['hand', 'requests', 'time', 'restart']), touched: z.number().int() })
    .nullable(),
});
export type DrillState = z.infer<typeof DrillState>;

export const drills = {
  state: query(z.object({}), DrillState),
  /** Takes the place of one that is on. */
  start: command(DrillPlan, DrillState),
  stop: command(z.object({}), DrillState),
};
