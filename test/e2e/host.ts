import { AxeBuilder } from '@axe-core/playwright';
import { type Page, test as base, expect } from '@playwright/test';
import { makeDataFolder, spawnHost } from '../support/host.ts';
import { IdentityProvider } from './identity-provider.ts';
import { ConnectPage } from './pages/connect-page.ts';

/** A headless host of the test's own, whose console is used by hand: without any token to begin with. */
export interface ConsoleHost {
  readonly scim: string;
  /** the start link, with the key in its fragment */
  readonly startUrl: string;
  readonly origin: string;
  stop(): Promise<void>;
}

/** @param ports to start on; 0 takes any */
export async function startConsoleHost(
  data: string,
  ports = { scim: 0, console: 0 },
  env: NodeJS.ProcessEnv = {},
): Promise<ConsoleHost> {
  const host = await spawnHost(['--data', data, '--port', String(ports.scim), '--console-port', String(ports.console)], env);
  return { scim: host.scim, startUrl: host.console, origin: new URL(host.console).origin, stop: () => host.stop() };
}

interface Fixtures {
  data: string;
  host: ConsoleHost;
  /** calls the host with a token that the admin made on Connect, where the page then is */
  idp: IdentityProvider;
  /** what a browser may complain of in this test, such as answers that are refused on purpose */
  expectedComplaints: RegExp | null;
}

/** Each test has a host and a data folder of its own, and fails when the browser complains: of a script error, or of the CSP. */
export const test = base.extend<Fixtures>({
  expectedComplaints: [null, { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures that are needed from this pattern
  data: async ({}, provide) => {
    const folder = makeDataFolder();
    await provide(folder.folder);
    folder.remove();
  },
  host: async ({ data, page }, provide) => {
    const host = await startConsoleHost(data);
    await provide(host);
    // First the page, or it would rightly complain that its host is gone.
    await page.close();
    await host.stop();
  },
  idp: async ({ page, host }, provide) => {
    const connect = new ConnectPage(page);
    await connect.open(host.startUrl);
    await provide(new IdentityProvider(host.scim, await connect.createToken()));
  },
  page: async ({ page, expectedComplaints }, provide) => {
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(`script error: ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    await provide(page);
    expect(complaints.filter((text) => expectedComplaints?.test(text) !== true)).toEqual([]);
  },
});

/** Fails with what axe found; `where` says which screen it was. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  // The console has no frames, so axe need not open a page of its own to put their results together.
  const axe = new AxeBuilder({ page }).setLegacyMode().withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice']);
  const { violations } = await axe.analyze();
  const told = violations.map(({ id, help, nodes }) => {
    const places = nodes.slice(0, 3).map(({ html, failureSummary }) => `  ${html.slice(0, 160)} ${failureSummary ?? ''}`);
    return [`${id}: ${help}`, ...places].join('\n');
  });
  expect(told, where).toEqual([]);
}

export { expect } from '@playwright/test';
