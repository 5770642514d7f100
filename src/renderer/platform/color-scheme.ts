import { localStorageColorSchemeManager } from '@mantine/core';

/** Where the choice of light, dark or the system's scheme is kept. */
export const colorSchemeManager = localStorageColorSchemeManager({ key: 'scim-rehearsal.color-scheme' });

/** Sets the scheme before the first paint; an inline script in the page would be refused by the CSP. */
export function applyStoredColorScheme(): void {
  const choice = colorSchemeManager.get('auto');
  const dark = choice === 'dark' || (choice === 'auto' && window.matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset['mantineColorScheme'] = dark ? 'dark' : 'light';
}
