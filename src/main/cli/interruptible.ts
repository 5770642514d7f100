const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Carries out what should end in good order when the admin presses Ctrl+C or a pipeline cancels its job.
 * @param stop ends it early; `work` then resolves as soon as it can
 */
export async function interruptible<T>(work: () => Promise<T>, stop: () => Promise<unknown>): Promise<T> {
  const onSignal = () => {
    stop().catch((error: unknown) => void process.stderr.write(`${String(error)}\n`));
  };
  for (const signal of SIGNALS) process.once(signal, onSignal);
  try {
    return await work();
  } finally {
    for (const signal of SIGNALS) process.off(signal, onSignal);
  }
}
