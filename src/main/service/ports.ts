/** Time, so that tests can hold it. */
export interface Clock {
  now(): Date;
}

/** The host's own log: start, stop, and errors that no client is told about. Never personal data. */
export interface Logger {
  info(message: string): void;
  error(message: string, cause?: unknown): void;
}

export const systemClock: Clock = { now: () => new Date() };
