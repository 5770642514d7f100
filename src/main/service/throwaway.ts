import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventHub } from '../console/event-hub.ts';
import { createInvitations } from '../directory/invitations.ts';
import { Endpoint } from '../endpoint/endpoint.ts';
import { startScimListener } from '../http/scim-listener.ts';
import { singleEndpoint } from '../http/single-endpoint.ts';
import { createSilentOutbox } from '../mail/silent-outbox.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { Sandbox } from '../sandbox/sandbox.ts';
import { ensureBootstrapToken } from './bootstrap-token.ts';
import { type Logger, systemClock } from './ports.ts';

/** An empty sandbox in a folder of its own, listening on a free port of this machine, gone when it is closed. */
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
  const { profile, rules, logger } = options;
  const folder = mkdtempSync(join(tmpdir(), 'scim-rehearsal-check-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  let sandbox: Sandbox | undefined;
  try {
    mkdirSync(join(folder, 'sandboxes'), { mode: 0o700 });
    const opened = await Sandbox.open(folder, 'check', profile, systemClock.now().toISOString());
    sandbox = opened;
    opened.store.forgoDurability();
    opened.setRules(rules);
    const token = `api-${randomBytes(16).toString('hex')}`;
    ensureBootstrapToken(opened, token, systemClock);
    const events = new EventHub(0);
    const outbox = createSilentOutbox(opened);
    const endpoint = new Endpoint({ sandbox: opened, outbox, events, clock: systemClock, logger });
    const invitations = createInvitations({ sandbox: opened, events, clock: systemClock });
    const listener = await startScimListener({ port: 0, endpoint: singleEndpoint(endpoint, invitations), logger });
    return {
      url: `http://127.0.0.1:${listener.port}/scim/v2`,
      token,
      close: async () => {
        await listener.close();
        opened.close();
        remove();
      },
    };
  } catch (error) {
    sandbox?.close();
    remove();
    throw error;
  }
}
