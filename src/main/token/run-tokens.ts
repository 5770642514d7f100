import type { TokenRun } from '#shared/contract/tokens.ts';

/**
 * The names of tokens that this program makes for what it sends itself, and revokes when that is over. By its name a token is known again: one that a
 * killed host left behind is revoked at the next start, and the list of tokens keeps past ones out of the way.
 */
export const RUN_TOKEN_NAMES: Readonly<Record<TokenRun, string>> = {
  rehearsal: 'Rehearsal with the simulator (ends with it)',
  replay: 'Replay in this console (ends with it)',
  conformance: 'Conformance checks (ends with the run)',
};

/** @returns what the token was made for; null: somebody made it for an identity provider */
export function runOfToken({ name }: { readonly name: string }): TokenRun | null {
  if (name === RUN_TOKEN_NAMES.rehearsal) return 'rehearsal';
  if (name === RUN_TOKEN_NAMES.replay) return 'replay';
  return name === RUN_TOKEN_NAMES.conformance ? 'conformance' : null;
}
