import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import { NODE } from '../../support/host.ts';
import type { Desktop, Ending } from './desktop.ts';
import { Peer } from './peer.ts';
import { type LoadRequest, openStandInWindow } from './stand-in-window.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const RUN_MAIN = join(ROOT, 'test/desktop/harness/stand-in/run-main.ts');
const BUILT_MAIN = join(ROOT, 'out/main/index.js');

interface StandInProcess {
  readonly child: ChildProcess;
  readonly peer: Peer;
  readonly ended: Promise<number>;
  stderr(): string;
}

/** Starts the built main in the stand-in process. */
function startMain(args: readonly string[]): StandInProcess {
  const child = spawn(NODE, [RUN_MAIN, BUILT_MAIN, ...args], { cwd: ROOT, stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  const peer = new Peer((message) => {
    if (child.connected) child.send(message);
  });
  child.on('message', (message) => peer.receive(message));
  let stderr = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<number>((resolve) =>
    child.once('close', (code) => {
      peer.end(`the desktop ended with ${code}: ${stderr}`);
      resolve(code ?? -1);
    }),
  );
  return { child, peer, ended, stderr: () => stderr };
}

/** Runs a main that is expected not to come up. @returns how it ended and what it said */
export async function runMainToItsEnd(args: readonly string[]): Promise<{ code: number; stderr: string }> {
  const main = startMain(args);
  const code = await main.ended;
  return { code, stderr: main.stderr() };
}

/** Starts the desktop on the stand-in and waits for its page. */
export async function launchStandIn(browser: Browser, dataFolder: string, args: readonly string[]): Promise<Desktop & Ending> {
  const context = await browser.newContext();
  const main = startMain(['--data', dataFolder, ...args]);
  const page = await Promise.race([firstPage(browser, context, main.peer), main.ended.then((code) => failToStart(code, main))]);
  const { origin } = new URL(page.url());
  return {
    page,
    origin,
    dataFolder,
    evaluate: async <Result, Argument>(
      run: (electron: never, argument: Argument) => Result | Promise<Result>,
      argument: Argument,
    ) => (await main.peer.call('evaluate', { source: run.toString(), argument })) as Result,
    quit: async () => {
      // The process may be gone before it can answer; its end is the answer.
      const asked = main.peer.call('evaluate', { source: '({ app }) => app.quit()' }).catch(() => undefined);
      const code = await main.ended;
      await asked;
      await context.close();
      return code;
    },
    dispose: async () => {
      main.child.kill('SIGKILL');
      await main.ended;
      await context.close();
    },
  };
}

function failToStart(code: number, main: StandInProcess): never {
  throw new Error(`the desktop ended with ${code} before it had a window: ${main.stderr()}`);
}

interface PrintOptions {
  readonly preferCSSPageSize: boolean;
  readonly printBackground: boolean;
}

/** Answers what the stand-in's windows ask of the browser, and resolves with the first page once it is loaded. */
function firstPage(browser: Browser, context: BrowserContext, peer: Peer): Promise<Page> {
  const pages = new Map<number, Page>();
  return new Promise((resolve) => {
    peer.on('window.load', async (request: LoadRequest) => {
      const page = await openStandInWindow(context, peer, request);
      pages.set(request.id, page);
      resolve(page);
    });
    peer.on('window.loadFile', async ({ id, html, javascript }: { id: number; html: string; javascript: boolean }) => {
      const page = await browser.newPage({ javaScriptEnabled: javascript });
      await page.setContent(html);
      pages.set(id, page);
    });
    peer.on('window.print', async ({ id, options }: { id: number; options: PrintOptions }) => {
      const pdf = await pages
        .get(id)
        ?.pdf({ preferCSSPageSize: options.preferCSSPageSize, printBackground: options.printBackground });
      return pdf?.toString('base64');
    });
    peer.on('window.reload', async ({ id }: { id: number }) => void (await pages.get(id)?.reload()));
    peer.on('window.close', async ({ id }: { id: number }) => pages.get(id)?.close());
  });
}
