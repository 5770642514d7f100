import { expect, expectAccessible, test } from './host.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { LogPage } from './pages/log-page.ts';

test('a filter and a PATCH are put together from parts, sent, and told in the log', async ({ page, host, idp }) => {
  const id = await idp.createUser('anna@contoso.example');
  const log = new LogPage(page);
  await log.open(host.origin);
  await log.choose('Compose a request…');
  const { pane } = log;
  await pane.getByRole('combobox', { name: 'Attribute' }).fill('userName');
  await page.getByRole('option', { name: 'userName' }).click();
  await pane.getByRole('textbox', { name: 'Value' }).fill('anna@contoso.example');
  await expect(pane.getByRole('textbox', { name: 'Path and query' })).toHaveValue(
    '/Users?filter=userName%20eq%20%22anna%40contoso.example%22',
  );
  await pane.getByRole('button', { name: 'Send to this sandbox' }).click();
  await expect(pane).toContainText('"totalResults": 1');
  await expectAccessible(page, 'a composed search');

  await pane.getByText('PATCH', { exact: true }).click();
  await pane.getByRole('textbox', { name: 'Path and query' }).fill(`/Users/${id}`);
  await pane.getByRole('combobox', { name: 'Attribute' }).fill('active');
  await pane.getByRole('textbox', { name: 'Value' }).fill('false');
  await pane.getByRole('button', { name: 'Add this operation to the body' }).click();
  await expect(pane.getByRole('textbox', { name: /^Body/ })).toContainText('"op": "replace"');
  await pane.getByRole('button', { name: 'Send to this sandbox' }).click();
  await expect(pane).toContainText('"active": false');
  await expect(log.row('disabled anna@contoso.example')).toHaveCount(1);
  await expectAccessible(page, 'a composed PATCH');
});

test('a request can be composed before anything was sent, and its refusal is told', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  await page.goto(`${host.origin}/log/compose`);
  const { pane } = new LogPage(page);
  await pane.getByText('Create a user', { exact: true }).click();
  await pane.getByRole('textbox', { name: 'Path and query' }).fill('/People');
  await pane.getByRole('button', { name: 'Send to this sandbox' }).click();
  await expect(pane).toContainText('404');
  await pane.getByRole('link', { name: /^Open exchange/ }).click();
  await expect(pane).toContainText('What to do');
});
