import { z } from 'zod';
import { command, query } from './operation.ts';

/** What a check belongs to in the list. */
export const CheckGroup = z.enum([
  'discovery',
  'auth',
  'users',
  'groups',
  'filters',
  'lists',
  'patch',
  'errors',
  'etag',
  'bulk',
  'entra',
  'okta',
]);
export type CheckGroup = z.infer<typeof CheckGroup>;

/** `rfc`: what the RFCs ask for · `entra`: what Microsoft's validator asks for · `okta`: what Okta's SPEC and CRUD tests ask for. */
export const CheckList = z.enum(['rfc', 'entra', 'okta']);
export type CheckList = z.infer<typeof CheckList>;

/**
 * `warning`: a recommendation that is not followed, or a trap · `not-offered`: the endpoint says itself that it does not have this, or a
 * documented rule takes its place · `not-run`: the run ended before.
 */
export const CheckOutcome = z.enum(['pass', 'fail', 'warning', 'not-offered', 'not-run']);
export type CheckOutcome = z.infer<typeof CheckOutcome>;

const Header = z.object({ name: z.string(), value: z.string() });

/** One request that a check sent, and what came back. The token is not in it. */
export const CheckExchange = z.object({
  method: z.string(),
  path: z.string(),
  requestHeaders: z.array(Header),
  requestBody: z.string().nullable(),
  /** null: no answer that can be used came */
  status: z.number().int().nullable(),
  responseHeaders: z.array(Header),
  responseBody: z.string().nullable(),
  durationMs: z.number(),
});
export type CheckExchange = z.infer<typeof CheckExchange>;

export const CheckResult = z.object({
  /** stable: `patch.replace` */
  id: z.string(),
  title: z.string(),
  group: CheckGroup,
  /** the clause, or the test of the vendor, that it rests on */
  source: z.string(),
  outcome: CheckOutcome,
  /** what was seen; null when all is well */
  what: z.string().nullable(),
  /** who is right, RFC or identity provider, and how binding it is */
  whoIsRight: z.string(),
  fix: z.string(),
  durationMs: z.number(),
  exchangeCount: z.number().int(),
});
export type CheckResult = z.infer<typeof CheckResult>;

export const CheckDetail = CheckResult.extend({ exchanges: z.array(CheckExchange) });
export type CheckDetail = z.infer<typeof CheckDetail>;

/** `throwaway`: an empty sandbox with the profile and rules of this one, gone afterwards · `sandbox`: this one, through its listener. */
export const CheckTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('throwaway') }),
  z.object({ kind: z.literal('sandbox') }),
  z.object({ kind: z.literal('endpoint'), url: z.string().max(2000) }),
]);
export type CheckTarget = z.infer<typeof CheckTarget>;

export const CheckCounts = z.object({
  pass: z.number().int(),
  fail: z.number().int(),
  warning: z.number().int(),
  notOffered: z.number().int(),
  notRun: z.number().int(),
});
export type CheckCounts = z.infer<typeof CheckCounts>;

export const ConformanceRun = z.object({
  /** `broken`: the endpoint stopped answering */
  state: z.enum(['running', 'finished', 'stopped', 'broken']),
  started: z.string(),
  finished: z.string().nullable(),
  targetName: z.string(),
  list: CheckList.nullable(),
  /** title of the check under way */
  current: z.string().nullable(),
  total: z.number().int(),
  counts: CheckCounts,
  /** why it broke */
  problem: z.string().nullable(),
  /** addresses of what the run made and could not take away again */
  leftBehind: z.array(z.string()),
  results: z.array(CheckResult),
});
export type ConformanceRun = z.infer<typeof ConformanceRun>;

export const CheckReportFormat = z.enum(['json', 'html', 'junit']);
export type CheckReportFormat = z.infer<typeof CheckReportFormat>;

export const conformance = {
  /** The run under way, or else the latest one; null before the first. */
  latest: query(z.object({}), ConformanceRun.nullable()),
  check: query(z.object({ id: z.string().max(100) }), CheckDetail),
  /** An endpoint that is not on this machine wants its token, and its host name typed. */
  start: command(
    z.object({
      target: CheckTarget,
      list: CheckList.optional(),
      only: z.array(z.string().max(100)).max(200).optional(),
      token: z.string().max(4000).optional(),
      confirmHost: z.string().max(300).optional(),
    }),
    ConformanceRun,
  ),
  /** Ends the run after the request under way; what it made is taken away first. */
  stop: command(z.object({}), z.object({})),
  report: query(z.object({ format: CheckReportFormat }), z.object({ fileName: z.string(), text: z.string() })),
};
