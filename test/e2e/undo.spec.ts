import { expect, expectAccessible, test } from './host.ts';
import { DirectoryPage } from './pages/directory-page.ts';
import { LogPage } from './pages/log-page.ts';

test('a change is undone from the history at once, and redone', async ({ page, host, idp }) => {
  const anna = await idp.createUser('anna@contoso.example');
  await idp.disable(anna);
  const directory = new DirectoryPage(page);
  await directory.openUsers(host.origin);
  await expect(directory.row('anna@contoso.example')).toContainText('Inactive');
  await directory.choose('anna@contoso.example');
  await directory.tab(/History/);
  const disabled = await directory.entry(/^Entra ID disabled anna/);
  await disabled.getByRole('button', { name: 'Undo this change' }).click();
  await expect(directory.row('anna@contoso.example')).not.toContainText('Inactive');
  await expect(directory.pane).toContainText(/An admin undid "Entra ID disabled anna@contoso\.example.*" \(exchange \d+\)/);
  await expect(disabled.getByRole('status')).toContainText('Undone');
  await expectAccessible(page, 'a history with an undone change');
  await disabled.getByRole('button', { name: 'Redo this change' }).click();
  await expect(directory.row('anna@contoso.example')).toContainText('Inactive');
  await expect(disabled.getByRole('button', { name: 'Undo this change' })).toBeVisible();
});

test('what would go with it is told first, with what undoing sets', async ({ page, host, idp }) => {
  const anna = await idp.createUser('anna@contoso.example');
  await idp.rename(anna, 'anna.lee@contoso.example');
  await idp.rename(anna, 'anna.moss@contoso.example');
  const directory = new DirectoryPage(page);
  await directory.openUsers(host.origin);
  await directory.choose('anna.moss@contoso.example');
  await directory.tab(/History/);
  const first = await directory.entry(/userName of anna\.lee/);
  await first.getByRole('button', { name: 'Undo this change' }).click();
  const clashes = first.getByRole('region', { name: 'Later changes would be undone too' });
  await expect(clashes).toContainText('userName was set again since: it is anna.moss@contoso.example now');
  await expect(clashes).toContainText('undoing takes it back to anna@contoso.example');
  await expect(clashes.getByRole('link', { name: /^Exchange \d+/ })).toBeVisible();
  await expect(clashes.locator('ins')).toHaveText('anna@contoso.example');
  await expectAccessible(page, 'what would be undone too');
  await clashes.getByRole('button', { name: 'Leave it as it is' }).click();
  await expect(directory.row('anna.moss@contoso.example')).toBeVisible();
  await first.getByRole('button', { name: 'Undo this change' }).click();
  await clashes.getByRole('button', { name: 'Undo all the same' }).click();
  await expect(directory.row('anna@contoso.example')).toBeVisible();
});

test.describe('refused', () => {
  test.use({ expectedComplaints: /status of 409/ });

  test('a name that another user bears by now is refused with a sentence', async ({ page, host, idp }) => {
    const anna = await idp.createUser('anna@contoso.example');
    await idp.rename(anna, 'anna.lee@contoso.example');
    await idp.createUser('anna@contoso.example');
    const directory = new DirectoryPage(page);
    await directory.openUsers(host.origin);
    await directory.choose('anna.lee@contoso.example');
    await directory.tab(/History/);
    const renamed = await directory.entry(/userName of anna\.lee/);
    await renamed.getByRole('button', { name: 'Undo this change' }).click();
    await expect(renamed.getByRole('alert')).toContainText('A User whose "userName" is "anna@contoso.example" exists already');
  });
});

test('a deleted group is found under “Deleted” and brought back with its members', async ({ page, host, idp }) => {
  const directory = new DirectoryPage(page);
  await directory.openDeleted(host.origin);
  await expect(page.getByText('Nothing was deleted')).toBeVisible();
  const anna = await idp.createUser('anna@contoso.example');
  const team = await idp.createGroup('Project Managers', [anna]);
  await idp.delete('Groups', team);
  await directory.openDeleted(host.origin);
  await expect(directory.row('Project Managers')).toContainText('Entra ID deleted');
  await expectAccessible(page, 'what was deleted');
  await directory.choose('Project Managers');
  await directory.pane.getByRole('button', { name: 'Bring group back' }).click();
  await expect(directory.row('Project Managers')).toHaveCount(0);
  await expect(directory.pane.getByRole('link', { name: 'anna@contoso.example' })).toBeVisible();
});

test('what a request changed is undone from the log', async ({ page, host, idp }) => {
  const anna = await idp.createUser('anna@contoso.example');
  await idp.createGroup('Project Managers', [anna]);
  await idp.delete('Users', anna);
  const log = new LogPage(page);
  await log.open(host.origin);
  await log.row('deleted anna@contoso.example').click();
  await log.pane.getByRole('button', { name: 'Undo what this request changed' }).click();
  await expect(log.pane.getByRole('button', { name: 'Redo what this request changed' })).toBeVisible();
  const directory = new DirectoryPage(page);
  await directory.openUsers(host.origin);
  await directory.choose('anna@contoso.example');
  await expect(directory.pane.getByRole('link', { name: 'Project Managers' })).toBeVisible();
});
