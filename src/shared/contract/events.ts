import { z } from 'zod';
import { ExchangeSummary } from './exchanges.ts';
import { RehearsalSummary } from './rehearsals.ts';
import { RunSummary } from './replay.ts';

/**
 * What the console is told while it is open, over `GET /api/events` (server-sent events). The SSE `id` counts up;
 * a client that comes back with `Last-Event-ID` gets what it missed, or `stream.reset` when that is no longer known:
 * then everything it holds is stale.
 */
export const ConsoleEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('exchange.logged'), exchange: ExchangeSummary }),
  z.object({ type: z.literal('exchanges.cleared') }),
  /** some exchanges were deleted, by hand or by retention */
  z.object({ type: z.literal('exchanges.removed') }),
  /** sessions, notes, saved searches or imports have changed */
  z.object({ type: z.literal('log.changed'), exchangeId: z.number().int().nullable() }),
  z.object({ type: z.literal('directory.changed'), resourceType: z.string(), resourceIds: z.array(z.string()) }),
  z.object({ type: z.literal('tokens.changed') }),
  z.object({ type: z.literal('rules.changed') }),
  z.object({ type: z.literal('mails.changed') }),
  z.object({ type: z.literal('resources.changed') }),
  z.object({ type: z.literal('settings.changed') }),
  z.object({ type: z.literal('conformance.changed') }),
  z.object({ type: z.literal('drills.changed') }),
  z.object({ type: z.literal('mappings.changed') }),
  z.object({ type: z.literal('golive.changed') }),
  z.object({ type: z.literal('run.progress'), run: RunSummary }),
  z.object({ type: z.literal('runs.changed') }),
  z.object({ type: z.literal('rehearsal.progress'), rehearsal: RehearsalSummary }),
  z.object({ type: z.literal('rehearsals.changed') }),
  /** one was made, renamed, changed as a whole or deleted, or has another snapshot */
  z.object({ type: z.literal('sandboxes.changed') }),
  /** the tunnel, the exposure or the check of the way from outside has come further */
  z.object({ type: z.literal('reach.changed') }),
  z.object({ type: z.literal('stream.reset') }),
]);
export type ConsoleEvent = z.infer<typeof ConsoleEvent>;
