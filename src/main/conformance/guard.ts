import { TargetUrlError, isLoopback, readTargetUrl } from '../replay/target-url.ts';
import { ConformanceError } from './conformance-error.ts';

/**
 * The base URL of an endpoint to check. One that is not on this machine counts as production: its host name has to be typed.
 * @throws ConformanceError
 */
export function guardedUrl(text: string, confirmedHost: string | undefined): URL {
  let url: URL;
  try {
    url = readTargetUrl(text);
  } catch (error) {
    if (error instanceof TargetUrlError) throw new ConformanceError('invalid_input', error.message, { cause: error });
    throw error;
  }
  if (isLoopback(url.hostname) || confirmedHost?.trim().toLowerCase() === url.hostname) return url;
  throw new ConformanceError(
    'invalid_input',
    `${url.hostname} is not on this machine, so it counts as production. The checks make users and groups there, change and delete only those, and take them away in the end. Confirm by naming the host: ${url.hostname}`,
  );
}
