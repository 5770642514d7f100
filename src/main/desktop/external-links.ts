import { shell } from 'electron';

/** Documentation that findings and rules point to, and the consoles where an admin mends the setting. */
const HOSTS: ReadonlySet<string> = new Set([
  'help.meisterplan.com',
  'learn.microsoft.com',
  'entra.microsoft.com',
  'portal.azure.com',
  'help.okta.com',
  'developer.okta.com',
  'developers.onelogin.com',
  'onelogin.service-now.com',
  'jumpcloud.com',
  'docs.pingidentity.com',
  'support.google.com',
  'www.rfc-editor.org',
  'datatracker.ietf.org',
]);

/** @returns whether a link may leave for the system's browser: https, a known host, no port, no credentials */
export function isKnownLink(url: string): boolean {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.protocol !== 'https:') return false;
  return HOSTS.has(parsed.host) && parsed.username === '' && parsed.password === '';
}

/**
 * Opens a link in the system's browser.
 * @returns false, and opens nothing, when the link is not on the list
 */
export async function openKnownLink(url: string): Promise<boolean> {
  if (!isKnownLink(url)) return false;
  // What is opened is the parsed form, not the text: the two may be read differently by the system.
  await shell.openExternal(new URL(url).href);
  return true;
}
