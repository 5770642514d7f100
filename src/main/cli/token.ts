import type { Token } from '#shared/contract/tokens.ts';
import { recommendedOwner } from '../sandbox/owners.ts';
import { systemClock } from '../service/ports.ts';
import { StartupError } from '../service/startup-error.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import type { TokenRow } from '../store/repositories/tokens.ts';
import type { Tx } from '../store/store.ts';
import { hashSecret } from '../token/secret.ts';
import { TokenLimitError, createToken, viewToken } from '../token/tokens.ts';
import { withExistingSandbox, withSandbox } from './with-sandbox.ts';

export interface TokenOptions {
  data: string;
  sandbox: string;
  json?: boolean;
}

export interface TokenCreateOptions extends TokenOptions {
  name: string;
  owner?: string;
}

/** `token create`. Works beside a running host, which accepts the token from the next request on. */
export async function createTokenCommand(options: TokenCreateOptions): Promise<void> {
  const { token, secret } = await withSandbox(options, ({ store }) =>
    store.write((tx) => {
      const owner = findOwner(tx, options.owner);
      try {
        const created = createToken(tx, owner, { name: options.name, now: systemClock.now().toISOString() });
        return { token: viewToken(tx, created.row), secret: created.secret };
      } catch (error) {
        if (error instanceof TokenLimitError) throw new StartupError(error.message, { cause: error });
        throw error;
      }
    }),
  );
  if (options.json === true) print(JSON.stringify({ ...token, secret }));
  else print(`${secret}\n\nToken of ${token.ownerName}, id ${token.id}. The secret is not shown again.`);
}

/** `token list` */
export async function listTokens(options: TokenOptions): Promise<void> {
  const tokens = await withExistingSandbox(options, ({ store }) =>
    store.read((tx) => tx.tokens.all().map((row) => viewToken(tx, row))),
  );
  if (options.json === true) {
    print(JSON.stringify(tokens));
    return;
  }
  if (tokens.length === 0) print('No tokens yet. Make one with "token create".');
  for (const token of tokens) print(tokenLine(token));
}

/** `token revoke` */
export async function revokeToken(which: string, options: TokenOptions): Promise<void> {
  const token = await withExistingSandbox(options, ({ store }) =>
    store.write((tx) => {
      const row = findToken(tx, which);
      tx.tokens.revoke(row.id, systemClock.now().toISOString());
      const revoked = tx.tokens.byId(row.id);
      return viewToken(tx, revoked ?? row);
    }),
  );
  if (options.json === true) print(JSON.stringify(token));
  else print(`Revoked ${token.prefix} ${token.name} of ${token.ownerName}.`);
}

function findOwner(tx: Tx, userName: string | undefined): ResourceRow {
  const owner = userName === undefined ? recommendedOwner(tx) : tx.resources.byKey('User', userName.toLowerCase());
  if (owner !== undefined) return owner;
  throw new StartupError(
    userName === undefined
      ? 'The service user of this sandbox was deleted. Name another owner with --owner.'
      : `There is no user "${userName}" in this sandbox.`,
  );
}

function findToken(tx: Tx, which: string): TokenRow {
  const exact = tx.tokens.byId(which) ?? tx.tokens.byHash(hashSecret(which));
  if (exact !== undefined) return exact;
  const prefix = which.replace(/…$/, '');
  const matches = tx.tokens.all().filter((row) => prefix.length >= 6 && row.prefix.startsWith(prefix));
  const [only] = matches;
  if (matches.length === 1 && only !== undefined) return only;
  throw new StartupError(
    matches.length === 0
      ? `There is no token "${which}" in this sandbox. "token list" shows them.`
      : `${matches.length} tokens begin with "${which}". Use the id that "token list" shows.`,
  );
}

function tokenLine(token: Token): string {
  const state = token.usable ? 'usable' : (token.unusableBecause ?? '');
  return [
    token.prefix,
    token.ownerName,
    token.name || '(no name)',
    `last used ${token.lastUsed ?? 'never'}`,
    state,
    token.id,
  ].join('  ');
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}
