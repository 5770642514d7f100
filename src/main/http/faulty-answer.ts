import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from 'koa';
import type { Answer, AnswerFault } from '../endpoint/raw-request.ts';

/**
 * Does to an answer what a drill asks for.
 * @returns whether nothing is left to send; after a delay the answer goes out as usual
 */
export async function sendFaulty(ctx: Context, answer: Omit<Answer, 'exchangeId'>, fault: AnswerFault): Promise<boolean> {
  if (fault.kind === 'delay') return !(await stillThereAfter(ctx, fault.milliseconds));
  ctx.respond = false;
  if (fault.kind === 'drop' || answer.body === null) {
    ctx.req.socket.destroy();
    return true;
  }
  const body = Buffer.from(answer.body);
  ctx.res.writeHead(answer.status, { ...answer.headers, 'Content-Length': body.length });
  ctx.res.write(body.subarray(0, Math.floor(body.length / 2)), () => ctx.req.socket.destroy());
  return true;
}

/** A client that gives up meanwhile is not waited for, nor is one when the host ends. */
async function stillThereAfter(ctx: Context, milliseconds: number): Promise<boolean> {
  const gone = new AbortController();
  ctx.res.once('close', () => gone.abort());
  try {
    await wait(milliseconds, undefined, { signal: gone.signal });
    return true;
  } catch (error) {
    if (!gone.signal.aborted) throw error;
    ctx.respond = false;
    return false;
  }
}
