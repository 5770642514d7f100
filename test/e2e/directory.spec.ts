import { expect, test } from './host.ts';
import { DirectoryPage } from './pages/directory-page.ts';

test('what the identity provider creates and changes is there at once, with its history', async ({ page, host, idp }) => {
  const directory = new DirectoryPage(page);
  await directory.openUsers(host.origin);
  await page.getByRole('grid', { name: 'Users' }).waitFor();

  const anna = await idp.createUser('anna@contoso.example');
  await idp.createUser('ben@contoso.example');
  await expect(directory.row('anna@contoso.example')).toContainText('Provisioned');

  await directory.search.fill('anna');
  await expect(directory.row('ben@contoso.example')).toHaveCount(0);
  await expect(page).toHaveURL(/text=anna/);
  await directory.choose('anna@contoso.example');
  await expect(directory.pane).toContainText('emails[type eq "work"].value');

  await idp.disable(anna);
  await expect(directory.row('anna@contoso.example')).toContainText('Inactive');
  await directory.tab(/History/);
  await expect(directory.pane.getByText('active', { exact: true })).toBeVisible();
  await expect(directory.pane.locator('del')).toHaveText('true');
  await expect(directory.pane.locator('ins')).toHaveText('false');
  await directory.pane.getByRole('link', { name: /Open exchange/ }).click();
  await expect(page).toHaveURL(/\/log\/\d+/);
  await page.goBack();
  await directory.tab(/JSON/);
  await expect(directory.pane.getByRole('textbox', { name: /JSON of/ })).toContainText('"userName": "anna@contoso.example"');
});

test('a pushed group shows its members and that it has no rights', async ({ page, host, idp }) => {
  const anna = await idp.createUser('anna@contoso.example');
  await idp.createGroup('Project Managers', [anna]);
  const directory = new DirectoryPage(page);
  await directory.openGroups(host.origin);
  await expect(directory.row('Project Managers')).toContainText('No rights');
  await directory.choose('Project Managers');
  await directory.pane.getByRole('link', { name: /anna/i }).click();
  await expect(page).toHaveURL(new RegExp(`/directory/users/${anna}`));
  await expect(directory.pane.getByRole('link', { name: 'Project Managers' })).toBeVisible();
});

test('where the words of a warning have no room, its sign stays', async ({ page, host, idp }) => {
  await idp.createUser('anna@contoso.example');
  await page.setViewportSize({ width: 900, height: 800 });
  const directory = new DirectoryPage(page);
  await directory.openUsers(host.origin);
  const sign = directory.row('anna@contoso.example').getByTitle(/in no group/);
  await expect(sign.locator('svg')).toBeInViewport({ ratio: 1 });
  await directory.openGroups(host.origin);
  await expect(directory.row('System Administrators').getByTitle(/Has rights/)).toBeInViewport();
  await expect(directory.row('System Administrators')).toContainText('Access Meisterplan APIs');
});

test('the list is walked with the keyboard alone', async ({ page, host, idp }) => {
  for (const name of ['anna', 'ben', 'carla']) await idp.createUser(`${name}@contoso.example`);
  const directory = new DirectoryPage(page);
  await directory.openUsers(host.origin);
  await directory.row('carla@contoso.example').waitFor();
  await page.keyboard.press('/');
  await expect(directory.search).toBeFocused();
  await page.keyboard.type('contoso');
  await expect(page.getByRole('grid').getByRole('row')).toHaveCount(4);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  await page.keyboard.press('j');
  const focused = page.locator('[role="row"]:focus');
  await expect(focused).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(directory.pane).toBeVisible();
  const first = page.url();
  await page.keyboard.press('j');
  await expect(page).not.toHaveURL(first);
  await page.keyboard.press('Escape');
  await expect(directory.pane).toHaveCount(0);
});
