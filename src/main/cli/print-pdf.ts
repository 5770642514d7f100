import { spawn } from 'node:child_process';
import { accessSync, constants, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeThrowawayFolder } from '../sandbox/throwaway-folder.ts';
import { StartupError } from '../service/startup-error.ts';

const NAMES = [
  'google-chrome',
  'google-chrome-stable',
  'chromium',
  'chromium-browser',
  'msedge',
  'microsoft-edge',
  'chrome.exe',
  'msedge.exe',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe`,
];
const DEADLINE_MS = 60_000;

/**
 * Prints a page as PDF with a browser that is installed.
 * @param file where to; absolute
 * @throws StartupError when there is no browser, or it does not print
 */
export async function printPdf(html: string, file: string): Promise<void> {
  const browser = findBrowser();
  if (browser === null) {
    throw new StartupError(
      'No Chromium, Chrome or Edge was found to print the PDF with. Name one in CHROME_PATH, or write the report with --out report.html and print it from any browser.',
    );
  }
  const folder = makeThrowawayFolder();
  try {
    const page = join(folder.path, 'report.html');
    writeFileSync(page, html, { mode: 0o600 });
    const problem = await run(browser, [
      '--headless',
      '--disable-gpu',
      '--no-pdf-header-footer',
      `--user-data-dir=${join(folder.path, 'profile')}`,
      // Chromium refuses its sandbox to root; the page has no script and loads nothing.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      `--print-to-pdf=${file}`,
      pathToFileURL(page).href,
    ]);
    if (problem !== null || !isReadable(file)) {
      throw new StartupError(`${browser} did not print the PDF to "${file}"${problem === null ? '' : `: ${problem}`}.`);
    }
  } finally {
    folder.remove();
  }
}

function findBrowser(env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env['CHROME_PATH'];
  if (named !== undefined && named !== '') return named;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...candidates, ...PLACES].find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  return isAccessible(path, constants.X_OK);
}

function isReadable(path: string): boolean {
  return isAccessible(path, constants.R_OK);
}

function isAccessible(path: string, mode: number): boolean {
  try {
    accessSync(path, mode);
    return true;
  } catch {
    // Not there, or not ours: which of the two makes no difference.
    return false;
  }
}

/** @returns null when it ended well, else what it said */
function run(command: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe'], signal: AbortSignal.timeout(DEADLINE_MS) });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code) => resolve(code === 0 ? null : (said.trim().split('\n').at(-1) ?? `it ended with ${code}`)));
  });
}
