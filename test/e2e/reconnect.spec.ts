import { expect, startConsoleHost, test } from './host.ts';
import { IdentityProvider } from './identity-provider.ts';
import { openLine } from './line.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { LogPage } from './pages/log-page.ts';

test.use({ expectedComplaints: /net::ERR_|401/ });

test('what happened while the connection was lost is there once it is back', async ({ page, host }) => {
  const line = await openLine(host.startUrl);
  const connect = new ConnectPage(page);
  await connect.open(line.startUrl);
  const idp = new IdentityProvider(host.scim, await connect.createToken());
  const log = new LogPage(page);
  await log.open(line.origin);
  await idp.createUser('anna@contoso.example');
  await expect(log.newest()).toContainText('created anna@contoso.example');

  line.cut();
  await expect(page.getByText('Not connected to the service. Trying again…')).toBeVisible();
  await idp.createUser('ben@contoso.example');
  line.mend();
  await expect(log.newest()).toContainText('created ben@contoso.example');
  await expect(page.getByText('Not connected to the service. Trying again…')).toHaveCount(0);
  await page.close();
  await line.close();
});

test('after a restart of the host its new link brings the console back, with everything kept', async ({ page, data }) => {
  const first = await startConsoleHost(data);
  const connect = new ConnectPage(page);
  await connect.open(first.startUrl);
  const secret = await connect.createToken();
  await new IdentityProvider(first.scim, secret).createUser('anna@contoso.example');
  await first.stop();
  await expect(page.getByText('Not connected to the service. Trying again…')).toBeVisible();

  const ports = { scim: Number(new URL(first.scim).port), console: Number(new URL(first.startUrl).port) };
  const second = await startConsoleHost(data, ports);
  try {
    await expect(page.getByRole('heading', { name: 'This page needs the link from npm start' })).toBeVisible();
    await connect.open(second.startUrl);
    const log = new LogPage(page);
    await log.open(second.origin);
    await expect(log.row('created anna@contoso.example')).toHaveCount(1);
    await new IdentityProvider(second.scim, secret).createUser('ben@contoso.example');
    await expect(log.newest()).toContainText('created ben@contoso.example');
  } finally {
    await second.stop();
  }
});
