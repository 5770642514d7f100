import type { ConsoleContract, Service } from '#shared/contract/index.ts';
import type { Rehearsals } from '../rehearsal/rehearsals.ts';
import type { Replays } from '../replay/replays.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Clock } from '../service/ports.ts';
import { createDirectoryOperations } from './directory.ts';
import type { EventHub } from './event-hub.ts';
import { createExchangeOperations } from './exchanges.ts';
import { createRehearsalOperations } from './rehearsals.ts';
import { createReplayOperations } from './replay.ts';
import { createRuleOperations } from './rules.ts';
import { createStatusOperations } from './status.ts';
import { createTokenOperations } from './tokens.ts';

export interface ConsoleDependencies {
  readonly sandbox: Sandbox;
  readonly replays: Replays;
  readonly rehearsals: Rehearsals;
  readonly events: EventHub;
  readonly clock: Clock;
  readonly scimUrl: string;
  readonly config: { readonly dataFolder: string; readonly host: 'desktop' | 'headless' };
}

/** Implements the contract, one file per noun. */
export function createConsole(dependencies: ConsoleDependencies): Service<ConsoleContract> {
  return {
    status: createStatusOperations(dependencies),
    tokens: createTokenOperations(dependencies),
    directory: createDirectoryOperations(dependencies),
    exchanges: createExchangeOperations(dependencies),
    rules: createRuleOperations(dependencies),
    replay: createReplayOperations(dependencies),
    rehearsals: createRehearsalOperations(dependencies),
  };
}
