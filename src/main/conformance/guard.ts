import { requireConfirmedHost, requireTargetToken } from '../replay/production.ts';
import { TargetUrlError, readTargetUrl } from '../replay/target-url.ts';
import { ConformanceError } from './conformance-error.ts';

/**
 * The base URL of an endpoint to check. One that is not on this machine counts as production: its host name has to be typed.
 * @throws ConformanceError
 */
export function guardedUrl(text: string, confirmedHost: string | undefined): URL {
  return refusing(() => {
    const url = readTargetUrl(text);
    requireConfirmedHost(
      url,
      confirmedHost,
      (counts) =>
        `${counts}. The checks make users and groups there, change and delete only those, and take them away in the end. Confirm by naming the host: ${url.hostname}`,
    );
    return url;
  });
}

/**
 * The token that the checks send.
 * @throws ConformanceError when there is none
 */
export function guardedToken(url: URL, token: string | undefined): string {
  return refusing(() => requireTargetToken(url, token, 'the checks run'));
}

function refusing<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof TargetUrlError) throw new ConformanceError('invalid_input', error.message, { cause: error });
    throw error;
  }
}
