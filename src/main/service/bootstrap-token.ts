import { recommendedOwner } from '../sandbox/owners.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { hashSecret } from '../token/secret.ts';
import { createToken } from '../token/tokens.ts';
import type { Clock } from './ports.ts';
import { StartupError } from './startup-error.ts';

/**
 * Pipelines bring their own secret (`--bootstrap-token`, `REHEARSAL_TOKEN`): makes a token with it, unless there is one.
 * @throws StartupError when the secret holds a character that a header cannot carry, or the service user is gone
 */
export function ensureBootstrapToken(sandbox: Sandbox, secret: string | undefined, clock: Clock): void {
  if (secret === undefined || secret === '') return;
  if (!/^[\x21-\x7e]+$/.test(secret)) {
    throw new StartupError('The bootstrap token may only have visible ASCII characters, without spaces.');
  }
  sandbox.store.write((tx) => {
    if (tx.tokens.byHash(hashSecret(secret)) !== undefined) return;
    const owner = recommendedOwner(tx);
    if (owner === undefined) {
      throw new StartupError(
        'The bootstrap token needs the service user of the sandbox, but that user was deleted. Use another --sandbox.',
      );
    }
    createToken(tx, owner, { name: 'Bootstrap token', now: clock.now().toISOString(), secret });
  });
}
