import { expect, expectAccessible, test } from './host.ts';
import { TrapsPage } from './pages/traps-page.ts';

test('traps appear by themselves, lead to their evidence, and go once their cause is gone', async ({ page, host, idp }) => {
  const traps = new TrapsPage(page);
  await traps.open(host.origin);
  await expect(page.getByRole('heading', { name: 'Nothing to look at yet' })).toBeVisible();

  const anna = await idp.createUser('anna@contoso.example');
  await expect(traps.row('Users in no group')).toContainText('1 active user is in no group.');
  await expect(traps.link).toContainText('1 trap to solve or decide');

  await idp.createGroup('System Administrators', [anna]);
  await expect(traps.row('A pushed group bears the name')).toContainText('"System Administrators"');
  await expect(traps.row('Users in no group')).toHaveCount(0);

  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/traps\/pushed-group-with-rights$/);
  await expect(traps.pane).toContainText('Solve before going live');
  await expect(traps.pane.getByRole('link', { name: 'Pushed group with the name of an existing group' })).toBeVisible();
  await expectAccessible(page, 'a trap');
  await traps.pane.getByRole('link', { name: 'Exchange 2' }).click();
  await expect(page).toHaveURL(/\/log\/2$/);
  await page.goBack();
  await traps.pane.getByRole('link', { name: 'System Administrators' }).click();
  await expect(page).toHaveURL(/\/directory\/groups\//);
  await page.goBack();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/traps$/);
  await expectAccessible(page, 'the list of traps');
  await page.getByText('more were looked for and not found').click();
  await expect(page.getByRole('list', { name: 'Traps that were looked for and not found' })).toContainText(
    'Groups inside groups',
  );
});

test('a clean sandbox says what was looked at', async ({ page, host, idp }) => {
  await idp.testConnection();
  await new TrapsPage(page).open(host.origin);
  await expect(page.getByRole('heading', { name: 'No traps found' })).toBeVisible();
  await expect(page.getByText('Looked at 2 users, 2 groups and 1 exchange.')).toBeVisible();
  await expectAccessible(page, 'no traps');
});
