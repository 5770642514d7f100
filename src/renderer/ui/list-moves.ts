const MOVES = ['ArrowDown', 'ArrowUp', 'j', 'k', 'Home', 'End', 'PageDown', 'PageUp'] as const;

/** A key that moves the cursor of a list. */
export type Move = (typeof MOVES)[number];

export function isMove(key: string): key is Move {
  return MOVES.some((move) => move === key);
}

/**
 * Where a key takes the cursor.
 * @param at `found`: a row already has the cursor; without one, the first step down lands on the first row
 */
export function target(move: Move, at: { cursor: number; found: boolean; count: number; page: number }): number {
  const last = at.count - 1;
  switch (move) {
    case 'ArrowDown':
    case 'j':
      return at.found ? Math.min(at.cursor + 1, last) : 0;
    case 'ArrowUp':
    case 'k':
      return Math.max(at.cursor - 1, 0);
    case 'PageDown':
      return Math.min(at.cursor + at.page, last);
    case 'PageUp':
      return Math.max(at.cursor - at.page, 0);
    case 'Home':
      return 0;
    case 'End':
      return last;
  }
}
