import { TargetUrlError, isLoopback } from './target-url.ts';

/**
 * Any host that is not this machine counts as production, and its name has to be typed.
 * @param sentences makes the refusal, from a beginning that says why the host counts as production
 * @throws TargetUrlError
 */
export function requireConfirmedHost(
  { hostname }: URL,
  confirmedHost: string | undefined,
  sentences: (counts: string) => string,
): void {
  if (isLoopback(hostname) || confirmedHost?.trim().toLowerCase() === hostname) return;
  throw new TargetUrlError(sentences(`${hostname} is not on this machine, so it counts as production`));
}

/**
 * Takes the token out of what was entered.
 * @param lasts how long the token is kept, to be put into the refusal: "the replay lasts"
 * @returns the token without the blanks around it
 * @throws TargetUrlError when there is none
 */
export function requireTargetToken({ host }: URL, token: string | undefined, lasts: string): string {
  const secret = token?.trim() ?? '';
  if (secret !== '') return secret;
  throw new TargetUrlError(`Enter the secret token of ${host}. It is kept in memory only, and only while ${lasts}.`);
}
