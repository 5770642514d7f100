import { type IpcMainInvokeEvent, type WebContents, ipcMain } from 'electron';
import type { z } from 'zod';
import { isConsoleUrl } from './console-address.ts';

/**
 * Answers one channel. Types end at the process border, so each call is checked here: it comes from the main frame of our own
 * window, which shows the console, and its arguments have the shape that the verb takes.
 * @param args tuple of the verb's arguments
 */
export function answerChannel<Args extends z.ZodTuple>(
  owner: WebContents,
  channel: string,
  args: Args,
  answer: (...args: z.infer<Args>) => Promise<unknown>,
): void {
  ipcMain.handle(channel, async (event, ...given: unknown[]) => {
    if (!isOwnPage(event, owner)) throw new Error(`${channel} was refused: the sender is not the console.`);
    const parsed = args.safeParse(given);
    if (!parsed.success) throw new Error(`${channel} was refused: its arguments have the wrong shape.`);
    return answer(...parsed.data);
  });
}

function isOwnPage(event: IpcMainInvokeEvent, owner: WebContents): boolean {
  const frame = event.senderFrame;
  return event.sender === owner && frame !== null && frame === owner.mainFrame && isConsoleUrl(frame.url);
}
