import { expect, expectAccessible, test } from './host.ts';
import { IdentityProvider } from './identity-provider.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { SandboxesPage } from './pages/sandboxes-page.ts';

test('a second sandbox is made, filled, kept, compared, restored and deleted, and the first one never notices', async ({
  page,
  host,
}) => {
  const connect = new ConnectPage(page);
  await connect.open(host.startUrl);
  const sandboxes = new SandboxesPage(page);
  await sandboxes.create('Contoso Okta', 'Okta');
  const tenantUrl = host.scim.replace('/scim/v2', '/contoso-okta/scim/v2');
  await expect(sandboxes.pane).toContainText(tenantUrl);

  await sandboxes.pane.getByRole('button', { name: 'Switch to Contoso Okta' }).click();
  await expect(sandboxes.switcher).toContainText('Contoso Okta');
  await page.getByRole('link', { name: 'Connect', exact: true }).click();
  await expect(page.getByText(tenantUrl).first()).toBeVisible();
  const idp = new IdentityProvider(tenantUrl, await connect.createToken());
  await idp.createUser('anna@contoso.example');

  await sandboxes.choose('Manage sandboxes');
  await sandboxes.row('Contoso Okta').click();
  await sandboxes.takeSnapshot('Before the cycle');
  await idp.createUser('bob@contoso.example');
  await sandboxes.pane.getByRole('link', { name: 'Compare Before the cycle' }).click();
  await expect(sandboxes.pane).toContainText('1 added.');
  await expect(sandboxes.pane.getByRole('listitem')).toHaveText(/bob@contoso\.example/);
  await expectAccessible(page, 'comparison');
  await page.goBack();
  await sandboxes.restore('Before the cycle');
  await expectAccessible(page, 'sandbox');

  await page.goto(`${host.origin}/directory/users`);
  await expect(page.getByRole('row').filter({ hasText: 'anna@contoso.example' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'bob@contoso.example' })).toHaveCount(0);
  await sandboxes.choose('default');
  await expect(page.getByRole('row').filter({ hasText: 'administrator@sandbox.example' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'anna@contoso.example' })).toHaveCount(0);

  await sandboxes.choose(/^Contoso Okta/);
  await page.goto(`${host.origin}/sandboxes/contoso-okta`);
  await sandboxes.pane.getByLabel('Type “Contoso Okta” to delete it').fill('Contoso Okta');
  await sandboxes.pane.getByRole('button', { name: 'Delete sandbox' }).click();
  await expect(sandboxes.row('Contoso Okta')).toHaveCount(0);
  await expect(sandboxes.switcher).toContainText('default');
});
