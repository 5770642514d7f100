import { expect, test } from './host.ts';
import { IdentityProvider } from './identity-provider.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { TokensPage } from './pages/tokens-page.ts';

test('a token opens the endpoint until it is revoked, and its last use is shown', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const tokens = new TokensPage(page);
  await tokens.open(host.origin);
  await expect(page.getByRole('heading', { name: 'No tokens yet' })).toBeVisible();

  const secret = await tokens.create('Entra test tenant');
  const idp = new IdentityProvider(host.scim, secret);
  await expect(tokens.row('Entra test tenant')).toContainText('never');
  expect(await idp.testConnection()).toBe(200);
  await expect(tokens.row('Entra test tenant')).toContainText('now');

  await tokens.choose('Entra test tenant');
  await expect(tokens.pane).toContainText('Manage Users and User Groups');
  await expect(tokens.pane, 'a secret is shown once').not.toContainText(secret);
  await tokens.revoke();
  await expect(tokens.row('Entra test tenant')).toContainText('Revoked');
  expect(await idp.testConnection()).toBe(401);
});

test('a token of a user without the rights is foretold to be refused', async ({ page, host, idp }) => {
  await idp.createUser('anna@contoso.example');

  const tokens = new TokensPage(page);
  await tokens.open(host.origin);
  await page.getByRole('link', { name: 'Create token' }).first().click();
  await tokens.pane.getByRole('combobox', { name: 'Owner' }).click();
  await page.getByRole('option', { name: 'anna@contoso.example' }).click();
  await expect(tokens.pane).toContainText('This user lacks');
  await tokens.pane.getByRole('button', { name: 'Create token' }).click();
  await expect(tokens.row('anna@contoso.example').or(tokens.row('Does not work'))).toHaveCount(1);
});
