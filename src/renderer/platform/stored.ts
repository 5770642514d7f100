import { useState } from 'react';

const PREFIX = 'scim-rehearsal.';

/**
 * State that outlives the page, such as the width of a pane. A browser that refuses storage (private mode) only forgets.
 * @param parse takes what was stored; returns null for what it does not accept
 */
export function useStored<T extends string | number | boolean>(
  key: string,
  initial: T,
  parse: (stored: string) => T | null,
): [T, (value: T) => void] {
  const [value, setValue] = useState<T>(() => {
    const stored = readStored(key);
    return (stored === null ? null : parse(stored)) ?? initial;
  });
  const store = (next: T) => {
    setValue(next);
    writeStored(key, String(next));
  };
  return [value, store];
}

/** What an earlier page stored; null when there is nothing, or the browser refuses storage. */
export function readStored(key: string): string | null {
  try {
    return localStorage.getItem(PREFIX + key);
  } catch (error) {
    console.info('storage cannot be read', error);
    return null;
  }
}

/** Keeps a text for later pages. */
export function writeStored(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch (error) {
    console.info('storage cannot be written', error);
  }
}
