import type { CheckedPlace } from '../conformance/conformance.ts';
import { ConformanceError } from '../conformance/conformance-error.ts';
import type { EventHub } from '../console/event-hub.ts';
import { listTokenOwners } from '../sandbox/owners.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Tx } from '../store/store.ts';
import { missingRights } from '../token/rights.ts';
import { RUN_TOKEN_NAMES } from '../token/run-tokens.ts';
import { TokenLimitError, createToken } from '../token/tokens.ts';
import { type Logger, systemClock } from './ports.ts';
import { openThrowaway } from './throwaway.ts';

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
      const { id, secret } = sandbox.store.write(createCheckToken);
      events.publish({ type: 'tokens.changed' });
      const close = () => {
        sandbox.store.write((tx) => tx.tokens.revoke(id, systemClock.now().toISOString()));
        events.publish({ type: 'tokens.changed' });
        return Promise.resolve();
      };
      return Promise.resolve({ url: scimUrl, token: secret, name: `the sandbox ${sandbox.name}`, close });
    },
  };
}

/** Revokes what a host that was killed left behind. */
export function revokeLeftOverCheckTokens(sandbox: Sandbox): void {
  const isLeftOver = ({ name, revoked }: { name: string; revoked: string | null }) => name === NAME && revoked === null;
  const leftOver = sandbox.store.read((tx) => tx.tokens.all().filter(isLeftOver));
  if (leftOver.length === 0) return;
  sandbox.store.write((tx) => {
    for (const { id } of leftOver) tx.tokens.revoke(id, systemClock.now().toISOString());
  });
}

function createCheckToken(tx: Tx): { id: string; secret: string } {
  const owners = listTokenOwners(tx).filter(({ active, rights }) => active && missingRights(rights).length === 0);
  for (const { id } of owners) {
    const owner = tx.resources.byId(id);
    if (owner === undefined) continue;
    try {
      const { row, secret } = createToken(tx, owner, { name: NAME, now: systemClock.now().toISOString() });
      return { id: row.id, secret };
    } catch (error) {
      if (!(error instanceof TokenLimitError)) throw error;
    }
  }
  throw new ConformanceError(
    'conflict',
    'The checks need a token, and no active user with both rights can own one more. Restore the service user, or revoke a token that is not used.',
  );
}
