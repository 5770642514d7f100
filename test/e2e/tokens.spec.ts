import { expect, expectAccessible, test } from './host.ts';
import { IdentityProvider } from './identity-provider.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { RehearsePage } from './pages/rehearse-page.ts';
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

test('tokens of past rehearsals stand out of the way, can be shown, and are still named in the log', async ({ page, host }) => {
  const connect = new ConnectPage(page);
  await connect.open(host.startUrl);
  await connect.createToken();
  const rehearse = new RehearsePage(page);
  await rehearse.open();
  await rehearse.begin();
  await rehearse.start('Entra ID');
  await expect(rehearse.standing).toContainText('All 32 steps came out as expected');

  const tokens = new TokensPage(page);
  await tokens.open(host.origin);
  const past = page.getByRole('button', { name: '1 token of past rehearsals and checks' });
  await expect(past).toHaveAttribute('aria-pressed', 'false');
  await expect(tokens.row('Works')).toHaveCount(1);
  await expect(tokens.row('Rehearsal with the simulator')).toHaveCount(0);
  await expectAccessible(page, 'Tokens, past ones hidden');
  await past.click();
  await expect(page).toHaveURL(/runs=true/);
  await tokens.choose('Rehearsal with the simulator');
  await expect(tokens.pane).toContainText('Revoked');
  await tokens.pane.getByRole('button', { name: 'Close' }).click();
  await expect(tokens.row('Rehearsal with the simulator'), 'they are still shown').toHaveCount(1);
  await page.goto(
    `${host.origin}/log?query=${encodeURIComponent('token:"Rehearsal with the simulator (ends with it)" op:create')}`,
  );
  await expect(
    page
      .getByRole('row')
      .filter({ hasText: /Entra ID created/ })
      .first(),
  ).toBeVisible();
});
