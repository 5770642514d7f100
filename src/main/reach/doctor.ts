import type { ReachCheckResult } from '#shared/contract/reach.ts';
import { AskError } from './ask.ts';
import { type Bench, type Finding, type ReachCheck, failed } from './check.ts';
import { bodySize } from './checks/body-size.ts';
import { contentType } from './checks/content-type.ts';
import { dns } from './checks/dns.ts';
import { listener } from './checks/listener.ts';
import { location } from './checks/location.ts';
import { methods } from './checks/methods.ts';
import { path } from './checks/path.ts';
import { query } from './checks/query.ts';
import { thisService } from './checks/this-service.ts';
import { tls } from './checks/tls.ts';
import { token } from './checks/token.ts';

/** From outside in: each check rests on the ones before it. */
const REACH_CHECKS: readonly ReachCheck[] = [
  listener,
  dns,
  tls,
  path,
  thisService,
  token,
  methods,
  bodySize,
  contentType,
  query,
  location,
];

/** @returns all checks, none of them asked yet */
export function unasked(): ReachCheckResult[] {
  return REACH_CHECKS.map(({ id, title }) => ({ id, title, outcome: null, seen: '', fix: null }));
}

/**
 * Runs the checks one after another, and skips those that mean nothing after an earlier failure.
 * @param onResult is called with each result as soon as it is known
 * @throws the signal's reason when it is aborted
 */
export async function runChecks(bench: Bench, onResult: (result: ReachCheckResult) => void): Promise<void> {
  let stopper: ReachCheck | null = null;
  for (const check of REACH_CHECKS) {
    const { id, title } = check;
    if (stopper !== null) {
      onResult({ id, title, outcome: 'skipped', seen: `Means nothing before “${stopper.title}” is in order.`, fix: null });
      continue;
    }
    const { outcome, seen, fix, stops } = await askedOf(check, bench);
    onResult({ id, title, outcome, seen, fix });
    if (stops) stopper = check;
  }
}

/** When the connection breaks off in the middle of the checks, the check that notices reports it. */
async function askedOf(check: ReachCheck, bench: Bench): Promise<Finding> {
  try {
    return await check.run(bench);
  } catch (error) {
    bench.signal.throwIfAborted();
    if (!(error instanceof AskError)) throw error;
    return failed(error.message, 'Check again. If it stays so, look at the tunnel or proxy: it answered a moment ago.');
  }
}

/** @returns the verdict on a whole run, in one sentence */
export function verdictOf(results: readonly ReachCheckResult[]): string {
  const count = (outcome: ReachCheckResult['outcome']) => results.filter((result) => result.outcome === outcome).length;
  const first = results.find(({ outcome }) => outcome === 'failed');
  if (first === undefined) {
    const warnings = count('warning');
    if (warnings === 0) return 'An identity provider can reach this service.';
    return `An identity provider can reach this service, with ${warnings === 1 ? 'one warning' : `${warnings} warnings`}.`;
  }
  const failures = count('failed');
  const arrives = results.some(({ id, outcome }) => id === 'this-service' && (outcome === 'ok' || outcome === 'warning'));
  const rest = failures === 1 ? 'one thing is' : `${failures} things are`;
  return arrives ? `The address leads here, and ${rest} in the way.` : 'An identity provider cannot reach this service this way.';
}
