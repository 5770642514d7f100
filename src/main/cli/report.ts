import type { Idp } from '#shared/contract/exchanges.ts';
import { isOpen } from '../golive/checklist/judge.ts';
import type { Check, Region } from '#shared/contract/golive.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { readiness, trafficObserver } from '../golive/readiness.ts';
import { type Report, makeReport } from '../golive/go-live-report/make-report.ts';
import { createBrowserPrinter } from '../pdf/browser-printer.ts';
import { PdfError, systemClock } from '../service/ports.ts';
import { StartupError } from '../service/startup-error.ts';
import { mustHaveSandbox } from './must-have-sandbox.ts';
import { type Waivers, waive } from './waivers.ts';
import { usingSandbox } from './with-sandbox.ts';
import { mustTakeReport, writeReport } from './write-report.ts';

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
 * `report`. Works with and without a running host, and changes nothing in the data folder except the waivers that it is given. Ends
 * with 1 while something is open.
 * @throws StartupError for a sandbox that is not there, and a file that cannot be written
 */
export async function reportCommand(options: ReportOptions): Promise<void> {
  const { sandbox: name, profile } = options;
  if (options.out !== undefined) mustTakeReport(options.out, ['.html', '.json']);
  if (options.pdf !== undefined) mustTakeReport(options.pdf, ['.pdf']);
  const report = await usingSandbox({ folder: mustHaveSandbox(options), name, profile }, async (sandbox) => {
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
  if (options.out !== undefined) writeReport(options.out, options.out.endsWith('.json') ? `${json}\n` : report.html);
  if (options.pdf !== undefined) writeReport(options.pdf, await printed(report.html));
  process.stdout.write(`${options.json === true ? json : tell(report, options)}\n`);
  if (!report.facts.ready) process.exitCode = 1;
}

/** @throws StartupError when there is no browser, or it does not print */
async function printed(html: string): Promise<Uint8Array> {
  try {
    return await createBrowserPrinter().print(html);
  } catch (error) {
    if (error instanceof PdfError) throw new StartupError(error.message, { cause: error });
    throw error;
  }
}

const SIGNS: Readonly<Record<Check['state'], string>> = {
  open: '[ ]',
  rehearsed: '[~]',
  done: '[x]',
  'not-possible': '[-]',
  waived: '[w]',
};

function tell({ facts, hash }: Report, { out, pdf }: ReportOptions): string {
  const lines = facts.checklist.flatMap(({ id, state, title, what, next, waiver }) => [
    `${SIGNS[state]} ${title} (${id})`,
    `    ${what}`,
    ...(isOpen(state) && next !== null ? [`    To do: ${next}`] : []),
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
