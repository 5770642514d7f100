import type { Range } from './terms.ts';

/** A value that cannot be read; the message says what would do. */
export class ValueError extends Error {
  override readonly name = 'ValueError';
}

const MINUTE = 60_000;
const UNITS: Readonly<Record<string, number>> = { s: 1000, m: MINUTE, h: 60 * MINUTE, d: 1440 * MINUTE, w: 10_080 * MINUTE };

/** `400`, `4xx`, `>=400`, `<500`, `400..499` */
export function readStatus(text: string): Range {
  const shape = /^([1-5])xx$/i.exec(text);
  if (shape?.[1] !== undefined) return { min: Number(shape[1]) * 100, max: Number(shape[1]) * 100 + 99 };
  return readRange(text, readInteger, 'A status is a number, such as 409, 4xx, >=400 or 400..499.');
}

/** `>1s`, `<20ms`, `100ms..1s`; microseconds */
export function readDuration(text: string): Range {
  return readRange(text, readMicroseconds, 'A duration has a unit, such as >1s, <20ms or 100ms..1s.');
}

/** `41`, `41..60`, `>=41` */
export function readIds(text: string): Range {
  return readRange(text, readInteger, 'The number of an exchange is such as 41, 41..60 or >=41.');
}

/** @returns the one number that the text names */
export function readNumber(text: string): number {
  const number = readInteger(text);
  if (number === null) throw new ValueError('A session is named by its number, such as session:12.');
  return number;
}

/**
 * `15m`, `1h`, `2d` before now; `14:30` today; `2026-03-02`, `2026-03-02T14:30` or a full ISO time.
 * @param isEnd a day then means its end
 * @param now milliseconds since 1970
 */
export function readInstant(text: string, isEnd: boolean, now: number): number {
  const ago = /^(\d+)([smhdw])$/.exec(text);
  if (ago?.[1] !== undefined && ago[2] !== undefined) return now - Number(ago[1]) * (UNITS[ago[2]] ?? 0);
  const clock = /^(\d{1,2}):(\d{2})$/.exec(text);
  if (clock?.[1] !== undefined && clock[2] !== undefined) return new Date(now).setHours(Number(clock[1]), Number(clock[2]), 0, 0);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text) || text === 'today';
  // A time without a zone is that of this machine, as the log shows it.
  const start = text === 'today' ? new Date(now).setHours(0, 0, 0, 0) : Date.parse(day ? `${text}T00:00` : text);
  if (!/^(today$|\d{4}-\d{2}-\d{2}(T|$))/.test(text) || Number.isNaN(start)) {
    throw new ValueError('A time is such as 15m, 1h or 2d (ago), 14:30, today, 2026-03-02 or 2026-03-02T14:30.');
  }
  return day && isEnd ? start + 1440 * MINUTE - 1 : start;
}

function readRange(text: string, read: (text: string) => number | null, problem: string): Range {
  const between = text.split('..');
  const compared = /^(>=|<=|>|<|=)?(.+)$/.exec(text);
  const range =
    between.length === 2
      ? rangeOf(read(between[0] ?? ''), read(between[1] ?? ''))
      : compare(compared?.[1] ?? '=', read(compared?.[2] ?? ''));
  if (range === null) throw new ValueError(problem);
  return range;
}

function rangeOf(min: number | null, max: number | null): Range | null {
  return min === null || max === null ? null : { min, max };
}

function compare(operator: string, value: number | null): Range | null {
  if (value === null) return null;
  switch (operator) {
    case '>=':
      return { min: value, max: Infinity };
    case '>':
      return { min: value + 1, max: Infinity };
    case '<=':
      return { min: -Infinity, max: value };
    case '<':
      return { min: -Infinity, max: value - 1 };
    default:
      return { min: value, max: value };
  }
}

function readInteger(text: string): number | null {
  return /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function readMicroseconds(text: string): number | null {
  const parts = /^(\d+(?:\.\d+)?)(µs|us|ms|s)$/.exec(text);
  if (parts?.[1] === undefined) return null;
  const unit = parts[2] === 's' ? 1_000_000 : parts[2] === 'ms' ? 1000 : 1;
  return Math.round(Number(parts[1]) * unit);
}
