import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { makeThrowawayFolder } from '../sandbox/throwaway-folder.ts';
import { PdfError, type PdfPrinter } from '../service/ports.ts';
import { DevToolsPipe } from './devtools-pipe.ts';

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
/** characters of what a browser says before it ends */
const SAID_KEPT = 4096;

/**
 * Prints with a Chromium that is installed, as the headless host does.
 * @param places where one may lie, besides what `env` names and its PATH
 */
export function createBrowserPrinter(env: NodeJS.ProcessEnv = process.env, places: readonly string[] = PLACES): PdfPrinter {
  return {
    print: async (html) => {
      const browser = findBrowser(env, places);
      if (browser === null) {
        throw new PdfError(
          'No Chromium, Chrome or Edge was found to make the PDF with. Name one in the environment variable REHEARSAL_BROWSER, or save the report as HTML, print it from any browser and choose “Save as PDF” there.',
        );
      }
      const folder = makeThrowawayFolder();
      try {
        return await printIn(folder.path, browser, html);
      } finally {
        folder.remove();
      }
    },
  };
}

/** @param folder for this one print; it goes when the print is done */
async function printIn(folder: string, command: string, html: string): Promise<Uint8Array> {
  const args = [
    '--headless',
    '--disable-gpu',
    '--disable-dev-shm-usage',
    '--no-first-run',
    // A page that loads nothing is no reason for a browser to call home.
    '--disable-background-networking',
    '--disable-component-update',
    `--user-data-dir=${folder}`,
    // Chromium refuses its sandbox to root; the page has no script and loads nothing.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    '--remote-debugging-pipe',
    'about:blank',
  ];
  const browser = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe', 'pipe', 'pipe'] });
  const ended = ending(browser);
  const timer = setTimeout(() => browser.kill('SIGKILL'), DEADLINE_MS);
  let isClosing = false;
  try {
    const pipe = new DevToolsPipe(browser);
    const pdf = await Promise.race([printWith(pipe, html), ended.then((reason) => Promise.reject(reason))]);
    pipe.tell('Browser.close');
    isClosing = true;
    return pdf;
  } catch (error) {
    throw new PdfError(
      `${command} did not make the PDF: ${error instanceof Error ? error.message : String(error)}. Name another Chromium, Chrome or Edge in REHEARSAL_BROWSER, or save the report as HTML and print it from any browser.`,
      { cause: error },
    );
  } finally {
    if (!isClosing) browser.kill('SIGKILL');
    // One that is asked to close tidies up first; one that does not is ended by the deadline.
    await ended;
    clearTimeout(timer);
  }
}

/** The page is handed over as text, so it lies on no disk. */
async function printWith(pipe: DevToolsPipe, html: string): Promise<Uint8Array> {
  const { targetId } = await pipe.call('Target.createTarget', { url: 'about:blank' });
  const { sessionId } = await pipe.call('Target.attachToTarget', { targetId, flatten: true });
  const onPage = (method: string, params: object = {}) => pipe.call(method, params, String(sessionId));
  await onPage('Emulation.setScriptExecutionDisabled', { value: true });
  const { frameTree } = await onPage('Page.getFrameTree');
  const { frame } = frameTree as { readonly frame: { readonly id: string } };
  await onPage('Page.setDocumentContent', { frameId: frame.id, html });
  const { data } = await onPage('Page.printToPDF', { printBackground: true, preferCSSPageSize: true });
  return Buffer.from(String(data), 'base64');
}

/** @returns why it ended, once it has; it never rejects */
function ending(browser: ChildProcess): Promise<Error> {
  return new Promise((resolve) => {
    let said = '';
    browser.stderr?.setEncoding('utf8').on('data', (text: string) => {
      said = `${said}${text}`.slice(-SAID_KEPT);
    });
    browser.once('error', resolve);
    browser.once('close', (code, signal) => {
      const last = said.trim().split('\n').at(-1) ?? '';
      resolve(new Error(last === '' ? `it ended with ${code ?? signal ?? 'nothing'}` : last));
    });
  });
}

/** The one that was named, be it there or not: to print with another would be a surprise. */
function findBrowser(env: NodeJS.ProcessEnv, places: readonly string[]): string | null {
  const named = [env['REHEARSAL_BROWSER'], env['CHROME_PATH']].find((path) => path !== undefined && path !== '');
  if (named !== undefined) return named;
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  const candidates = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [...candidates, ...places].find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Not there, or not ours: which of the two makes no difference.
    return false;
  }
}
