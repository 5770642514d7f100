import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { type ReachCheckResult, type ReachRun, type ReachState, reach } from '#shared/contract/reach.ts';
import { StartupError } from '../service/startup-error.ts';
import { openRunningHost } from './running-host.ts';

export interface ReachOptions {
  url: string;
  data: string;
  sandbox?: string;
  minutes?: number;
  json?: boolean;
}

const ASK_EVERY_MS = 200;

/**
 * `reach`: has the host that runs check the way to it by an address, from outside in, as Connect > Reach it from outside does.
 * @returns whether an identity provider can reach it: no check failed
 * @throws StartupError when no host runs, the address is none, or another check takes this one's place
 */
export async function reachCommand(options: ReachOptions): Promise<boolean> {
  const host = await openRunningHost(resolve(options.data));
  const { settings } = await host.call('reach.state', reach.state, {});
  const begun = await host.call('reach.check', reach.check, {
    address: options.url,
    minutes: options.minutes ?? settings.minutes,
    sandbox: options.sandbox ?? null,
  });
  let state = begun;
  while (isSame(state.run, begun.run) && state.run?.finished === null) {
    await wait(ASK_EVERY_MS);
    state = await host.call('reach.state', reach.state, {});
  }
  const { run } = state;
  if (run === null || !isSame(run, begun.run)) {
    throw new StartupError('The check was broken off: someone checked another address, or ended the exposure. Repeat this.');
  }
  const exposure = state.exposure?.url === run.base ? state.exposure : null;
  process.stdout.write(options.json === true ? `${JSON.stringify({ ...run, exposure }, null, 2)}\n` : tell(run, exposure));
  if (run.results.some(({ outcome }) => outcome === null)) throw new StartupError(run.sentence);
  return run.results.every(({ outcome }) => outcome !== 'failed');
}

function isSame(one: ReachRun | null, other: ReachRun | null): boolean {
  return one !== null && other !== null && one.started === other.started && one.url === other.url;
}

const MARKS: Readonly<Record<NonNullable<ReachCheckResult['outcome']>, string>> = {
  ok: 'ok',
  warning: 'warning',
  failed: 'FAILED',
  skipped: 'skipped',
};

function tell(run: ReachRun, exposure: ReachState['exposure']): string {
  const lines: string[] = [];
  for (const { title, outcome, seen, fix } of run.results) {
    if (outcome === null) continue;
    lines.push(`${MARKS[outcome].padEnd(9)}${title}`);
    if (outcome !== 'skipped') lines.push(`         ${seen}`);
    if (fix !== null) lines.push(`         Fix: ${fix}`);
  }
  lines.push('', `${run.url}: ${run.sentence}`);
  if (exposure !== null) lines.push(`It counts as open from outside until ${exposure.until}.`);
  return `${lines.join('\n')}\n`;
}
