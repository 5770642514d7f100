import type { LogSession } from '#shared/contract/log.ts';
import { clockTime } from '../../ui/time.ts';

/** "Entra ID, default dialect, 14:02–14:05". */
export function sessionTitle({ client, firstAt, lastAt }: Pick<LogSession, 'client' | 'firstAt' | 'lastAt'>): string {
  return `${client}, ${clockSpan(firstAt, lastAt)}`;
}

/** "14:02–14:05", or one time where both are the same minute. */
export function clockSpan(firstAt: string, lastAt: string): string {
  const [from, to] = [clockTime(firstAt), clockTime(lastAt)];
  return from === to ? from : `${from}–${to}`;
}
