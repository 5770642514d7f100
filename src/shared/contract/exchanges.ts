import { z } from 'zod';
import { command, query } from './operation.ts';
import { Finding } from './findings.ts';

export const Idp = z.enum(['entra', 'okta', 'onelogin', 'jumpcloud', 'pingone', 'pingfederate', 'google', 'unknown']);
export type Idp = z.infer<typeof Idp>;

/** The worst thing that can be said of an exchange. `cut-off`: the host died before it answered. */
export const Verdict = z.enum(['ok', 'forgiven', 'warning', 'refused', 'failed', 'cut-off']);
export type Verdict = z.infer<typeof Verdict>;

/**
 * Traffic of this program's own making, told apart from what comes from outside: the simulated identity provider, the rehearsal looking past
 * it, the conformance checks, and what is sent again.
 */
export const MadeBy = z.enum(['simulator', 'check-back', 'conformance', 'replay']);
export type MadeBy = z.infer<typeof MadeBy>;

/** Whose traffic something rests on: that of a real identity provider, or, before one has called, that of the simulator. */
export const Whose = z.enum(['provider', 'simulator']);
export type Whose = z.infer<typeof Whose>;

/** One row of the log. */
export const ExchangeSummary = z.object({
  id: z.number().int(),
  /** ISO 8601, UTC */
  at: z.string(),
  idp: Idp,
  /** such as "Entra ID, default dialect" */
  client: z.string(),
  method: z.string(),
  /** path and query below the base URL, such as `/Users?filter=…` */
  path: z.string(),
  status: z.number().int(),
  durationMs: z.number(),
  verdict: Verdict,
  /** "Entra ID created anna@contoso.example" */
  sentence: z.string(),
  resourceType: z.string().nullable(),
  resourceId: z.string().nullable(),
  resourceName: z.string().nullable(),
  findingCount: z.number().int(),
  /** which part of this program sent it; null: it came from outside */
  madeBy: MadeBy.nullable(),
});
export type ExchangeSummary = z.infer<typeof ExchangeSummary>;

/** What one exchange (or an act in the console) did to one resource. */
export const Change = z.object({
  id: z.number().int(),
  exchangeId: z.number().int().nullable(),
  at: z.string(),
  sentence: z.string(),
  resourceType: z.string(),
  resourceId: z.string(),
  resourceName: z.string(),
  kind: z.enum(['created', 'updated', 'deleted']),
  version: z.number().int(),
  /** the resource before and after, without `meta`; null where it did not exist. For group members only those that left or joined are listed. */
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});
export type Change = z.infer<typeof Change>;

const Header = z.object({ name: z.string(), value: z.string() });

export const ExchangeDetail = ExchangeSummary.extend({
  remoteAddress: z.string(),
  tokenId: z.string().nullable(),
  tokenName: z.string().nullable(),
  /** full request target as received */
  url: z.string(),
  requestHeaders: z.array(Header),
  /** as received; null when there was none. Bytes that are not UTF-8 are shown with replacement characters. */
  requestBody: z.string().nullable(),
  /** bytes received, which for a body over the cap is more than what was kept */
  requestBytes: z.number().int(),
  responseHeaders: z.array(Header),
  responseBody: z.string().nullable(),
  findings: z.array(Finding),
  changes: z.array(Change),
  /** how the IdP and the dialect were recognised: "header `ADSCIMVersion` present" */
  evidence: z.array(z.string()),
  /** what the dialect step changed before the strict core saw it, in words */
  forgiven: z.array(z.string()),
  /** what the admin wrote to it */
  pinned: z.boolean(),
  note: z.string().nullable(),
  tags: z.array(z.string()),
  /** the burst of requests that it belongs to; null until it is sorted in */
  sessionId: z.number().int().nullable(),
  /** the rehearsal or replay of this sandbox that sent it, while that is kept */
  runId: z.number().int().nullable(),
});
export type ExchangeDetail = z.infer<typeof ExchangeDetail>;

export const ExchangeFilter = z.object({
  /** free text over sentence, path, resource name and bodies */
  text: z.string().max(500).optional(),
  verdicts: z.array(Verdict).optional(),
  idps: z.array(Idp).optional(),
  methods: z.array(z.string().max(10)).optional(),
  resourceId: z.string().max(200).optional(),
  ruleId: z.string().max(100).optional(),
  /** a search in the log's own language (docs/log.md), which holds besides the rest */
  query: z.string().max(2000).optional(),
});
export type ExchangeFilter = z.infer<typeof ExchangeFilter>;

export const exchanges = {
  /** Newest first. Pass the smallest id you have as `before` for the next page, the largest as `after` for what came since. */
  list: query(
    z.object({
      filter: ExchangeFilter.default({}),
      before: z.number().int().optional(),
      after: z.number().int().optional(),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    z.object({
      items: z.array(ExchangeSummary),
      /** where to go on (`before`); null: that was all. A page may be short although there is more, when little was found in much. */
      next: z.number().int().nullable(),
      /** exchanges that match the filter, in all */
      total: z.number().int(),
      /** how `total` is known: counted, near enough, or as far as was looked */
      totalIs: z.enum(['exact', 'about', 'at-least']),
      /** those of the items that are pinned */
      pinned: z.array(z.number().int()),
    }),
  ),
  get: query(z.object({ id: z.number().int() }), ExchangeDetail),
  /** Empties the log; resources stay. */
  clear: command(z.object({}), z.object({ removed: z.number().int() })),
};
