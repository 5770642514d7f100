import type { CheckDetail, CheckList, ConformanceRun } from '#shared/contract/conformance.ts';
import type { RulePreset } from '#shared/contract/rules.ts';
import { type CheckedPlace, newMarker } from '../conformance/conformance.ts';
import { UnknownCheckError, selectChecks } from '../conformance/catalogue.ts';
import { ConformanceError } from '../conformance/conformance-error.ts';
import { countResults, resultSentence } from '../conformance/counts.ts';
import { guardedUrl } from '../conformance/guard.ts';
import { openTargets } from '../conformance/open-targets.ts';
import { formatOf, reportRun } from '../conformance/report.ts';
import { runChecks } from '../conformance/run-checks.ts';
import { presetOverrides } from '../rules/presets.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { loadProfile } from '../service/load-profile.ts';
import { systemClock } from '../service/ports.ts';
import { StartupError } from '../service/startup-error.ts';
import { openThrowaway } from '../service/throwaway.ts';
import { mustHaveSandbox } from './must-have-sandbox.ts';
import { errorLogger } from './stderr-logger.ts';
import { interruptible } from './interruptible.ts';
import { usingSandbox } from './with-sandbox.ts';
import { mustTakeReport, writeReport } from './write-report.ts';

export interface CheckOptions {
  target?: string;
  token?: string;
  confirm?: string;
  only?: string[];
  list?: CheckList;
  data: string;
  sandbox?: string;
  profile?: string;
  preset?: RulePreset;
  report?: string;
  json?: boolean;
}

/**
 * `check`: runs the conformance checks against an endpoint, or against a throw-away sandbox over a socket of this machine.
 * @returns whether no check failed
 * @throws StartupError when there is nothing to check, or the endpoint cannot be reached
 */
export async function checkCommand(options: CheckOptions): Promise<boolean> {
  const format = options.report === undefined ? undefined : formatOf(options.report);
  if (options.report !== undefined) mustTakeReport(options.report, ['.json', '.html', '.xml']);
  try {
    const { run, details } = await carryOut(options);
    if (options.report !== undefined && format !== undefined) writeReport(options.report, reportRun(run, details, format).text);
    if (options.json === true) process.stdout.write(reportRun(run, details, 'json').text);
    else tell(run, details);
    if (run.state === 'broken') throw new StartupError(run.problem ?? 'The endpoint does not answer.');
    return run.state === 'finished' && run.counts.fail === 0 && run.leftBehind.length === 0;
  } catch (error) {
    if (error instanceof ConformanceError || error instanceof UnknownCheckError) {
      const hint = options.target !== undefined && options.confirm === undefined && error.message.includes('production');
      throw new StartupError(hint ? `${error.message} (--confirm)` : error.message, { cause: error });
    }
    throw error;
  }
}

async function carryOut(options: CheckOptions): Promise<{ run: ConformanceRun; details: readonly CheckDetail[] }> {
  const checks = selectChecks(options);
  const place = await openPlace(options);
  const opened = openTargets(new URL(place.url), place.token, { isElsewhere: place.isElsewhere === true });
  const stop = new AbortController();
  const started = systemClock.now().toISOString();
  try {
    const { state, problem, results, leftBehind } = await interruptible(
      () => runChecks({ checks, targets: opened.targets, marker: newMarker(), signal: stop.signal }),
      () => Promise.resolve(stop.abort()),
    );
    const run: ConformanceRun = {
      state,
      started,
      finished: systemClock.now().toISOString(),
      targetName: place.name,
      list: options.list ?? null,
      current: null,
      total: checks.length,
      counts: countResults(results),
      problem,
      leftBehind: [...leftBehind],
      results: [...results],
    };
    return { run, details: results };
  } finally {
    await opened.close();
    await place.close();
  }
}

async function openPlace(options: CheckOptions): Promise<CheckedPlace> {
  const { target, token, confirm, profile, preset, sandbox } = options;
  if (target === undefined) {
    const profileName = profile ?? 'meisterplan';
    const compiled = loadProfile(profileName);
    const own = sandbox === undefined ? {} : await rulesOf(options.data, sandbox, profileName);
    const rules = preset === undefined ? own : { ...own, ...presetOverrides(preset) };
    const place = await openThrowaway({ profile: compiled, rules, logger: errorLogger });
    return { ...place, name: `an empty sandbox (profile ${compiled.name})` };
  }
  if (profile !== undefined || preset !== undefined || sandbox !== undefined) {
    throw new StartupError('--profile, --preset and --sandbox make a throw-away sandbox; a --target has its own.');
  }
  const url = guardedUrl(target, confirm);
  if (token === undefined || token.trim() === '')
    throw new StartupError(`Give the secret token of ${url.host} with --token or REHEARSAL_TARGET_TOKEN.`);
  return { url: url.href, token: token.trim(), name: url.href, isElsewhere: true, close: () => Promise.resolve() };
}

/** The rules as a sandbox has them set; the sandbox is only read. */
async function rulesOf(data: string, name: string, profile: string): Promise<RuleSettings> {
  const folder = mustHaveSandbox({ data, sandbox: name });
  return usingSandbox({ folder, name, profile }, ({ settings }) => settings);
}

const MARKS: Readonly<Record<CheckDetail['outcome'], string>> = {
  pass: 'pass',
  fail: 'FAIL',
  warning: 'warning',
  'not-offered': 'not offered',
  'not-run': 'not run',
};

function tell(run: ConformanceRun, details: readonly CheckDetail[]): void {
  const lines: string[] = [];
  for (const { id, title, outcome, what, source, whoIsRight, fix, exchanges } of details) {
    if (outcome === 'not-run') continue;
    lines.push(`${MARKS[outcome].padEnd(12)}${id.padEnd(30)}${title}`);
    if (what !== null) lines.push(`            ${what}`);
    if (outcome !== 'fail' && outcome !== 'warning') continue;
    const last = exchanges.at(-1);
    if (last !== undefined) lines.push(`            ${last.method} ${last.path} -> ${last.status ?? 'no answer'}`);
    lines.push(`            ${whoIsRight}`, `            Fix: ${fix} (${source})`);
  }
  if (run.leftBehind.length > 0) lines.push(`Could not be taken away again: ${run.leftBehind.join(', ')}`);
  lines.push(`${run.targetName}: ${resultSentence(run)}`);
  process.stdout.write(`${lines.join('\n')}\n`);
}
