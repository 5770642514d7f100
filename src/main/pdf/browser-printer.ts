import { spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PdfError, type PdfPrinter } from '../service/ports.ts';

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

/** Prints with a Chromium that is installed, as the headless host does. */
export function createBrowserPrinter(env: NodeJS.ProcessEnv = process.env): PdfPrinter {
  return {
    print: async (html) => {
      const browser = findBrowser(env);
      if (browser === null) {
        throw new PdfError(
          'No Chromium, Chrome or Edge was found to make the PDF with. Name one in the environment variable REHEARSAL_BROWSER, or save the report as HTML, print it from any browser and choose “Save as PDF” there.',
        );
      }
      const folder = mkdtempSync(join(tmpdir(), 'scim-rehearsal-'));
      try {
        return await printIn(folder, browser, html);
      } finally {
        rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
      }
    },
  };
}

/** @param folder for this one print: only this user reads it, and it goes when the print is done */
async function printIn(folder: string, browser: string, html: string): Promise<Uint8Array> {
  const page = join(folder, 'report.html');
  const file = join(folder, 'report.pdf');
  writeFileSync(page, html, { mode: 0o600 });
  const problem = await run(browser, [
    '--headless',
    '--disable-gpu',
    '--no-first-run',
    // A page that loads nothing is no reason for a browser to call home.
    '--disable-background-networking',
    '--disable-component-update',
    '--no-pdf-header-footer',
    `--user-data-dir=${join(folder, 'profile')}`,
    // Chromium refuses its sandbox to root; the page has no script and loads nothing.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    `--print-to-pdf=${file}`,
    pathToFileURL(page).href,
  ]);
  if (problem === null && isAccessible(file, constants.R_OK)) return readFileSync(file);
  const reason = problem === null ? '' : `: ${problem}`;
  throw new PdfError(
    `${browser} did not make the PDF${reason}. Name another Chromium, Chrome or Edge in REHEARSAL_BROWSER, or save the report as HTML and print it from any browser.`,
  );
}

/** The one that was named, be it there or not: to print with another would be a surprise. */
function findBrowser(env: NodeJS.ProcessEnv): string | null {
  const named = [env['REHEARSAL_BROWSER'], env['CHROME_PATH']].find((path) => path !== undefined && path !== '');
  if (named !== undefined) return named;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...candidates, ...PLACES].find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  return isAccessible(path, constants.X_OK);
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
