import { defineConfig } from '@playwright/test';
import { browserLaunchOptions } from './test/support/browser.ts';

export default defineConfig({
  outputDir: 'test-results/playwright',
  reporter: [['line'], ['json', { outputFile: 'test-results/playwright.json' }]],
  // A test that passes only the second time is broken, and two cores carry two browsers.
  retries: 0,
  workers: 2,
  fullyParallel: false,
  forbidOnly: true,
  // Long enough for a machine that does something else too; a test that waits for what never comes fails all the same.
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    launchOptions: await browserLaunchOptions(),
    viewport: { width: 1280, height: 800 },
    // The specs read the English texts, whatever the machine speaks; language.spec.ts asks for others.
    locale: 'en-US',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'headless', testDir: 'test/e2e' },
    { name: 'desktop', testDir: 'test/desktop' },
  ],
});
