import { randomBytes } from 'node:crypto';
import { EventHub } from '../console/event-hub.ts';
import { createInvitations } from '../directory/invitations.ts';
import { Endpoint } from '../endpoint/endpoint.ts';
import { startScimListener } from '../http/scim-listener.ts';
import { singleEndpoint } from '../http/single-endpoint.ts';
import { createSilentOutbox } from '../mail/silent-outbox.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { openThrowawaySandbox } from '../sandbox/throwaway-sandbox.ts';
import { ensureBootstrapToken } from './bootstrap-token.ts';
import { type Logger, systemClock } from './ports.ts';

/** An empty throw-away sandbox that listens on a free port of this machine, and is gone when it is closed. */
export interface Throwaway {
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

/** @param rules that differ from what the profile starts with */
export async function openThrowaway(options: {
  profile: CompiledProfile;
  rules: Partial<RuleSettings>;
  logger: Logger;
}): Promise<Throwaway> {
  const { logger } = options;
  const { sandbox, close } = await openThrowawaySandbox(options);
  try {
    const token = `api-${randomBytes(16).toString('hex')}`;
    ensureBootstrapToken(sandbox, token, systemClock);
    const events = new EventHub(0);
    const endpoint = new Endpoint({ sandbox, outbox: createSilentOutbox(sandbox), events, clock: systemClock, logger });
    const invitations = createInvitations({ sandbox, events, clock: systemClock });
    const listener = await startScimListener({ port: 0, endpoint: singleEndpoint(endpoint, invitations), logger });
    return {
      url: `http://127.0.0.1:${listener.port}/scim/v2`,
      token,
      close: async () => {
        await listener.close();
        close();
      },
    };
  } catch (error) {
    close();
    throw error;
  }
}
