import { useEffect } from 'react';
import { createStore, useStore } from '../api/store.ts';

const TICK_MS = 10_000;
const clockStore = createStore(Date.now());
let watchers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

/** The time, moving on every ten seconds for everybody at once, so that rows never disagree about "1 min". */
export function useNow(): number {
  const value = useStore(clockStore);
  useEffect(() => {
    watchers += 1;
    if (watchers === 1) {
      clockStore.set(Date.now());
      timer = setInterval(() => clockStore.set(Date.now()), TICK_MS);
    }
    return () => {
      watchers -= 1;
      if (watchers === 0) clearInterval(timer);
    };
  }, []);
  return value;
}

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
const day = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });
const exact = new Intl.DateTimeFormat(undefined, {
  year: 'numeric',
  month: 'short',
  day: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
  hourCycle: 'h23',
});

/** "3 Nov 2026, 14:02:11.345", in the admin's own time zone. */
export function exactTime(iso: string): string {
  return exact.format(new Date(iso));
}

/** "14:02", in the admin's own time zone. */
export function clockTime(iso: string): string {
  return clock.format(new Date(iso));
}

/** "14:02" for today, else "25 Nov, 14:02", in the admin's own time zone. */
export function momentText(iso: string, now: number): string {
  const then = new Date(iso);
  const isToday = then.toDateString() === new Date(now).toDateString();
  return isToday ? clock.format(then) : `${day.format(then)}, ${clock.format(then)}`;
}

export type Age = { unit: 'now' } | { unit: 'seconds' | 'minutes'; count: number } | { unit: 'clock' | 'day'; text: string };

/**
 * How long ago, as short as it can be told: seconds and minutes first, then the clock of today, then the date.
 * @param now may lag by a tick; what seems to lie in the future counts as now
 */
export function ageOf(iso: string, now: number): Age {
  const then = new Date(iso);
  const seconds = Math.floor((now - then.getTime()) / 1000);
  if (seconds < 10) return { unit: 'now' };
  if (seconds < 60) return { unit: 'seconds', count: Math.floor(seconds / 10) * 10 };
  if (seconds < 3600) return { unit: 'minutes', count: Math.floor(seconds / 60) };
  if (then.toDateString() === new Date(now).toDateString()) return { unit: 'clock', text: clock.format(then) };
  return { unit: 'day', text: day.format(then) };
}
