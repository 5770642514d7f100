import { TargetUrlError, readTargetUrl } from '../replay/target-url.ts';
import { StartupError } from '../service/startup-error.ts';

/**
 * The console asks for a token in a field; here it is an option.
 * @throws StartupError when the target is none, or there is no token to send to it
 */
export function mustHaveToken(target: string, token: string | undefined): void {
  try {
    const { host } = readTargetUrl(target);
    if (token === undefined || token.trim() === '')
      throw new StartupError(`Give the secret token of ${host} with --token or REHEARSAL_TARGET_TOKEN.`);
  } catch (error) {
    if (error instanceof TargetUrlError) throw new StartupError(error.message, { cause: error });
    throw error;
  }
}
