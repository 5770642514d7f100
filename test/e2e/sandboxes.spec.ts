import { workbook } from '../support/workbook.ts';
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

  await expect(page.getByRole('region', { name: 'Deleted' })).toContainText('Contoso Okta');
  await expectAccessible(page, 'a deleted sandbox');
  await page.getByRole('button', { name: 'Restore sandbox Contoso Okta' }).click();
  await expect(sandboxes.pane.getByRole('heading', { name: 'Contoso Okta' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Deleted' })).toHaveCount(0);
  await idp.createUser('bob@contoso.example');
});

test('a sandbox begins with a model company, whose people are there before the first sync', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const sandboxes = new SandboxesPage(page);
  await sandboxes.beginWith('Sample', 'A model company');
  await sandboxes.pane.getByRole('spinbutton', { name: 'People' }).fill('12');
  await expectAccessible(page, 'a sandbox to begin with a model company');
  await sandboxes.finishCreating('Sample');
  await expect(sandboxes.row('Sample')).toContainText('14');
  await sandboxes.pane.getByRole('button', { name: 'Switch to Sample' }).click();
  await page.goto(`${host.origin}/directory/users`);
  await expect(page.getByRole('row').filter({ hasText: '@contoso.example' })).toHaveCount(12);
});

const HEADINGS = ['Kennung', 'E-Mail', 'Vorname', 'Nachname', 'Benutzergruppen'];
const ANNA = ['Anna@Contoso.example', 'anna@contoso.example', 'Anna', 'Berg', 'Planners; Viewers'];
const WORKBOOK = workbook(
  { name: 'Cover', rows: [] },
  { name: 'Users', rows: [HEADINGS, ANNA] },
  { name: 'Notes', rows: [['x', 'y']] },
);

test.describe('a sandbox from the user list of the real system', () => {
  test.use({ expectedComplaints: /400 \(Bad Request\)/ });

  test('is made from a workbook whose column for the user name is chosen, after a file that is none', async ({ page, host }) => {
    const connect = new ConnectPage(page);
    await connect.open(host.startUrl);
    const sandboxes = new SandboxesPage(page);
    await sandboxes.beginWith('As in production', 'The users of the real system, from a list');
    const create = sandboxes.pane.getByRole('button', { name: 'Create sandbox' });
    await expect(create).toBeDisabled();
    await sandboxes.chooseList('users.xls', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]));
    await expect(sandboxes.pane.getByRole('alert')).toContainText('Save As > Excel Workbook (.xlsx)');
    await sandboxes.chooseList('users.xlsx', WORKBOOK);
    await expect(sandboxes.pane).toContainText('Sheet “Users” of the workbook. Not read: “Cover” and “Notes”.');
    await expect(create).toBeDisabled();
    await sandboxes.pane.getByRole('combobox', { name: 'User name' }).click();
    await page.getByRole('option', { name: 'Kennung' }).click();
    await expect(sandboxes.pane).toContainText('1 user was read.');
    await expectAccessible(page, 'a sandbox to begin with a user list');
    await sandboxes.finishCreating('As in production');

    await sandboxes.pane.getByRole('button', { name: 'Switch to As in production' }).click();
    await page.goto(`${host.origin}/directory/users`);
    await expect(page.getByRole('row').filter({ hasText: 'anna@contoso.example' })).toHaveCount(1);
    await page.goto(`${host.origin}/directory/groups`);
    await expect(page.getByRole('row').filter({ hasText: 'Planners' })).toBeVisible();
  });
});
