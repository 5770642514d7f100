/**
 * Orders strings by Unicode code points, as SQLite's BINARY collation orders UTF-8; JavaScript's own `<` goes by UTF-16 units
 * and differs beyond U+FFFF. Both sides are well-formed.
 * @returns below, at or above zero
 */
export function compareText(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x === y) continue;
    const xIsSurrogate = x >= 0xd800 && x <= 0xdfff;
    const yIsSurrogate = y >= 0xd800 && y <= 0xdfff;
    if (xIsSurrogate !== yIsSurrogate) return xIsSurrogate ? 1 : -1;
    return x - y;
  }
  return a.length - b.length;
}
