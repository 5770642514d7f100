import { z } from 'zod';
import { Change, Idp, MadeBy, Verdict } from '#shared/contract/exchanges.ts';
import { Finding } from '#shared/contract/findings.ts';

/*
 * The log as a file of its own: JSON Lines (one JSON object in a line, UTF-8), described in docs/log-format.md. The first line says
 * what the file is, the last one that it is whole. What a later version adds to a line is ignored here; a change that an older reader
 * would misread raises `LOG_FORMAT_VERSION`.
 */

export const LOG_FORMAT = 'scim-rehearsal-log';
export const LOG_FORMAT_VERSION = 1;

/** Line 1. */
export const LogFileHeader = z.object({
  format: z.literal(LOG_FORMAT),
  version: z.literal(LOG_FORMAT_VERSION),
  /** "scim-rehearsal 0.1.0" */
  createdBy: z.string(),
  /** ISO 8601, UTC */
  createdAt: z.string(),
  sandbox: z.string(),
  profile: z.string(),
  /** base URL that the paths below are relative to; null where it is not known (an import) */
  tenantUrl: z.string().nullable(),
  /** persons' names and mails were replaced */
  pseudonymised: z.boolean(),
  /** the search that chose the lines, in the log's search language; null: everything, or a selection by hand */
  query: z.string().nullable(),
});
export type LogFileHeader = z.infer<typeof LogFileHeader>;

const Header = z.object({ name: z.string(), value: z.string() });

/** One HTTP exchange, secrets masked. */
export const LogFileExchange = z.object({
  kind: z.literal('exchange'),
  /** number in the log that it was taken from */
  id: z.number().int(),
  /** ISO 8601, UTC, when the request came */
  at: z.string(),
  durationMs: z.number(),
  idp: Idp,
  client: z.string(),
  remoteAddress: z.string(),
  token: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** which part of SCIM Rehearsal sent it; null: it came from outside. A later version may know others. */
  madeBy: MadeBy.nullable().catch(null),
  request: z.object({
    method: z.string(),
    /** full request target as received */
    url: z.string(),
    /** path and query below the base URL: `/Users?filter=…` */
    path: z.string(),
    headers: z.array(Header),
    /** as received; null when there was none */
    body: z.string().nullable(),
    /** bytes received; more than the body has when it was larger than what is kept */
    bytes: z.number().int(),
  }),
  response: z.object({
    /** 0: cut off before an answer went out */
    status: z.number().int(),
    headers: z.array(Header),
    body: z.string().nullable(),
  }),
  verdict: Verdict,
  sentence: z.string(),
  /** the resource that it is about; each part null where it is not known */
  resource: z.object({ type: z.string().nullable(), id: z.string().nullable(), name: z.string().nullable() }),
  findings: z.array(Finding).default([]),
  forgiven: z.array(z.string()).default([]),
  evidence: z.array(z.string()).default([]),
  changes: z.array(Change.omit({ id: true, exchangeId: true, at: true, sentence: true })).default([]),
  pinned: z.boolean().default(false),
  note: z.string().nullable().default(null),
  tags: z.array(z.string()).default([]),
});
export type LogFileExchange = z.infer<typeof LogFileExchange>;

/** One entry of an identity provider's own log: what it says that it did, without HTTP. */
export const LogFileEvent = z.object({
  kind: z.literal('event'),
  /** the provider's id of the entry */
  id: z.string(),
  at: z.string(),
  durationMs: z.number().nullable(),
  idp: Idp,
  /** in the provider's words: "Create", "StagedDelete" */
  action: z.string(),
  outcome: z.enum(['success', 'failure', 'skipped', 'warning', 'unknown']),
  sentence: z.string(),
  /** whom it is about: the provider's names and ids on both sides */
  subject: z.object({
    name: z.string().nullable(),
    sourceId: z.string().nullable(),
    targetId: z.string().nullable(),
    userName: z.string().nullable(),
  }),
  /** error code and text of the provider, when it failed */
  error: z.object({ code: z.string().nullable(), text: z.string() }).nullable(),
  steps: z.array(z.object({ name: z.string(), outcome: z.string(), text: z.string().nullable() })).default([]),
  modified: z.array(z.object({ attribute: z.string(), before: z.string().nullable(), after: z.string().nullable() })).default([]),
  /** the provider's id of the cycle that it belongs to */
  cycleId: z.string().nullable(),
});
export type LogFileEvent = z.infer<typeof LogFileEvent>;

/** The last line: the file is whole. */
export const LogFileEnd = z.object({ kind: z.literal('end'), exchanges: z.number().int(), events: z.number().int() });
export type LogFileEnd = z.infer<typeof LogFileEnd>;

export const LogFileEntry = z.discriminatedUnion('kind', [LogFileExchange, LogFileEvent]);
export type LogFileEntry = z.infer<typeof LogFileEntry>;
