import type { Session } from 'electron';
import { isConsoleUrl } from './console-address.ts';

/**
 * Denies every permission of the web platform but one: the console's own page may put text on the clipboard. Both handlers are
 * needed, because some features only check and never ask.
 */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((contents, permission, callback, details) => {
    callback(isAllowed(permission, details.requestingUrl ?? contents.getURL()));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin) => isAllowed(permission, requestingOrigin));
  session.setDevicePermissionHandler(() => false);
}

function isAllowed(permission: string, url: string): boolean {
  return permission === 'clipboard-sanitized-write' && isConsoleUrl(url);
}
