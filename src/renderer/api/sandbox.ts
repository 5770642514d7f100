import { createStore } from './store.ts';

const KEY = 'scim-rehearsal.sandbox';

/**
 * Which sandbox this tab shows; null for the default one of the host. It is the tab's own, so that two tabs show two sandboxes, and
 * outlives a reload.
 */
export const chosenSandbox = createStore<string | null>(sessionStorage.getItem(KEY));

/** The page begins anew with it (`app/console.tsx`): everything that it held belongs to the sandbox before. */
export function chooseSandbox(slug: string | null): void {
  if (slug === null) sessionStorage.removeItem(KEY);
  else sessionStorage.setItem(KEY, slug);
  chosenSandbox.set(slug);
}

/** What tells the service which sandbox a call is for. */
export function sandboxHeader(): Record<string, string> {
  const slug = chosenSandbox.get();
  return slug === null ? {} : { 'x-sandbox': slug };
}
