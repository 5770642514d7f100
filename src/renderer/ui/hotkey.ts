import { useEffect, useRef } from 'react';

/**
 * A single key that works anywhere on the page, except while the admin types or holds a modifier.
 * Nothing happens when something nearer to the focus has already used the key.
 */
export function useHotkey(key: string, action: () => void): void {
  const latest = useRef(action);
  useEffect(() => {
    latest.current = action;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (
        event.key !== key ||
        event.defaultPrevented ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isEditing(event.target)
      )
        return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [key]);
}

/** Is the admin typing there, or is a layer open above the page that has the keyboard? */
export function isEditing(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="dialog"], [role="listbox"], [role="menu"]') !== null) return true;
  return target.matches('input:not([type="radio"]):not([type="checkbox"]), textarea, select');
}
