import type { LogSession } from '#shared/contract/log.ts';

const clock = new Intl.DateTimeFormat(undefined, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

/** "Entra ID, default dialect, 14:02–14:05". */
export function sessionTitle({ client, firstAt, lastAt }: Pick<LogSession, 'client' | 'firstAt' | 'lastAt'>): string {
  return `${client}, ${clockSpan(firstAt, lastAt)}`;
}

/** "14:02–14:05", or one time where both are the same minute. */
export function clockSpan(firstAt: string, lastAt: string): string {
  const [from, to] = [clock.format(new Date(firstAt)), clock.format(new Date(lastAt))];
  return from === to ? from : `${from}–${to}`;
}
