/** The only address that the window ever shows. */
export const CONSOLE_SCHEME = 'app';
const CONSOLE_HOST = 'console';
export const CONSOLE_URL = `${CONSOLE_SCHEME}://${CONSOLE_HOST}/`;

/**
 * @param url as Electron reports it; what is no URL is not ours
 * @returns whether it lies on the console's origin. Protocol and host are compared, never `URL.origin`: Node gives the string
 * `null` as origin of every custom scheme, so that two foreign ones would look alike.
 */
export function isConsoleUrl(url: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.protocol === `${CONSOLE_SCHEME}:` && parsed.host === CONSOLE_HOST;
}
