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
  'developers.cloudflare.com',
  'ngrok.com',
  'www.rfc-editor.org',
  'datatracker.ietf.org',
]);

/** The page on this machine that a link of an invitation leads to; it has nothing but a form. */
function isInvitation({ protocol, hostname, pathname, search, hash }: URL): boolean {
  const isOurs = protocol === 'http:' && hostname === '127.0.0.1' && search === '' && hash === '';
  return isOurs && /^\/invitation\/[\w-]{43}$/.test(pathname);
}

/** @returns whether a link may leave for the system's browser: https, a known host, no port, no credentials; or an invitation of this service */
export function isKnownLink(url: string): boolean {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.username !== '' || parsed.password !== '') return false;
  return (parsed.protocol === 'https:' && HOSTS.has(parsed.host)) || isInvitation(parsed);
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
