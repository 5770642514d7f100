import { existsSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Idp } from '#shared/contract/exchanges.ts';
import type { Check, Region } from '#shared/contract/golive.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { readiness, trafficObserver } from '../golive/readiness.ts';
import { type Report, makeReport } from '../golive/go-live-report/make-report.ts';
import { Sandbox, isSandboxName, sandboxFile } from '../sandbox/sandbox.ts';
import { loadProfile } from '../service/load-profile.ts';
import { systemClock } from '../service/ports.ts';
import { StartupError } from '../service/startup-error.ts';
import { DatabaseError } from '../store/open-database.ts';
import { printPdf } from './print-pdf.ts';
import { type Waivers, waive } from './waivers.ts';

export interface ReportOptions {
  data: string;
  sandbox: string;
  profile: string;
  idp?: Idp;
  region?: Region;
  pseudonymise?: boolean;
  waive?: Waivers;
  out?: string;
  pdf?: string;
  json?: boolean;
}

/**
 * `report`. Works on a data folder that no host has open, and beside a running one; it changes nothing in it but
 * the waivers that it is given. Ends with 1 while something is open.
 * @throws StartupError for a sandbox that is not there, and a file that cannot be written
 */
export async function reportCommand(options: ReportOptions): Promise<void> {
  const report = await withSandbox(options, async (sandbox) => {
    const now = systemClock.now().toISOString();
    const observer = trafficObserver(sandbox);
    const look = () => readiness(sandbox, observer, now, { idp: options.idp, region: options.region });
    if (options.waive !== undefined) {
      for (const sentence of waive(sandbox, await look(), options.waive, now)) process.stderr.write(`${sentence}\n`);
    }
    const found = await look();
    return makeReport(sandbox, found, { version: packageJson.version, pseudonymised: options.pseudonymise === true, now });
  });
  const json = JSON.stringify({ hash: report.hash, ...report.facts });
  if (options.out !== undefined) write(options.out, options.out.endsWith('.json') ? `${json}\n` : report.html);
  if (options.pdf !== undefined) await printPdf(report.html, resolve(options.pdf));
  process.stdout.write(`${options.json === true ? json : tell(report, options)}\n`);
  if (!report.facts.ready) process.exitCode = 1;
}

async function withSandbox<T>(options: ReportOptions, work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
  const folder = resolve(options.data);
  if (!isSandboxName(options.sandbox) || !existsSync(sandboxFile(folder, options.sandbox))) {
    throw new StartupError(
      `The data folder ${folder} has no sandbox "${options.sandbox}". Name another with --data or --sandbox, or rehearse first with "serve".`,
    );
  }
  const profile = loadProfile(options.profile);
  const sandbox = await Sandbox.open(folder, options.sandbox, profile, systemClock.now().toISOString()).catch(
    (error: unknown) => {
      if (error instanceof DatabaseError) throw new StartupError(error.message, { cause: error });
      throw error;
    },
  );
  try {
    return await work(sandbox);
  } finally {
    sandbox.close();
  }
}

function write(path: string, text: string): void {
  try {
    writeFileSync(path, text, { mode: 0o600 });
  } catch (error) {
    throw new StartupError(`The report cannot be written to "${path}".`, { cause: error });
  }
}

const SIGNS: Readonly<Record<Check['state'], string>> = {
  open: '[ ]',
  done: '[x]',
  'not-possible': '[-]',
  waived: '[w]',
};

function tell({ facts, hash }: Report, { out, pdf }: ReportOptions): string {
  const lines = facts.checklist.flatMap(({ id, state, title, what, next, waiver }) => [
    `${SIGNS[state]} ${title} (${id})`,
    `    ${what}`,
    ...(state === 'open' && next !== null ? [`    To do: ${next}`] : []),
    ...(waiver === null ? [] : [`    Waived: ${waiver.reason}`]),
  ]);
  const written = [out, pdf].filter((path) => path !== undefined).map((path) => `Written to ${path}.`);
  return [
    `${facts.rehearsed.idpName}. ${facts.sentence}`,
    '',
    ...lines,
    '',
    ...(facts.blastRadius === null ? [] : [`Blast radius: ${facts.blastRadius.sentence}`]),
    `Tenant URL of production: ${facts.cutOver.tenantUrl}`,
    `SHA-256 of the data: ${hash}`,
    ...written,
  ].join('\n');
}
