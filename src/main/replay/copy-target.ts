import { rmSync } from 'node:fs';
import type { RuleChoice } from '#shared/contract/replay.ts';
import { EventHub } from '../console/event-hub.ts';
import { Endpoint } from '../endpoint/endpoint.ts';
import { createSilentOutbox } from '../mail/silent-outbox.ts';
import { presetOverrides } from '../rules/presets.ts';
import { isRuleId, isRuleValue } from '../rules/catalogue.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { createOwnToken } from '../sandbox/own-token.ts';
import { type ThrowawayOptions, type ThrowawaySandbox, openThrowawaySandbox } from '../sandbox/throwaway-sandbox.ts';
import type { Maker } from '../service/own-traffic.ts';
import type { Logger } from '../service/ports.ts';
import { type InProcess, sendInProcess } from './in-process.ts';
import type { Answered, Outgoing } from './recorded.ts';
import { REPLAY_TOKEN } from './replay-token.ts';
import type { Target } from './target.ts';

/** A throw-away sandbox, gone with the run. Its clock is that of the log: each request arrives at the time at which the original arrived. */
export interface CopyTarget extends Target {
  /** puts rules in force, from the next request on */
  setRules(rules: Partial<RuleSettings>): void;
}

export interface CopyOptions extends ThrowawayOptions {
  readonly host: string;
}

/** @throws NoTokenError when the copy has no user who may own a token */
export async function openCopy({ host, ...options }: CopyOptions): Promise<CopyTarget> {
  const opened = await openThrowawaySandbox(options);
  try {
    return copyTarget(opened, host, options.logger);
  } catch (error) {
    opened.close();
    throw error;
  }
}

function copyTarget({ sandbox, close }: ThrowawaySandbox, host: string, logger: Logger): CopyTarget {
  let now = new Date();
  const clock = { now: () => now };
  const endpoint = new Endpoint({ sandbox, outbox: createSilentOutbox(sandbox), events: new EventHub(0), clock, logger });
  const { secret } = sandbox.store.write((tx) => createOwnToken(tx, { name: REPLAY_TOKEN, now: now.toISOString() }));
  const to: InProcess = { sandbox, endpoint, secret, host };
  return {
    isDurable: false,
    obeysRetryAfter: false,
    hasOwnWording: false,
    setRules: (rules) => sandbox.setRules(rules),
    send: (request: Outgoing, maker: Maker): Promise<Answered> => {
      now = new Date(request.at);
      return sendInProcess(to, request, now, maker);
    },
    close: () => {
      close();
      return Promise.resolve();
    },
  };
}

/** Removes the copies that a killed host left behind, because each holds everybody in the sandbox. */
export function removeCopies(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
}

/** The rules that a choice puts in force; unknown rules and values are passed over. */
export function chosenRules({ preset, values = {} }: RuleChoice): Partial<RuleSettings> {
  const rules: Partial<RuleSettings> = preset === undefined ? {} : presetOverrides(preset);
  for (const [id, value] of Object.entries(values)) {
    if (isRuleId(id) && isRuleValue(id, value)) Object.assign(rules, { [id]: value });
  }
  return rules;
}
