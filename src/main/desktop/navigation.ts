import type { Event, WebContents } from 'electron';
import type { Logger } from '../service/ports.ts';
import { isConsoleUrl } from './console-address.ts';
import { isKnownLink, openKnownLink } from './external-links.ts';

/** What a frame shows whose content our page wrote itself: the preview of a mail, which is sandboxed. */
const OWN_FRAME = 'about:srcdoc';

/**
 * Keeps the window on the console: it goes nowhere else, frames nothing else, attaches no webview and opens no window. A link to
 * known documentation that asks for a new window is handed to the system's browser.
 */
export function guardNavigation(contents: WebContents, logger: Logger): void {
  const refuseForeign = (event: Event<{ url: string }>) => {
    if (isConsoleUrl(event.url) || event.url === OWN_FRAME) return;
    event.preventDefault();
    logger.info(`navigation refused: ${hostOf(event.url)}`);
  };
  contents.on('will-navigate', refuseForeign);
  contents.on('will-frame-navigate', refuseForeign);
  contents.on('will-redirect', refuseForeign);
  contents.on('will-attach-webview', (event) => event.preventDefault());
  contents.setWindowOpenHandler(({ url }) => {
    if (isKnownLink(url)) {
      openKnownLink(url).catch((error: unknown) => logger.error('a link could not be opened', error));
    } else {
      logger.info(`new window refused: ${hostOf(url)}`);
    }
    return { action: 'deny' };
  });
}

/** The whole address may carry personal data, which the log never holds. */
function hostOf(url: string): string {
  const parsed = URL.parse(url);
  return parsed === null ? 'no address' : `${parsed.protocol}//${parsed.host}`;
}
