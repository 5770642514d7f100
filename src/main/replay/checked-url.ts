import { requireConfirmedHost, requireTargetToken } from './production.ts';
import { ReplayError } from './replay-error.ts';
import { TargetUrlError, readTargetUrl } from './target-url.ts';

/** The base URL that a replay goes to. @throws ReplayError when it cannot be used */
export function checkedUrl(text: string): URL {
  return refusing(() => readTargetUrl(text));
}

/** The same with its token. @throws ReplayError */
export function checkedAccess(text: string, token: string | undefined): { url: URL; token: string } {
  return refusing(() => {
    const url = readTargetUrl(text);
    return { url, token: requireTargetToken(url, token, 'the replay lasts') };
  });
}

/** The same, with its host confirmed unless it is this machine. @throws ReplayError */
export function confirmedUrl(text: string, confirmedHost: string | undefined, sentences: (counts: string) => string): void {
  refusing(() => requireConfirmedHost(readTargetUrl(text), confirmedHost, sentences));
}

function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TargetUrlError) throw new ReplayError('invalid_input', error.message, { cause: error });
    throw error;
  }
}
