import { workbook } from '../support/workbook.ts';
import { expect, expectAccessible, test } from './host.ts';
import { GoLivePage } from './pages/go-live-page.ts';

test('the checklist is ticked by what arrives, leads to its evidence, and takes a waiver with a reason', async ({
  page,
  host,
  idp,
}) => {
  const goLive = new GoLivePage(page);
  await goLive.open(host.origin);
  await expect(page.getByText('12 of 14 are still open.')).toBeVisible();
  await expect(page.getByRole('link', { name: 'Connect the identity provider' })).toBeVisible();
  await expectAccessible(page, 'a checklist before the first call');

  await idp.testConnection();
  await expect(goLive.row('The identity provider reached the endpoint')).toContainText('Seen');
  const anna = await idp.createUser('anna@contoso.example');
  await idp.createGroup('Planners', [anna]);
  await expect(goLive.row('A user was created')).toContainText('Entra ID created anna@contoso.example.');
  await expect(goLive.row('A group was provisioned')).toContainText('1 pushed group has no rights: Planners.');

  await goLive.row('A user was created').click();
  await expect(page).toHaveURL(/\/go-live\/checklist\/user-created$/);
  await goLive.pane.getByRole('link', { name: 'Exchange 2' }).click();
  await expect(page).toHaveURL(/\/log\/2$/);
  await page.goBack();

  await goLive.row('Every active user can log in').click();
  await goLive.pane.getByRole('link', { name: 'Open Settings' }).click();
  await expect(page.getByRole('heading', { name: 'Single sign-on' })).toBeVisible();
  await page.goBack();

  await goLive.row('A group was provisioned').click();
  await expect(goLive.pane.getByRole('link', { name: 'Open Groups' })).toHaveAttribute('href', '/directory/groups');
  await goLive.waive('Planners get their rights on the day after.');
  await expect(goLive.row('A group was provisioned')).toContainText('Waived');
  await expect(goLive.pane.getByText('Planners get their rights on the day after.')).toBeVisible();
  await expectAccessible(page, 'a waived check');
  await idp.createGroup('Readers', [anna]);
  await expect(goLive.row('A group was provisioned')).toContainText('Open');
  await expect(goLive.pane.getByText('A waiver that no longer holds')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/\/go-live\/checklist$/);
});

test.describe('the blast radius', () => {
  // A file that is none is refused on purpose.
  test.use({ expectedComplaints: /400 \(Bad Request\)/ });

  test('a list of the real users shows who is met by the first cycle, and is kept until it is removed', async ({
    page,
    host,
    idp,
  }) => {
    await idp.createUser('anna@contoso.example');
    await idp.createUser('ben@contoso.example');
    const goLive = new GoLivePage(page);
    await goLive.open(host.origin);
    await goLive.part('Blast radius');
    await expect(page.getByRole('heading', { name: 'Who would be met by the first cycle?' })).toBeVisible();
    await expectAccessible(page, 'no user list');
    await page.getByRole('link', { name: 'Import users' }).first().click();

    await goLive.chooseUsers('users.json', '{"a": 1}');
    await expect(goLive.pane.getByText('It looks like JSON.')).toBeVisible();
    const rows = [
      ['Username', 'E-Mail'],
      ['ben', { xml: '<c><f>A2&amp;"@x"</f></c>' }],
    ] as const;
    await goLive.chooseUsers('users.xlsx', workbook({ name: 'Export', rows }));
    await expect(goLive.pane.getByText('Sheet “Export” of the workbook')).toBeVisible();
    await expect(goLive.pane.getByText('Line 2: Cell B2 is a formula that was never computed')).toBeVisible();
    await goLive.chooseUsers(
      'users.csv',
      'Kennung;E-Mail\naberg;anna@contoso.example\nBEN@contoso.example;ben@contoso.example\n',
    );
    await expect(goLive.pane.getByText('Choose the column that holds the user name.')).toBeVisible();
    await goLive.pane.getByRole('combobox', { name: 'User name' }).click();
    await page.getByRole('option', { name: 'Kennung' }).click();
    await expectAccessible(page, 'a user list to import');
    await goLive.pane.getByRole('button', { name: 'Import 2 users' }).click();

    await expect(goLive.row('anna@contoso.example')).toContainText('Ambiguous');
    await expect(goLive.row('ben@contoso.example')).toContainText('Unchanged');
    await goLive.row('anna@contoso.example').click();
    await expect(goLive.pane.getByText('aberg has the same mail address')).toBeVisible();
    await expectAccessible(page, 'a person of the blast radius');
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Import users' }).click();
    await goLive.pane.getByRole('button', { name: 'Remove the list' }).click();
    await goLive.pane.getByRole('button', { name: 'Remove the list' }).click();
    await expect(page.getByRole('heading', { name: 'Who would be met by the first cycle?' })).toBeVisible();
  });
});

test('the cut-over sheet follows the region, and the report is saved as one file that opens by itself', async ({
  page,
  host,
  idp,
}) => {
  await idp.createUser('anna@contoso.example');
  const goLive = new GoLivePage(page);
  await goLive.open(host.origin);
  await goLive.part('Cut-over');
  await expect(page.getByText('https://api.eu.meisterplan.com/scim/v2')).toBeVisible();
  await page.getByText('US', { exact: true }).click();
  await expect(page.getByText('https://api.us.meisterplan.com/scim/v2')).toBeVisible();
  await expectAccessible(page, 'the cut-over sheet');
  await goLive.part('Report');
  await page.getByRole('checkbox', { name: 'Take persons out of it' }).check();
  await expectAccessible(page, 'the report');
  const { name, text } = await goLive.saveReport();
  expect(name).toMatch(/^go-live-entra-.*\.html$/);
  await expect(page.getByText(`Saved as ${name}.`)).toBeVisible();

  // A page of its own: the console's would lend it its policy.
  await page.goto('about:blank');
  await page.setContent(text);
  await expect(page.getByRole('heading', { name: 'Go-live report' })).toBeVisible();
  await expect(page.getByText('https://api.us.meisterplan.com/scim/v2').first()).toBeVisible();
  expect(text.includes('anna@contoso.example')).toBe(false);
});
