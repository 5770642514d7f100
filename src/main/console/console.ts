import type { Service, WorldContract } from '#shared/contract/index.ts';
import type { Conformance } from '../conformance/conformance.ts';
import type { Drills } from '../drill/drills.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { Rehearsals } from '../rehearsal/rehearsals.ts';
import type { Replays } from '../replay/replays.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Clock, PdfPrinter } from '../service/ports.ts';
import { createAccountOperations } from './accounts.ts';
import { createConformanceOperations } from './conformance.ts';
import { createDrillOperations } from './drills.ts';
import { createDirectoryOperations } from './directory.ts';
import type { EventHub } from './event-hub.ts';
import { createExchangeOperations } from './exchanges.ts';
import { createGoLiveOperations } from './golive.ts';
import { createHistoryOperations } from './history.ts';
import { createMappingOperations } from './mappings.ts';
import { createMailOperations } from './mails.ts';
import { createResourceOperations } from './resources.ts';
import { createReportOperations } from './reports.ts';
import { createRightOperations } from './rights.ts';
import { createRehearsalOperations } from './rehearsals.ts';
import { createReplayOperations } from './replay.ts';
import { createLogOperations } from './log.ts';
import { createRuleOperations } from './rules.ts';
import { createStatusOperations } from './status.ts';
import { createTokenOperations } from './tokens.ts';
import { createTrapOperations } from './traps.ts';

export interface ConsoleDependencies {
  readonly sandbox: Sandbox;
  readonly outbox: Outbox;
  readonly replays: Replays;
  readonly rehearsals: Rehearsals;
  readonly events: EventHub;
  readonly clock: Clock;
  readonly scimUrl: string;
  readonly drills: Drills;
  readonly pdf: PdfPrinter;
  readonly conformance: Conformance;
  readonly config: { readonly dataFolder: string; readonly host: 'desktop' | 'headless' };
}

/** Implements the contract of one sandbox, one file per noun. */
export function createConsole(dependencies: ConsoleDependencies): Service<WorldContract> {
  const conformance = createConformanceOperations(dependencies);
  const golive = createGoLiveOperations(dependencies);
  const rehearsals = createRehearsalOperations(dependencies);
  return {
    status: createStatusOperations(dependencies),
    tokens: createTokenOperations(dependencies),
    accounts: createAccountOperations(dependencies),
    directory: createDirectoryOperations(dependencies),
    history: createHistoryOperations(dependencies),
    exchanges: createExchangeOperations(dependencies),
    rules: createRuleOperations(dependencies),
    conformance,
    drills: createDrillOperations(dependencies),
    mappings: createMappingOperations(dependencies),
    mails: createMailOperations(dependencies),
    rights: createRightOperations(dependencies),
    resources: createResourceOperations(dependencies),
    traps: createTrapOperations(dependencies),
    golive,
    replay: createReplayOperations(dependencies),
    log: createLogOperations(dependencies),
    rehearsals,
    reports: createReportOperations({ conformance, golive, rehearsals }, dependencies.pdf),
  };
}
