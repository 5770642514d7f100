import { styleNonce } from './style-nonce.ts';

/**
 * Opens the print dialog of the browser or the desktop for a report. It lies in a frame that is not seen and runs no script; the
 * Content-Security-Policy of the console holds there too, so its one style element bears the page's nonce.
 * @param html a report as the service writes it
 */
export async function printPage(html: string): Promise<void> {
  const frame = document.createElement('iframe');
  // The page asks the frame to print, so it is of its origin; a dialog needs to be allowed.
  frame.setAttribute('sandbox', 'allow-same-origin allow-modals');
  frame.setAttribute('aria-hidden', 'true');
  frame.tabIndex = -1;
  // A frame that is not laid out would print nothing.
  Object.assign(frame.style, {
    position: 'fixed',
    inset: 'auto 0 0 auto',
    width: '0',
    height: '0',
    border: '0',
    visibility: 'hidden',
  });
  const loaded = new Promise((resolve) => frame.addEventListener('load', resolve, { once: true }));
  frame.srcdoc = html.replaceAll('<style>', () => `<style nonce="${styleNonce()}">`);
  document.body.append(frame);
  await loaded;
  const view = frame.contentWindow;
  if (view === null) {
    frame.remove();
    return;
  }
  view.addEventListener('afterprint', () => frame.remove(), { once: true });
  view.print();
}
