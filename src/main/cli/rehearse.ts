import { basename, resolve } from 'node:path';
import type { RehearsalDetail, RehearsalStart, SimulatedIdp, StoryName } from '#shared/contract/rehearsals.ts';
import { COMPANY_FILE_LIMIT, RehearsalStart as RehearsalStartSchema } from '#shared/contract/rehearsals.ts';
import { RehearsalError } from '../rehearsal/rehearsal-error.ts';
import type { Rehearsals } from '../rehearsal/rehearsals.ts';
import { drilledStepSentence } from '../rehearsal/drill-words.ts';
import { reportRehearsal } from '../rehearsal/report.ts';
import { type ThrowawayFolder, makeThrowawayFolder } from '../sandbox/throwaway-folder.ts';
import { type RunningService, createService } from '../service/service.ts';
import { StartupError } from '../service/startup-error.ts';
import { type DrilledRun, drillRemark, playInDrill } from './drilled.ts';
import { interruptible } from './interruptible.ts';
import { errorLogger } from './stderr-logger.ts';
import { decodeText } from '../table/decode-text.ts';
import { TableFileError } from '../table/table-file-error.ts';
import { readFileOf } from './read-file.ts';
import { mustHaveToken } from './must-have-token.ts';
import { mustTakeReport, writeReport } from './write-report.ts';

export interface RehearseOptions {
  idp: SimulatedIdp;
  people?: number;
  groups?: number;
  seed?: number;
  list?: string;
  /** the earlier name of `list` */
  csv?: string;
  mapping: string;
  story?: StoryName[];
  drill?: string;
  target?: string;
  token?: string;
  confirm?: string;
  allowDeletes?: boolean;
  data?: string;
  sandbox: string;
  profile: string;
  report?: string;
  json?: boolean;
}

/**
 * `rehearse`. With a drill the rehearsal is played twice, during the drill and after it, and the second time decides.
 * @returns whether every expectation held
 * @throws StartupError when the rehearsal cannot be started, or the target gave no answer that can be used
 */
export async function rehearseCommand(options: RehearseOptions): Promise<boolean> {
  const start = readStart(options);
  if (options.report !== undefined) mustTakeReport(options.report, ['.html', '.json']);
  const { service, close } = await openHost(options);
  try {
    const play = () => carryOut(service.rehearsals, start);
    const drilled = options.drill === undefined ? null : await playInDrill(service.drills, options.drill, play);
    // Whoever stopped it during the drill does not want it played again.
    const end = drilled?.run.state === 'stopped' ? drilled.run : withDrill(await play(), drilled);
    if (options.report !== undefined) {
      writeReport(options.report, reportRehearsal(end, options.report.endsWith('.json') ? 'json' : 'html').text);
    }
    process.stdout.write(options.json === true ? reportRehearsal(end, 'json').text : tell(end));
    if (end.state === 'broken') throw new StartupError(end.problem ?? 'The rehearsal could not be brought to its end.');
    return end.state === 'finished' && end.counts.failed === 0;
  } catch (error) {
    if (error instanceof RehearsalError) throw new StartupError(error.message, { cause: error });
    throw error;
  } finally {
    await close();
  }
}

function readStart(options: RehearseOptions): RehearsalStart {
  const { idp, people, groups, seed, list = options.csv, mapping, story, drill, target, token, confirm, allowDeletes } = options;
  if (drill !== undefined && target !== undefined) {
    throw new StartupError(
      'A drill makes the sandbox fail, not another endpoint. Leave out --target; or leave out --drill and start one on the screen Drills of the host that you rehearse against.',
    );
  }
  if (target !== undefined) mustHaveToken(target, token);
  const parsed = RehearsalStartSchema.safeParse({
    idp,
    mapping: mapping === 'meisterplan' || mapping === 'default' ? { kind: mapping } : { kind: 'file', ...readMapping(mapping) },
    people: list === undefined ? { kind: 'generated', people, groups, seed } : { kind: 'file', ...readList(list) },
    stories: story,
    target: target === undefined ? { kind: 'sandbox' } : { kind: 'endpoint', url: target },
    token,
    confirmHost: confirm,
    deletes: allowDeletes === true,
  });
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new StartupError(
    `The rehearsal cannot be started: ${issue?.path.at(-1)?.toString() ?? 'options'}: ${issue?.message ?? 'not valid'}.`,
  );
}

/** Reads an export of mappings, in UTF-8 or whatever else Excel saves. @throws StartupError */
function readMapping(file: string): { name: string; text: string } {
  try {
    return { name: basename(file), text: decodeText(readFileOf(file), 'An export of mappings is expected.').text };
  } catch (error) {
    if (error instanceof TableFileError) throw new StartupError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

function readList(file: string): { name: string; content: string } {
  return { name: basename(file), content: readFileOf(file, COMPANY_FILE_LIMIT).toString('base64') };
}

/** Opens the sandbox to rehearse in; without --data it is thrown away afterwards. */
async function openHost(options: RehearseOptions): Promise<{ service: RunningService; close: () => Promise<void> }> {
  const { path: dataFolder, remove } = options.data === undefined ? makeThrowawayFolder() : keptFolder(options.data);
  try {
    const { sandbox, profile } = options;
    const service = await createService({ dataFolder, scimPort: 0, profile, sandbox, host: 'headless', logger: errorLogger });
    return {
      service,
      close: async () => {
        await service.close();
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}

function keptFolder(data: string): ThrowawayFolder {
  return { path: resolve(data), remove: () => undefined };
}

async function carryOut(rehearsals: Rehearsals, start: RehearsalStart): Promise<RehearsalDetail> {
  const { id } = await rehearsals.start(start);
  return interruptible(
    () => rehearsals.finished(id),
    () => rehearsals.stop(id),
  );
}

function withDrill(end: RehearsalDetail, drilled: DrilledRun | null): RehearsalDetail & { drill?: DrilledRun } {
  return drilled === null ? end : { ...end, remarks: [...end.remarks, drillRemark(drilled)], drill: drilled };
}

const MARKS = { ok: 'ok', unexpected: 'to know', failed: 'FAILED', skipped: 'skipped' } as const;

function tell(run: RehearsalDetail): string {
  const lines: string[] = [];
  for (const { sentence, expectation, outcome, told, drilled } of run.steps) {
    lines.push(`${MARKS[outcome].padEnd(8)} ${sentence}`);
    if (outcome === 'failed') lines.push(`         Expected: ${expectation}`);
    if (outcome !== 'ok') lines.push(`         ${told}`);
    const byDrill = drilledStepSentence(drilled);
    if (byDrill !== null) lines.push(`         ${byDrill}`);
  }
  return `${[...lines, ...run.remarks, '', `${run.title}: ${run.result}`].join('\n')}\n`;
}
