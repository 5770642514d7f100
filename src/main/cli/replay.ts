import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { ReplayPreview, ReplayTarget, RunSummary } from '#shared/contract/replay.ts';
import type { RulePreset } from '#shared/contract/rules.ts';
import { EventHub } from '../console/event-hub.ts';
import { LogFileError } from '../log/format/log-file-error.ts';
import { LogFileReader } from '../log/format/read.ts';
import { recordedFromFile } from '../replay/originals.ts';
import type { Recorded } from '../replay/recorded.ts';
import { ReplayError } from '../replay/replay-error.ts';
import { ReplayToken } from '../replay/replay-token.ts';
import { Replays } from '../replay/replays.ts';
import { type ReportedStep, allSteps, reportRun } from '../replay/report.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { makeThrowawayFolder } from '../sandbox/throwaway-folder.ts';
import { openThrowawaySandbox } from '../sandbox/throwaway-sandbox.ts';
import { loadProfile } from '../service/load-profile.ts';
import { systemClock } from '../service/ports.ts';
import { mustNameSandbox } from '../service/sandbox-name.ts';
import { StartupError } from '../service/startup-error.ts';
import { reasonOf } from './file-problem.ts';
import { mustHaveSandbox } from './must-have-sandbox.ts';
import { errorLogger } from './stderr-logger.ts';
import { openSandbox } from './with-sandbox.ts';
import { mustHaveToken } from './must-have-token.ts';
import { interruptible } from './interruptible.ts';
import { mustTakeReport, writeReport } from './write-report.ts';

export interface ReplayOptions {
  data: string;
  sandbox: string;
  session?: number;
  target?: string;
  token?: string;
  confirm?: string;
  allowDeletes?: boolean;
  profile?: string;
  preset?: RulePreset;
  report?: string;
  json?: boolean;
}

/**
 * `replay FILE` and `replay --session N`.
 * @returns whether every exchange that was sent again came out the same
 * @throws StartupError when there is nothing to replay, or nothing to replay it to
 */
export async function replayCommand(file: string | undefined, options: ReplayOptions): Promise<boolean> {
  if ((file === undefined) === (options.session === undefined)) {
    throw new StartupError(
      'Name what to replay: either a log file, or --session with its number, as "session:3" in a search of the log.',
    );
  }
  if (options.target !== undefined && (options.profile !== undefined || options.preset !== undefined)) {
    throw new StartupError('--profile and --preset make a throw-away sandbox; a --target has its own.');
  }
  if (options.target !== undefined) mustHaveToken(options.target, options.token);
  if (options.report !== undefined) mustTakeReport(options.report, ['.html', '.json']);
  const source = file === undefined ? null : await readLogFile(file);
  const holder = await openHolder(options, source?.profile ?? null);
  try {
    const replays = replaysOf(holder);
    const run = await planRun(replays, { file, source, options });
    return await carryOut(replays, holder.sandbox, run, options);
  } catch (error) {
    if (error instanceof ReplayError) throw new StartupError(error.message, { cause: error });
    throw error;
  } finally {
    holder.close();
  }
}

interface LogFile {
  readonly recorded: readonly Recorded[];
  readonly profile: string;
}

async function readLogFile(file: string): Promise<LogFile> {
  const reader = new LogFileReader();
  const recorded: Recorded[] = [];
  const keep = (entries: ReturnType<LogFileReader['push']>) => {
    for (const entry of entries) if (entry.kind === 'exchange') recorded.push(recordedFromFile(entry));
  };
  try {
    for await (const piece of createReadStream(file, 'utf8')) keep(reader.push(String(piece)));
    const { entries, warning } = reader.end();
    keep(entries);
    if (warning !== null) process.stderr.write(`${file}: ${warning}\n`);
  } catch (error) {
    if (error instanceof LogFileError) throw new StartupError(`${file}: ${error.message}`, { cause: error });
    throw new StartupError(`The file ${file} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
  return { recorded, profile: reader.header?.profile ?? 'meisterplan' };
}

/** Where a run is kept. */
interface Holder {
  readonly sandbox: Sandbox;
  readonly copies: string;
  close(): void;
}

/** A session lies in a sandbox, and so does its run. A file is replayed without touching any sandbox: its run lies in a throw-away one. */
async function openHolder(options: ReplayOptions, fileProfile: string | null): Promise<Holder> {
  mustNameSandbox(options.sandbox);
  return fileProfile === null ? holdSession(options) : holdFile(options.profile ?? shippedOr(fileProfile));
}

async function holdSession(options: ReplayOptions): Promise<Holder> {
  const data = mustHaveSandbox(options);
  const sandbox = await openSandbox({ folder: data, name: options.sandbox });
  const copies = makeThrowawayFolder();
  return {
    sandbox,
    copies: copies.path,
    close: () => {
      sandbox.close();
      copies.remove();
    },
  };
}

async function holdFile(profile: string): Promise<Holder> {
  const { sandbox, folder, close } = await openThrowawaySandbox({ profile: loadProfile(profile), logger: errorLogger });
  return { sandbox, copies: join(folder, 'copies'), close };
}

/** The profile that a file was recorded under may exist on somebody else's machine only. */
function shippedOr(profile: string): string {
  return profile === 'meisterplan' || profile === 'rfc7643' ? profile : 'meisterplan';
}

function replaysOf({ sandbox, copies }: Holder): Replays {
  const events = new EventHub(0);
  const token = new ReplayToken({ sandbox, events, clock: systemClock });
  return new Replays(
    { sandbox, endpoint: null, token, host: '127.0.0.1:4700', copies, logger: errorLogger, loadProfile },
    { events, clock: systemClock },
  );
}

function planRun(
  replays: Replays,
  { file, source, options }: { file: string | undefined; source: LogFile | null; options: ReplayOptions },
): Promise<RunSummary> {
  const plan = { target: targetOf(options), pace: 'fast' as const, title: file ?? '' };
  if (source !== null) return replays.prepareRecorded(source.recorded, plan);
  return replays.prepare({ kind: 'filter', filter: { query: `session:${options.session}` } }, plan);
}

function targetOf({ target, profile, preset }: ReplayOptions): ReplayTarget {
  if (target !== undefined) return { kind: 'endpoint', url: target };
  return {
    kind: 'fresh',
    ...(profile === undefined ? {} : { profile }),
    rules: preset === undefined ? {} : { preset },
    preface: false,
  };
}

async function carryOut(replays: Replays, { store }: Sandbox, run: RunSummary, options: ReplayOptions): Promise<boolean> {
  if (run.isRemote) {
    tellPreview(run, await replays.preview(run.id, options.token));
    if (options.confirm === undefined) {
      throw new StartupError('Nothing was sent but reads. To replay there, add --confirm with the name of the host.');
    }
  }
  const { token, confirm: confirmHost, allowDeletes } = options;
  const end = await interruptible(
    async () => {
      await replays.start(run.id, { token, confirmHost, deletes: allowDeletes === true, resendInDoubt: false });
      return replays.finished(run.id);
    },
    () => replays.stop(run.id),
  );
  if (options.report !== undefined) {
    const { text } = await reportRun(store, end, options.report.endsWith('.json') ? 'json' : 'html');
    writeReport(options.report, text);
  }
  if (options.json === true) process.stdout.write((await reportRun(store, end, 'json')).text);
  else tell(end, await allSteps(store, end.id));
  return end.state === 'finished' && end.counts.differs === 0 && end.counts.inDoubt === 0;
}

function tellPreview({ targetName }: RunSummary, { counts, deletes }: ReplayPreview): void {
  const lines = [
    `${targetName} is not on this machine, so it counts as production. As far as reading tells, the replay would`,
    `create ${counts.creates}, change ${counts.changes}, delete ${counts.deletes}; ${counts.refusals} would be refused.`,
    ...(deletes.length === 0 ? [] : [`Deleted (only with --allow-deletes): ${deletes.slice(0, 20).join(', ')}`]),
  ];
  process.stderr.write(`${lines.join('\n')}\n`);
}

function tell(run: RunSummary, steps: readonly ReportedStep[]): void {
  const lines: string[] = [];
  for (const step of steps) {
    if (step.outcome === 'same') continue;
    lines.push(`${String(step.seq).padStart(5)}  ${step.outcome.padEnd(8)}  ${step.sentence}`);
    if (step.reason !== null) lines.push(`       ${step.reason}`);
    for (const { path, before, now } of step.differences)
      lines.push(`       ${path}: ${before ?? '(nothing)'} → ${now ?? '(nothing)'}`);
  }
  const { counts } = run;
  if (run.problem !== null) lines.push(run.problem);
  const doubt = counts.inDoubt === 0 ? '' : `, ${counts.inDoubt} in doubt`;
  const rest = counts.waiting === 0 ? '' : `, ${counts.waiting} not sent`;
  lines.push(
    `${run.total} exchanges to ${run.targetName}: ${counts.same} same, ${counts.differs} differ, ${counts.cannot} could not be replayed${doubt}${rest}. Refused: ${run.refusedBefore} then, ${run.refusedNow} now.`,
  );
  process.stdout.write(`${lines.join('\n')}\n`);
}
