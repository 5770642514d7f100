import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type LaunchOptions, chromium } from '@playwright/test';
import { inflate } from '@sparticuz/chromium';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PACKAGE = join(ROOT, 'node_modules/@sparticuz/chromium');

/**
 * What Playwright needs to launch a Chromium: the one of `CHROME_PATH`, Playwright's own, one that the machine has, or else the one
 * from npm, which is unpacked into `.cache` once.
 */
export async function browserLaunchOptions(): Promise<LaunchOptions> {
  const installed = installedBrowser();
  if (installed !== null) return { executablePath: installed, args: rootArgs() };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium was found. Run "npx playwright install chromium", or name one in CHROME_PATH.');
  }
  const folder = await unpackedBrowser();
  const executablePath = join(folder, 'chromium');
  return { executablePath, args: ['--no-sandbox', '--disable-gpu'], env: missingParts(folder, executablePath) };
}

function installedBrowser(): string | null {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') return named;
  const candidates = [
    chromium.executablePath(),
    '/usr/bin/google-chrome',
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  ];
  return candidates.find((path) => existsSync(path)) ?? null;
}

/** Chromium refuses its sandbox to root, as which containers run. */
function rootArgs(): string[] {
  return process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

/** A folder of the version's own: an unpacking that was cut off leaves only a folder that nobody reads. */
async function unpackedBrowser(): Promise<string> {
  const { version } = JSON.parse(readFileSync(join(PACKAGE, 'package.json'), 'utf8')) as { version: string };
  const folder = join(ROOT, '.cache', `chromium-${version}`);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  mkdirSync(unfinished, { recursive: true });
  try {
    await unpackInto(unfinished);
    try {
      renameSync(unfinished, folder);
    } catch (error) {
      // Another worker was first, with the same files.
      if (!existsSync(folder)) throw error;
    }
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}

async function unpackInto(folder: string): Promise<void> {
  const before = process.env['TMPDIR'];
  // The package unpacks into the temporary folder of the moment at which it is called, which others share.
  process.env['TMPDIR'] = folder;
  const parts = ['chromium.br', 'fonts.tar.br', 'al2023.tar.br'].map((name) => inflate(join(PACKAGE, 'bin', name)));
  if (before === undefined) delete process.env['TMPDIR'];
  else process.env['TMPDIR'] = before;
  await Promise.all(parts);
}

/** Slim images have neither the libraries nor the fonts that Chromium loads; the package brings both. */
function missingParts(folder: string, executablePath: string): Record<string, string> {
  const env = Object.fromEntries(
    Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
  if (!existsSync('/etc/fonts/fonts.conf')) env['FONTCONFIG_PATH'] = join(folder, 'fonts');
  if (spawnSync(executablePath, ['--version']).status !== 0) env['LD_LIBRARY_PATH'] = join(folder, 'al2023/lib');
  return env;
}
