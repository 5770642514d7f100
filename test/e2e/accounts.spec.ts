import { expect, test } from './host.ts';
import { AccountsPage } from './pages/accounts-page.ts';
import { ConnectPage } from './pages/connect-page.ts';

test('once single sign-on is said to be off, users who cannot log in are found, and a password lets one in', async ({
  page,
  host,
  idp,
}) => {
  await idp.createUser('anna@contoso.example');
  await idp.createUser('ben@contoso.example');
  const accounts = new AccountsPage(page);
  await accounts.openUsers(host.origin);
  await expect(accounts.row('anna@contoso.example')).toContainText('Not known');

  await accounts.question.getByRole('button', { name: 'It is off' }).click();
  await expect(accounts.question).toHaveCount(0);
  await accounts.show('Cannot log in');
  await expect(accounts.row('@contoso.example')).toHaveCount(2);
  await expect(accounts.row('administrator@sandbox.example')).toHaveCount(0);

  await accounts.choose('anna@contoso.example');
  await expect(accounts.pane).toContainText('single sign-on is off, and there is no password');
  await expect(accounts.pane.getByRole('link', { name: 'How a new user logs in' })).toBeVisible();
  await accounts.act('Set password');
  await accounts.act('Make a random password');
  await expect(accounts.pane.getByText(/^\w{4}-\w{4}-\w{4}-\w{4}$/)).toBeVisible();
  await expect(accounts.pane).toContainText('the password that an admin set');
  const password = await accounts.pane.getByText(/^\w{4}-\w{4}-\w{4}-\w{4}$/).innerText();
  await accounts.tryPassword('wrong');
  await expect(accounts.pane.getByRole('status')).toHaveText('This is not the password of the user.');
  await accounts.tryPassword(password);
  await expect(accounts.pane.getByRole('status')).toHaveText('The password is right, and the form lets the user in.');
  await expect(accounts.row('anna@contoso.example')).toHaveCount(0);
  await expect(accounts.row('ben@contoso.example')).toHaveCount(1);
});

test('single sign-on and the expiry of passwords are set in Settings, and hold after a reload', async ({ page, host }) => {
  const connect = new ConnectPage(page);
  await connect.open(host.startUrl);
  const accounts = new AccountsPage(page);
  await accounts.openSettings();
  await accounts.option('Single sign-on', 'On').check();
  await accounts.option('Passwords', 'They expire').check();
  const days = page.getByLabel('Days until a password expires');
  await days.fill('soon');
  await expect(page.getByText('Enter a number of days from 1 to 3650.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save days' })).toBeDisabled();
  await days.fill('60');
  await page.getByRole('button', { name: 'Save days' }).click();
  await expect(page.getByRole('button', { name: 'Save days' })).toBeDisabled();
  await page.reload();
  await expect(accounts.option('Single sign-on', 'On')).toBeChecked();
  await expect(days).toHaveValue('60');
  await accounts.openUsers(host.origin);
  await expect(accounts.row('administrator@sandbox.example')).toContainText('Single sign-on');
});

test('a user made by hand is taken over by the identity provider, and the history shows both', async ({ page, host, idp }) => {
  const accounts = new AccountsPage(page);
  await accounts.openUsers(host.origin);
  await accounts.createLocalUser('carla@contoso.example', 'Carla');
  await expect(accounts.row('carla@contoso.example')).toContainText('Made by hand');
  const id = page.url().split('/').at(-1)?.split('?', 1)[0] ?? '';
  expect(await idp.disable(id)).toBe(200);
  await expect(accounts.row('carla@contoso.example')).toContainText('Provisioned');
  await accounts.pane.getByRole('tab', { name: /History/ }).click();
  await expect(accounts.pane).toContainText('Entra ID disabled carla@contoso.example (taken over: made by hand before)');
  await expect(accounts.pane).toContainText('An admin created carla@contoso.example by hand');
});

test('a deleted user is brought back from the same place', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const accounts = new AccountsPage(page);
  await accounts.openUsers(host.origin);
  await accounts.createLocalUser('dora@contoso.example', 'Dora');
  await accounts.act('Deactivate user');
  await expect(accounts.row('dora@contoso.example')).toContainText('Inactive');
  await accounts.act('Delete user');
  await expect(accounts.row('dora@contoso.example')).toHaveCount(0);
  await expect(accounts.pane).toContainText('Deleted. What is shown is its last state.');
  await accounts.act('Bring user back');
  await expect(accounts.row('dora@contoso.example')).toContainText('Inactive');
  await expect(accounts.pane.getByRole('button', { name: 'Activate user' })).toBeVisible();
});
