/** Random numbers that are the same for the same seed, on every machine. */
export type Random = () => number;

/** Mulberry32 by Tommy Ettinger, in the public domain: numbers from 0 up to 1. */
export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** One element of the list. */
export function pick<T>(list: readonly [T, ...T[]], random: Random): T {
  return list[Math.floor(random() * list.length)] ?? list[0];
}

/** A GUID of version 4 (RFC 9562 §5.4). */
export function guidFrom(random: Random): string {
  const hex = () =>
    Math.floor(random() * 65_536)
      .toString(16)
      .padStart(4, '0');
  const variant = '89ab'.charAt(Math.floor(random() * 4));
  return `${hex()}${hex()}-${hex()}-4${hex().slice(1)}-${variant}${hex().slice(1)}-${hex()}${hex()}${hex()}`;
}

/** A seed for a part of the whole, so that parts do not depend on the order in which they are asked for. */
export function seedOf(seed: number, part: string): number {
  let hash = 2_166_136_261 ^ seed;
  for (let i = 0; i < part.length; i++) hash = Math.imul(hash ^ part.charCodeAt(i), 16_777_619);
  return hash >>> 0;
}
