import { createStore } from './store.ts';

/** Becomes true once the service refuses this page: it needs the link that the start command printed. */
export const signedOut = createStore(false);

export function reportSignedOut(): void {
  signedOut.set(true);
}

/**
 * Trades the one-time key of the start link (`#key=…`) for a cookie and takes it out of the address bar.
 * A key that is refused is not an error here: the first call then finds out whether an older cookie still holds.
 */
export async function signInFromUrl(): Promise<void> {
  const key = new URLSearchParams(window.location.hash.slice(1)).get('key');
  if (key === null) return;
  window.history.replaceState(null, '', window.location.pathname + window.location.search);
  try {
    await fetch('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    });
  } catch (error) {
    console.info('the service does not answer yet', error);
  }
}

/** The start link, pasted into a tab that already shows the console, changes only the fragment: sign in and begin anew. */
export function watchForStartLink(): void {
  window.addEventListener('hashchange', () => {
    if (!window.location.hash.startsWith('#key=')) return;
    void signInFromUrl().then(() => window.location.reload());
  });
}
