const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** npm hands on the Ctrl+C that the terminal has sent to its child already: what comes this soon is the same one. */
const ECHO_MS = 1000;

/**
 * Stops in good order at Ctrl+C, at a polite kill, and when the terminal is closed; whoever asks again gets the end at once.
 * @param stop called once
 * @returns what gives the signals back to the system
 */
export function onStopSignal(stop: () => void): () => void {
  let asked: number | null = null;
  const listen = () => {
    if (asked === null) {
      asked = performance.now();
      stop();
    } else if (performance.now() - asked > ECHO_MS) process.exit(1);
  };
  for (const signal of SIGNALS) process.on(signal, listen);
  return () => {
    for (const signal of SIGNALS) process.off(signal, listen);
  };
}
