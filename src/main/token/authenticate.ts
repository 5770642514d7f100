import { hash } from 'node:crypto';
import type { TokenRow } from '../store/repositories/tokens.ts';
import type { Tx } from '../store/store.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { ScimError } from '../scim/errors.ts';
import { hashSecret, isSecret, splitAuthorization } from './secret.ts';
import { ownerStanding } from './tokens.ts';

/** What was found out about the bearer token of a request. `token` is there as soon as it is known, also when it is refused. */
export interface Authentication {
  readonly token: TokenRow | undefined;
  readonly error: ScimError | undefined;
}

const REALM = 'Bearer realm="SCIM Rehearsal"';

/**
 * Remembers what was found out about good tokens. Whoever changes a token, an owner or a group forgets it, so that a revoked
 * token or a right that was taken away counts from the next request on.
 */
export class Authenticator {
  readonly #good = new Map<string, TokenRow>();

  /** @returns the token and, when it may not be used, the refusal */
  authenticate(tx: Tx, authorization: string | undefined, settings: RuleSettings): Authentication {
    const known = authorization === undefined ? undefined : this.#good.get(fingerprint(authorization));
    if (known !== undefined) return { token: known, error: undefined };
    const result = authenticate(tx, authorization, settings);
    if (result.error === undefined && result.token !== undefined && authorization !== undefined) {
      this.#good.set(fingerprint(authorization), result.token);
    }
    return result;
  }

  /** @returns whether the user owns a token that is remembered */
  isOwner(userId: string): boolean {
    return [...this.#good.values()].some((token) => token.owner_id === userId);
  }

  forget(): void {
    this.#good.clear();
  }
}

function fingerprint(authorization: string): string {
  return hash('sha256', authorization, 'hex');
}

/** RFC 6750 and RFC 7644 §2: finds the token, then asks what its owner may do at this moment. */
function authenticate(tx: Tx, authorization: string | undefined, settings: RuleSettings): Authentication {
  if (authorization === undefined || authorization === '') {
    return refuse(
      undefined,
      'token-missing',
      'No secret token was sent: the header "Authorization: Bearer <token>" is missing.',
      REALM,
    );
  }
  const [scheme, credentials] = splitAuthorization(authorization);
  if (scheme.toLowerCase() !== 'bearer' || credentials === '') {
    return refuse(
      undefined,
      'token-malformed',
      `The Authorization header must be "Bearer <token>"; ${describeScheme(scheme)}.`,
      REALM,
    );
  }
  const invalid = `${REALM}, error="invalid_token"`;
  const token = tx.tokens.byHash(hashSecret(credentials));
  if (token === undefined) {
    const hint = isSecret(credentials) ? '' : ' It does not have the shape of one either: "api-" and 32 hex digits.';
    return refuse(undefined, 'token-unknown', `The secret token is not known to this sandbox.${hint}`, invalid);
  }
  if (token.revoked !== null) return refuse(token, 'token-revoked', 'The secret token was revoked.', invalid);
  const { problem } = ownerStanding(tx, token);
  if (problem === null || (problem.kind === 'right-missing' && settings['token-rights'] === 'none')) {
    return { token, error: undefined };
  }
  if (problem.kind === 'right-missing') {
    return refuse(token, 'right-missing', problem.sentence, `${REALM}, error="insufficient_scope"`);
  }
  const reason = problem.kind === 'owner-deleted' ? 'owner-missing' : 'owner-inactive';
  return refuse(token, reason, problem.sentence, invalid);
}

/** A token that was sent alone stands where the scheme belongs, and must not be told. */
function describeScheme(scheme: string): string {
  return /^[A-Za-z][A-Za-z-]{0,19}$/.test(scheme) ? `its scheme is "${scheme}"` : 'it names no scheme';
}

type Reason =
  | 'token-missing'
  | 'token-malformed'
  | 'token-unknown'
  | 'token-revoked'
  | 'owner-missing'
  | 'owner-inactive'
  | 'right-missing';

function refuse(token: TokenRow | undefined, reason: Reason, detail: string, challenge: string): Authentication {
  const headers = { 'WWW-Authenticate': challenge };
  const error =
    reason === 'right-missing'
      ? new ScimError(403, detail, { headers, reason, ruleId: 'token-rights' })
      : new ScimError(401, detail, { headers, reason });
  return { token, error };
}
