import { z } from 'zod';
import { METHODS } from '../scim/methods.ts';
import { ExchangeFilter, Verdict } from './exchanges.ts';
import { command, query } from './operation.ts';
import { RulePreset } from './rules.ts';

/** Rules to put in force in a throw-away copy: first the preset, then single values. */
export const RuleChoice = z.object({
  preset: RulePreset.optional(),
  values: z.record(z.string().max(100), z.string().max(100)).optional(),
});
export type RuleChoice = z.infer<typeof RuleChoice>;

/**
 * Where exchanges are sent again. `sandbox`: this one as it is · `snapshot`: a throw-away copy of it · `fresh`: an empty throw-away
 * sandbox; with `preface` the successful writes that came before are done in it first · `endpoint`: any SCIM base URL.
 */
export const ReplayTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('sandbox') }),
  z.object({ kind: z.literal('snapshot'), rules: RuleChoice.default({}) }),
  z.object({
    kind: z.literal('fresh'),
    /** name of a shipped profile; left out: the one in force here, with the rules in force here */
    profile: z.string().max(1000).optional(),
    rules: RuleChoice.default({}),
    preface: z.boolean().default(false),
  }),
  z.object({ kind: z.literal('endpoint'), url: z.string().max(2000) }),
]);
export type ReplayTarget = z.infer<typeof ReplayTarget>;

export const ReplaySource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('exchanges'), ids: z.array(z.number().int()).min(1).max(10_000) }),
  z.object({ kind: z.literal('filter'), filter: ExchangeFilter }),
  /** exchanges from one id to another, both included */
  /** what a file that was read in holds of exchanges */
  z.object({ kind: z.literal('import'), id: z.number().int() }),
  z.object({ kind: z.literal('range'), from: z.number().int(), to: z.number().int() }),
]);
export type ReplaySource = z.infer<typeof ReplaySource>;

export const ReplayPace = z.enum(['fast', 'original', 'step']);
export type ReplayPace = z.infer<typeof ReplayPace>;

/**
 * `ready`: planned, nothing sent · `broken`: the target stopped answering, or the host ended; it can go on · `stopped`: ended by hand.
 */
const RunState = z.enum(['ready', 'running', 'paused', 'stopped', 'broken', 'finished']);

/** `in-doubt`: sent, but no answer came, so nobody knows whether it was done. */
export const StepOutcome = z.enum(['waiting', 'sending', 'in-doubt', 'same', 'differs', 'cannot']);
export type StepOutcome = z.infer<typeof StepOutcome>;

export const RunSummary = z.object({
  id: z.number().int(),
  created: z.string(),
  finished: z.string().nullable(),
  title: z.string(),
  target: ReplayTarget,
  /** the target in words: "an empty copy with the preset literal" */
  targetName: z.string(),
  /** the endpoint is not on this machine, so it is production until said otherwise */
  isRemote: z.boolean(),
  pace: ReplayPace,
  state: RunState,
  problem: z.string().nullable(),
  total: z.number().int(),
  counts: z.object({
    waiting: z.number().int(),
    same: z.number().int(),
    differs: z.number().int(),
    cannot: z.number().int(),
    inDoubt: z.number().int(),
  }),
  /** of the exchanges that were sent again: how many were refused then, and how many now */
  refusedBefore: z.number().int(),
  refusedNow: z.number().int(),
  /** a break can be mended: the target still holds what was done */
  resumable: z.boolean(),
});
export type RunSummary = z.infer<typeof RunSummary>;

export const Difference = z.object({ path: z.string(), before: z.string().nullable(), now: z.string().nullable() });
export type Difference = z.infer<typeof Difference>;

export const RunStep = z.object({
  seq: z.number().int(),
  exchangeId: z.number().int().nullable(),
  sentence: z.string(),
  method: z.string(),
  path: z.string(),
  originalStatus: z.number().int(),
  originalVerdict: Verdict.nullable(),
  status: z.number().int().nullable(),
  /** null where the target does not tell (another endpoint) */
  verdict: Verdict.nullable(),
  outcome: StepOutcome,
  reason: z.string().nullable(),
  differenceCount: z.number().int(),
});
export type RunStep = z.infer<typeof RunStep>;

const Header = z.object({ name: z.string(), value: z.string() });
const Message = z.object({ line: z.string(), headers: z.array(Header), body: z.string().nullable() });

export const RunStepDetail = RunStep.extend({
  /** how the target's own log tells it, where it has one */
  told: z.string().nullable(),
  differences: z.array(Difference),
  /** null when the exchange has left the log since */
  original: z.object({ request: Message, response: Message }).nullable(),
  sent: Message.nullable(),
  answer: Message.nullable(),
  durationMs: z.number().nullable(),
});
export type RunStepDetail = z.infer<typeof RunStepDetail>;

/** What a run would do at its target, found out by reading only. */
export const ReplayPreview = z.object({
  /** names of what would come into being, be changed, be deleted; at most 200 of each */
  creates: z.array(z.string()),
  changes: z.array(z.string()),
  deletes: z.array(z.string()),
  /** what would be refused as far as reading tells: it is there already, or it is not there at all */
  refusals: z.array(z.string()),
  counts: z.object({
    creates: z.number().int(),
    changes: z.number().int(),
    deletes: z.number().int(),
    refusals: z.number().int(),
    reads: z.number().int(),
    cannot: z.number().int(),
  }),
  /** some addresses were not looked at, because there are too many */
  isPartial: z.boolean(),
});
export type ReplayPreview = z.infer<typeof ReplayPreview>;

const Secret = z.string().max(4000).optional();
const ById = z.object({ id: z.number().int() });

export const RunComparison = z.object({
  /** steps of both runs whose status or body is not the same */
  items: z.array(
    z.object({
      seq: z.number().int(),
      sentence: z.string(),
      before: z.object({ status: z.number().int().nullable(), outcome: StepOutcome }),
      now: z.object({ status: z.number().int().nullable(), outcome: StepOutcome }),
      differences: z.array(Difference),
    }),
  ),
  /** steps that came out alike */
  alike: z.number().int(),
});
export type RunComparison = z.infer<typeof RunComparison>;

export const replay = {
  /** Newest first. */
  list: query(z.object({}), z.object({ items: z.array(RunSummary) })),
  get: query(ById, RunSummary),
  steps: query(
    ById.extend({
      outcomes: z.array(StepOutcome).optional(),
      after: z.number().int().default(0),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    z.object({ items: z.array(RunStep), total: z.number().int() }),
  ),
  step: query(ById.extend({ seq: z.number().int() }), RunStepDetail),
  /** Plans a run; nothing is sent yet. */
  prepare: command(
    z.object({
      source: ReplaySource,
      target: ReplayTarget,
      pace: ReplayPace.default('fast'),
      title: z.string().trim().max(200).default(''),
    }),
    RunSummary,
  ),
  /** Reads at an endpoint what the run would do there; nothing is written. */
  preview: command(ById.extend({ token: Secret }), ReplayPreview),
  /**
   * Starts a run, or goes on with one that was paused or broke. An endpoint that is not on this machine wants a preview first, its host name
   * typed, and `deletes` for anything that deletes. A step in doubt is passed over unless `resendInDoubt` is set.
   */
  start: command(
    ById.extend({
      token: Secret,
      confirmHost: z.string().max(300).optional(),
      deletes: z.boolean().default(false),
      resendInDoubt: z.boolean().default(false),
    }),
    RunSummary,
  ),
  pause: command(ById, RunSummary),
  /** Sends the next exchange of a paused run. */
  next: command(ById, RunSummary),
  stop: command(ById, RunSummary),
  remove: command(ById, z.object({})),
  report: query(ById.extend({ format: z.enum(['json', 'html']) }), z.object({ fileName: z.string(), text: z.string() })),
  compare: query(z.object({ before: z.number().int(), now: z.number().int() }), RunComparison),
  /** Sends one request to this sandbox, in process, with a token of its own. */
  resend: command(
    z.object({
      method: z.enum(METHODS),
      path: z.string().min(1).max(16_000),
      headers: z.array(Header).max(100),
      body: z.string().nullable(),
    }),
    z.object({ exchangeId: z.number().int(), status: z.number().int(), headers: z.array(Header), body: z.string().nullable() }),
  ),
  /** The latest burst of one caller: exchanges that follow each other within five minutes, as in the sessions of the log. */
  lastSession: query(
    z.object({}),
    z
      .object({
        ids: z.array(z.number().int()),
        client: z.string(),
        from: z.string(),
        to: z.string(),
        refused: z.number().int(),
      })
      .nullable(),
  ),
};
