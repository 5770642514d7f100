import { z } from 'zod';
import { command, query } from './operation.ts';

/** Programs that open a tunnel to this machine. */
export const TunnelProgramId = z.enum(['cloudflared', 'ngrok', 'devtunnel']);
export type TunnelProgramId = z.infer<typeof TunnelProgramId>;

/** How long the service may be reached from outside before it ends by itself; at most a week. */
const Minutes = z.number().int().min(1).max(10_080);

export const TunnelProgram = z.object({
  id: TunnelProgramId,
  name: z.string(),
  /** where it lies; null: not found */
  path: z.string().nullable(),
  /** the path that was set by hand; empty: looked for in PATH */
  setPath: z.string(),
  /** why the path that was set cannot be used */
  problem: z.string().nullable(),
  /** what to run to get it, by system, and the vendor's page */
  install: z.array(z.object({ system: z.enum(['macOS', 'Windows', 'Linux']), command: z.string() })),
  page: z.string(),
  /** what has to be done once before it can be used, in a sentence; null: nothing */
  needs: z.string().nullable(),
});
export type TunnelProgram = z.infer<typeof TunnelProgram>;

export const TunnelState = z.object({
  program: TunnelProgramId,
  /** `open`: it has told its public address */
  state: z.enum(['starting', 'open', 'ended']),
  started: z.string(),
  /** as it was called, for the eye */
  commandLine: z.string(),
  /** the public address, once it was told */
  url: z.string().nullable(),
  /** the newest lines of what it wrote, secrets masked */
  output: z.array(z.string()),
  /** what went wrong and what to do; null: nothing */
  problem: z.object({ what: z.string(), fix: z.string() }).nullable(),
});
export type TunnelState = z.infer<typeof TunnelState>;

/** `skipped`: it means nothing before an earlier one is in order. */
export const ReachOutcome = z.enum(['ok', 'warning', 'failed', 'skipped']);
export type ReachOutcome = z.infer<typeof ReachOutcome>;

export const ReachCheckId = z.enum([
  'listener',
  'dns',
  'tls',
  'path',
  'this-service',
  'token',
  'methods',
  'body-size',
  'content-type',
  'query',
  'location',
]);
export type ReachCheckId = z.infer<typeof ReachCheckId>;

export const ReachCheckResult = z.object({
  id: ReachCheckId,
  title: z.string(),
  /** null: still to come */
  outcome: ReachOutcome.nullable(),
  /** what was seen, one sentence or two */
  seen: z.string(),
  /** what to do; null where there is nothing to */
  fix: z.string().nullable(),
});
export type ReachCheckResult = z.infer<typeof ReachCheckResult>;

export const ReachRun = z.object({
  /** the address that is checked, without the path of the tenant URL */
  base: z.string(),
  /** the tenant URL that was asked, from outside */
  url: z.string(),
  started: z.string(),
  finished: z.string().nullable(),
  /** the answer in a sentence; empty while it runs */
  sentence: z.string(),
  results: z.array(ReachCheckResult),
});
export type ReachRun = z.infer<typeof ReachRun>;

/** `tunnel`: one that was started here · `address`: one that was entered, and was proven to lead here */
export const Exposure = z.object({
  by: z.enum(['tunnel', 'address']),
  /** scheme, host and port, with the path before that of the tenant URL where there is one: `https://quiet-river.trycloudflare.com` */
  url: z.string(),
  since: z.string(),
  until: z.string(),
});
export type Exposure = z.infer<typeof Exposure>;

/** `ended`: the tunnel ended by itself · `restart`: the host ended meanwhile */
export const ExposureEnd = z.enum(['hand', 'time', 'ended', 'restart']);
export type ExposureEnd = z.infer<typeof ExposureEnd>;

export const ReachSettings = z.object({
  /** of an exposure that begins */
  minutes: Minutes,
  /** when an exposure is over, what still comes from outside is refused */
  refuseAfterwards: z.boolean(),
  /** Microsoft's SCIM validator, a web page, may call the service */
  allowValidator: z.boolean(),
  /** further web pages that may, as exact origins */
  origins: z.array(z.string()),
});
export type ReachSettings = z.infer<typeof ReachSettings>;

export const ReachState = z.object({
  /** where the service listens on this machine: `http://127.0.0.1:4700` */
  listening: z.string(),
  programs: z.array(TunnelProgram),
  tunnel: TunnelState.nullable(),
  exposure: Exposure.nullable(),
  lastEnded: z.object({ url: z.string(), at: z.string(), why: ExposureEnd }).nullable(),
  /** what comes from outside is refused at the moment */
  isClosed: z.boolean(),
  run: ReachRun.nullable(),
  settings: ReachSettings,
});
export type ReachState = z.infer<typeof ReachState>;

/** Part of the tenant URL; null: the default sandbox. */
const SandboxSlug = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/)
  .nullable();

/** How the service is reached from outside this machine. It is the host's: every sandbox is behind the same address. */
export const reach = {
  state: query(z.object({}), ReachState),
  /** Starts a tunnel, and checks the way as soon as it has told its address. Takes the place of an exposure that is on. */
  start: command(z.object({ program: TunnelProgramId, minutes: Minutes, sandbox: SandboxSlug }), ReachState),
  /** Ends the exposure, and the tunnel with it. */
  stop: command(z.object({}), ReachState),
  /** One hour more. */
  extend: command(z.object({}), ReachState),
  /** Checks the way to the service by an address, from outside in. One that is proven to lead here counts as an exposure. */
  check: command(z.object({ address: z.string().max(2000), minutes: Minutes, sandbox: SandboxSlug }), ReachState),
  configure: command(
    ReachSettings.partial().extend({ path: z.object({ program: TunnelProgramId, path: z.string().max(1000) }).optional() }),
    ReachState,
  ),
};
