/**
 * When Entra ID puts a provisioning job into quarantine, and how it tries again (Microsoft Learn, "Application provisioning in quarantine
 * status"): at once for bad credentials and for a service that does not speak SCIM; otherwise from 5,000 failures on, when more than
 * 40 % fail, or more than 40,000.
 */
export interface Cycle {
  readonly attempted: number;
  readonly failed: number;
}

const LEAST_FAILURES = 5000;
const MOST_FAILURES = 40_000;
const SHARE = 0.4;
const RETRY_HOURS = [6, 12, 24] as const;
const DISABLED_AFTER_DAYS = 28;

/** Whether the failures of a cycle put the job into quarantine. */
export function quarantinesAfter({ attempted, failed }: Cycle): boolean {
  if (failed > MOST_FAILURES) return true;
  return failed >= LEAST_FAILURES && failed > attempted * SHARE;
}

/** Whether the answer to the probe that begins each cycle is one that quarantines at once. */
export function quarantinesAtOnce(status: number): boolean {
  return status === 401 || status === 403 || status === 404;
}

/** Hours until a quarantined job retries; null once it is disabled. @param retry 1 for the first retry */
export function hoursToRetry(retry: number): number | null {
  const hours = RETRY_HOURS[retry - 1] ?? 24;
  const past = Array.from({ length: retry }, (_, i) => RETRY_HOURS[i] ?? 24).reduce((sum, one) => sum + one, 0);
  return past > DISABLED_AFTER_DAYS * 24 ? null : hours;
}
