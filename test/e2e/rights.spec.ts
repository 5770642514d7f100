import { expect, expectAccessible, test } from './host.ts';
import { DirectoryPage } from './pages/directory-page.ts';

test('a right that is given to a pushed group is shown with its source on the user, and in the history', async ({
  page,
  host,
  idp,
}) => {
  const anna = await idp.createUser('anna@contoso.example');
  await idp.createGroup('Planners', [anna]);
  const directory = new DirectoryPage(page);
  await directory.openGroups(host.origin);
  await directory.choose('Planners');
  const right = directory.pane.getByRole('checkbox', { name: 'Manage Users and User Groups' });
  await expect(right).not.toBeChecked();
  await right.check();
  await expect(directory.row('Planners')).toContainText('Manage Users and User Groups');
  await directory.tab(/History/);
  await expect(directory.pane).toContainText('An admin gave "Planners" the right "Manage Users and User Groups"');
  await page.goto(`${host.origin}/directory/users/${anna}`);
  await expect(directory.pane.getByRole('listitem').filter({ hasText: 'Manage Users and User Groups' })).toContainText(
    'from Planners',
  );
  await expectAccessible(page, 'rights of a user');
});

test('taking a right that a token rests on tells whom it stops before it is done', async ({ page, host, idp }) => {
  expect(await idp.testConnection()).toBe(200);
  const directory = new DirectoryPage(page);
  await directory.openGroups(host.origin);
  await directory.choose('Auto-Provisioning Service');
  const right = directory.pane.getByRole('checkbox', { name: 'Manage Users and User Groups' });
  await right.click();
  await expect(directory.pane).toContainText('is answered 403 from the next request on');
  await expect(right).toBeChecked();
  await expectAccessible(page, 'the warning before a right is taken');
  expect(await idp.testConnection()).toBe(200);
  // The box shows what was asked for at once; only the answer says that it is done.
  const answered = (operation: string) => page.waitForResponse((response) => response.url().endsWith(`/api/${operation}`));
  const taken = answered('rights.revoke');
  await directory.pane.getByRole('button', { name: 'Take the right' }).click();
  await taken;
  await expect(right).not.toBeChecked();
  expect(await idp.testConnection()).toBe(403);
  const given = answered('rights.grant');
  await right.check();
  await given;
  await expect(right).toBeChecked();
  expect(await idp.testConnection()).toBe(200);
});
