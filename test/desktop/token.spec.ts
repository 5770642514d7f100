import { ScimClient } from '../support/scim-client.ts';
import { describeOnEachRuntime, expect, test } from './harness/test.ts';

describeOnEachRuntime(() => {
  test('a token made in the window opens the SCIM endpoint, and its first call appears in the log at once', async ({
    desktop,
  }) => {
    const { page, origin } = desktop;
    await page.goto(`${origin}/tokens`);
    await page.getByRole('link', { name: 'Create token' }).first().click();
    await page.getByLabel('Name').fill('desktop spec');
    await page.getByRole('button', { name: 'Create token' }).click();
    await page.getByRole('button', { name: 'Copy secret token' }).click();
    const readClipboard = () => desktop.evaluate(({ clipboard }) => clipboard.readText(), null);
    await expect.poll(readClipboard).toMatch(/^api-[0-9a-f]{32}$/);

    const tenantUrl = await page.evaluate(async () => {
      const response = await fetch('/api/status.get', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: '{}',
      });
      const status: { tenantUrl: string; host: string } = await response.json();
      return status.tenantUrl;
    });
    await page.goto(`${origin}/log`);
    await expect(page.getByRole('row')).toHaveCount(0);
    const scim = new ScimClient(tenantUrl);
    const answer = await scim.send('GET', '/Users?filter=userName eq "nobody@example.com"', { token: await readClipboard() });
    expect(answer.status).toBe(200);
    await expect(page.getByText('nobody@example.com').first()).toBeVisible();
  });
});
