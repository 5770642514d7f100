import { z } from 'zod';
import { command, query } from './operation.ts';
import { TableFile, roomFor } from './table-file.ts';

/** Bytes of a list of people that is read; some 100,000 of them. */
export const COMPANY_FILE_LIMIT = 20 * 1024 * 1024;

/** Whose ways are simulated; one identity provider may speak several dialects. */
export const SimulatedIdp = z.enum([
  'entra',
  'entra-scim2020',
  'entra-on-demand',
  'okta',
  'okta-catalog',
  'onelogin',
  'jumpcloud',
  'pingone',
  'pingfederate',
  'google',
]);
export type SimulatedIdp = z.infer<typeof SimulatedIdp>;

export const StoryName = z.enum([
  'connection',
  'initial',
  'joiner',
  'mover',
  'leaver',
  'rehire',
  'groups',
  'collision',
  'quarantine',
]);
export type StoryName = z.infer<typeof StoryName>;

/**
 * `meisterplan`: what the article on auto-provisioning lists · `default`: what the identity provider maps when nobody changes it · `given`: what was
 * given on the screen Mappings · a file: an export.
 */
const RehearsalMapping = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('meisterplan') }),
  z.object({ kind: z.literal('default') }),
  z.object({ kind: z.literal('given') }),
  z.object({ kind: z.literal('file'), name: z.string().max(300), text: z.string().max(900_000) }),
]);

/** Whom the model company employs: made up from a seed, or read from a list, CSV or a workbook. */
const RehearsalPeople = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('generated'),
    people: z.number().int().min(10).max(100_000).default(50),
    groups: z.number().int().min(1).max(1000).default(5),
    seed: z.number().int().min(0).max(2_147_483_647).default(1),
  }),
  TableFile.extend({ kind: z.literal('file'), name: z.string().max(300) }),
]);

export const RehearsalTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sandbox') }),
  z.object({ kind: z.literal('endpoint'), url: z.string().max(2000) }),
]);
export type RehearsalTarget = z.infer<typeof RehearsalTarget>;

const RehearsalState = z.enum(['running', 'finished', 'stopped', 'broken']);

/**
 * `ok`: as expected · `unexpected`: it holds, and there is something to know · `failed`: the expectation did not hold · `skipped`: there was
 * nothing to do, or it was not allowed.
 */
export const RehearsalOutcome = z.enum(['ok', 'unexpected', 'failed', 'skipped']);
export type RehearsalOutcome = z.infer<typeof RehearsalOutcome>;

/** One request that the simulated identity provider sent. */
export const RehearsalExchange = z.object({
  /** in the log of this sandbox; null where the target is another endpoint */
  id: z.number().int().nullable(),
  method: z.string(),
  path: z.string(),
  status: z.number().int(),
  durationMs: z.number(),
});
export type RehearsalExchange = z.infer<typeof RehearsalExchange>;

/** A drill that was on while a rehearsal was played. */
export const RehearsalDrill = z.object({
  name: z.string(),
  /** requests of this rehearsal that it touched */
  touched: z.number().int(),
});
export type RehearsalDrill = z.infer<typeof RehearsalDrill>;

export const RehearsalStep = z.object({
  seq: z.number().int(),
  story: StoryName,
  /** what the identity provider does, as a sentence */
  sentence: z.string(),
  expectation: z.string(),
  outcome: RehearsalOutcome,
  /** what happened */
  told: z.string(),
  /** at most 100 of them, refused ones first */
  exchanges: z.array(RehearsalExchange),
  exchangeCount: z.number().int(),
  durationMs: z.number(),
  /** requests of it that a drill touched: what came of it may be the drill's doing */
  drilled: z.number().int(),
});
export type RehearsalStep = z.infer<typeof RehearsalStep>;

export const RehearsalSummary = z.object({
  id: z.number().int(),
  created: z.string(),
  finished: z.string().nullable(),
  idp: SimulatedIdp,
  /** "Entra ID" */
  idpName: z.string(),
  title: z.string(),
  target: RehearsalTarget,
  mapping: z.string(),
  people: z.number().int(),
  groups: z.number().int(),
  seed: z.number().int().nullable(),
  stories: z.array(StoryName),
  state: RehearsalState,
  /** how it came out, in one sentence */
  result: z.string(),
  problem: z.string().nullable(),
  /** what to know of all of it, such as an expression that is not evaluated here */
  remarks: z.array(z.string()),
  counts: z.object({
    ok: z.number().int(),
    unexpected: z.number().int(),
    failed: z.number().int(),
    skipped: z.number().int(),
  }),
  /** requests sent so far */
  requests: z.number().int(),
  /** those that were on meanwhile; of another endpoint than this sandbox nothing is known */
  drills: z.array(RehearsalDrill),
  /** what is under way, while it runs */
  now: z
    .object({ story: StoryName, sentence: z.string(), done: z.number().int().nullable(), of: z.number().int().nullable() })
    .nullable(),
});
export type RehearsalSummary = z.infer<typeof RehearsalSummary>;

export const RehearsalDetail = RehearsalSummary.extend({ steps: z.array(RehearsalStep) });
export type RehearsalDetail = z.infer<typeof RehearsalDetail>;

export const RehearsalStart = z.object({
  idp: SimulatedIdp,
  mapping: RehearsalMapping.default({ kind: 'meisterplan' }),
  people: RehearsalPeople.default({ kind: 'generated', people: 50, groups: 5, seed: 1 }),
  /** left out: all of this identity provider */
  stories: z.array(StoryName).min(1).optional(),
  target: RehearsalTarget.default({ kind: 'sandbox' }),
  token: z.string().max(4000).optional(),
  /** the host name of an endpoint that is not on this machine, typed */
  confirmHost: z.string().max(300).optional(),
  deletes: z.boolean().default(false),
});
export type RehearsalStart = z.infer<typeof RehearsalStart>;

const ById = z.object({ id: z.number().int() });
const Side = z.object({ outcome: RehearsalOutcome, told: z.string() }).nullable();

export const RehearsalComparison = z.object({
  /** steps that came out otherwise, or that only one of both has */
  items: z.array(z.object({ story: StoryName, sentence: z.string(), before: Side, now: Side })),
  alike: z.number().int(),
});
export type RehearsalComparison = z.infer<typeof RehearsalComparison>;

/** Users and groups that rehearsals, replays and checks made in this sandbox, and that nobody else has touched since. */
export const LeftBehind = z.object({ users: z.number().int(), groups: z.number().int() });
export type LeftBehind = z.infer<typeof LeftBehind>;

export const rehearsals = {
  /** What can be rehearsed. */
  options: query(
    z.object({}),
    z.object({
      idps: z.array(
        z.object({
          idp: SimulatedIdp,
          name: z.string(),
          /** the dialect, or how the app is made */
          variant: z.string().nullable(),
          /** what it is known to do, in a sentence or two */
          known: z.string(),
          stories: z.array(StoryName),
        }),
      ),
      stories: z.array(z.object({ name: StoryName, title: z.string(), about: z.string() })),
    }),
  ),
  /** Newest first. */
  list: query(z.object({}), z.object({ items: z.array(RehearsalSummary) })),
  get: query(ById, RehearsalDetail),
  /** An endpoint that is not on this machine wants its host name typed, and `deletes` for anything that deletes. */
  start: command(RehearsalStart, RehearsalSummary, roomFor(COMPANY_FILE_LIMIT + 1_000_000)),
  stop: command(ById, RehearsalSummary),
  remove: command(ById, z.object({})),
  report: query(ById.extend({ format: z.enum(['json', 'html']) }), z.object({ fileName: z.string(), text: z.string() })),
  leftBehind: query(z.object({}), LeftBehind),
  /** Deletes them; each can be brought back. Says how many it were. */
  clearLeftBehind: command(z.object({}), LeftBehind),
  compare: query(z.object({ before: z.number().int(), now: z.number().int() }), RehearsalComparison),
};
