import { onStopSignal } from './stop-signals.ts';

/**
 * Carries out what should end in good order when the admin presses Ctrl+C or a pipeline cancels its job.
 * @param stop ends it early; `work` then resolves as soon as it can
 */
export async function interruptible<T>(work: () => Promise<T>, stop: () => Promise<unknown>): Promise<T> {
  const ignoreSignals = onStopSignal(() => {
    stop().catch((error: unknown) => void process.stderr.write(`${String(error)}\n`));
  });
  try {
    return await work();
  } finally {
    ignoreSignals();
  }
}
