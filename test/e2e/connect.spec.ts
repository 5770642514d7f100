import { ScimClient } from '../support/scim-client.ts';
import { expect, test } from './host.ts';
import { IdentityProvider } from './identity-provider.ts';
import { ConnectPage } from './pages/connect-page.ts';

test('the first token is one click away, and the first call turns the waiting line', async ({ page, host }) => {
  const connect = new ConnectPage(page);
  await connect.open(host.startUrl);
  await expect(connect.state).toContainText('Waiting for the first request');
  expect(page.url(), 'the key does not stay in the address').toBe(`${host.origin}/connect`);
  expect(await connect.tenantUrl()).toBe(host.scim);

  const secret = await connect.createToken();
  await expect(page.getByText('This secret is shown only now')).toBeVisible();

  expect(await new IdentityProvider(host.scim, secret).testConnection()).toBe(200);
  await expect(connect.state).toContainText('Entra ID');
  await expect(connect.state).not.toContainText('Waiting');
  await connect.state.getByRole('link', { name: 'Open it in the log' }).click();
  await expect(page).toHaveURL(/\/log\/\d+$/);
});

test('a refused call is explained on the start page, with the way to it in the log', async ({ page, host }) => {
  const connect = new ConnectPage(page);
  await connect.open(host.startUrl);
  const answer = await new ScimClient(host.scim).get('/Users', { token: 'api-00000000000000000000000000000000' });
  expect(answer.status).toBe(401);
  await expect(connect.refusal).toContainText('What to do');
  await expect(connect.state).toContainText('Waiting for the first request');
  await connect.refusal.getByRole('link', { name: 'Open the refused call' }).click();
  await expect(page.getByRole('complementary', { name: 'Detail' })).toContainText('401 Unauthorized');
});

test('the address of a tunnel stands in the steps of each identity provider', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  await page.getByRole('textbox', { name: 'Public address' }).fill('quiet-river.trycloudflare.com');
  await expect(page.getByText('https://quiet-river.trycloudflare.com/scim/v2')).toBeVisible();
  await page.getByRole('tab', { name: 'Okta' }).click();
  await expect(page.getByText('SCIM connector base URL')).toBeVisible();
  await expect(page.getByText('https://quiet-river.trycloudflare.com/scim/v2')).toBeVisible();
});

test.describe('without the start link', () => {
  test.use({ expectedComplaints: /401/ });

  test('the page says which link to open, and shows nothing else', async ({ page, host }) => {
    await page.goto(`${host.origin}/log`);
    await expect(page.getByRole('heading', { name: 'This page needs the link from npm start' })).toBeVisible();
    await expect(page.getByRole('navigation')).toHaveCount(0);
  });

  test('the start link pasted into that same page opens the console', async ({ page, host }) => {
    await page.goto(`${host.origin}/`);
    await page.getByRole('heading', { name: 'This page needs the link from npm start' }).waitFor();
    await new ConnectPage(page).open(host.startUrl);
    await expect(page.getByRole('navigation', { name: 'Screens' })).toBeVisible();
  });
});
