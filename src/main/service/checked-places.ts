import type { CheckedPlace } from '../conformance/conformance.ts';
import type { EventHub } from '../console/event-hub.ts';
import { createOwnToken, revokeOwnTokens } from '../sandbox/own-token.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { RUN_TOKEN_NAMES } from '../token/run-tokens.ts';
import { type Logger, systemClock } from './ports.ts';
import { openThrowaway } from './throwaway.ts';

/** The name in the token list. */
const NAME = RUN_TOKEN_NAMES.conformance;

/** The places on this machine where conformance checks can run. */
export function checkedPlaces(options: { sandbox: Sandbox; events: EventHub; scimUrl: string; logger: Logger }) {
  const { sandbox, events, scimUrl, logger } = options;
  return {
    openThrowaway: async (): Promise<CheckedPlace> => {
      const place = await openThrowaway({ profile: sandbox.profile, rules: sandbox.settings, logger });
      return { ...place, name: 'an empty copy of this sandbox' };
    },
    openSandbox: (): Promise<CheckedPlace> => {
      const now = systemClock.now().toISOString();
      const { row, secret } = sandbox.store.write((tx) => createOwnToken(tx, { name: NAME, now }));
      events.publish({ type: 'tokens.changed' });
      const close = () => {
        sandbox.store.write((tx) => tx.tokens.revoke(row.id, systemClock.now().toISOString()));
        events.publish({ type: 'tokens.changed' });
        return Promise.resolve();
      };
      return Promise.resolve({ url: scimUrl, token: secret, name: `the sandbox ${sandbox.name}`, close });
    },
  };
}

/** Revokes what a killed host left behind. */
export function revokeLeftOverCheckTokens({ store }: Sandbox): void {
  revokeOwnTokens(store, { name: NAME, now: systemClock.now().toISOString() });
}
