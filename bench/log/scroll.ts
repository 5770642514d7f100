import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { browserLaunchOptions } from '../../test/support/browser.ts';
import { spawnHost } from '../../test/support/host.ts';

/**
 * Opens the log of a seeded sandbox in Chromium and scrolls: when the first rows are there, and how many frames had a part without rows.
 * `node bench/log/core.ts FOLDER/sandboxes/default.sqlite` seeds and indexes it first.
 */
const [folder = '/tmp/log-bench'] = process.argv.slice(2);
const host = await spawnHost(['--data', join(folder), '--port', '0', '--console-port', '0']);
const browser = await chromium.launch(await browserLaunchOptions());
const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
await page.goto(host.console);
await page.getByRole('link', { name: 'Log', exact: true }).waitFor();
const say = (what: string, value: string) => process.stdout.write(`${what.padEnd(60)} ${value.padStart(12)}\n`);

const opened: number[] = [];
for (let n = 0; n < 5; n++) {
  await page.getByRole('link', { name: 'Connect' }).click();
  const began = performance.now();
  await page.getByRole('link', { name: 'Log', exact: true }).click();
  await page.locator('[aria-rowindex="2"]').waitFor();
  opened.push(performance.now() - began);
}
say('open the log, first rows (median of 5)', `${(opened.toSorted((a, b) => a - b)[2] ?? 0).toFixed(0)} ms`);

for (const query of ['user:anna.smith.24', '"Consultant 17"', 'weber consultant']) {
  const field = page.getByRole('combobox', { name: /^Search/ });
  const answered = page.waitForResponse((response) => response.url().endsWith('/api/exchanges.list'));
  await field.fill(query);
  const response = await answered;
  const { responseStart, requestStart } = response.request().timing();
  say(`search ${query}, answer of the service`, `${(responseStart - requestStart).toFixed(0)} ms`);
}
await page.getByRole('combobox', { name: /^Search/ }).fill('');
await page.getByText(/^[\d,]{7,} exchanges$/).waitFor();
await page.locator('[aria-rowindex="2"]').waitFor();

const frames = await page.evaluate(async () => {
  const grid = document.querySelector('[role="grid"] [role="presentation"]');
  if (grid === null) throw new Error('there is no list');
  const result = { frames: 0, blank: 0, slow: 0 };
  let last = performance.now();
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  for (let n = 0; n < 900; n++) {
    grid.scrollTop += 400;
    const now = await frame();
    if (now - last > 50) result.slow += 1;
    last = now;
    const box = grid.getBoundingClientRect();
    const rows = [...grid.querySelectorAll('[role="row"]')].map((row) => row.getBoundingClientRect());
    const covered = (y: number) => rows.some((row) => row.top <= y && row.bottom >= y);
    result.frames += 1;
    const end = Math.min(box.bottom, box.top + grid.scrollHeight - grid.scrollTop) - 2;
    if (!covered(box.top + 2) || !covered((box.top + end) / 2) || !covered(end)) result.blank += 1;
  }
  return { ...result, rows: Math.round(grid.scrollTop / 32) };
});
say('scrolled rows', String(frames.rows));
say('frames, of those with a blank part', `${frames.frames} / ${frames.blank}`);
say('frames that took more than 50 ms', String(frames.slow));
await browser.close();
await host.stop();
