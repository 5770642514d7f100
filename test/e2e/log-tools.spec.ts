import { readFileSync } from 'node:fs';
import { expect, expectAccessible, test } from './host.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { LogPage } from './pages/log-page.ts';

test.describe('with two users and a refusal in the log', () => {
  let userId: string;
  test.beforeEach(async ({ page, host, idp }) => {
    userId = await idp.createUser('anna@contoso.example');
    await idp.createUser('ben@contoso.example');
    await idp.createUserWithTitle('carla@contoso.example');
    await page.goto(`${host.origin}/log`);
  });

  test('a search is completed while it is typed, and says where it cannot be read', async ({ page }) => {
    const log = new LogPage(page);
    await page.keyboard.press('/');
    await log.search.pressSequentially('stat');
    await page.getByRole('option', { name: 'status:' }).click();
    await expect(log.search).toHaveValue('status:');
    await log.search.pressSequentially('>=400');
    await expect(log.row('carla')).toHaveCount(1);
    await expect(log.row('created')).toHaveCount(0);

    await log.search.fill('idp:entar user:anna');
    await expect(page.getByText('"entar" is not one of entra, okta')).toBeVisible();
    await log.search.fill('user:anna -is:refused');
    await expect(log.row('created anna@contoso.example')).toHaveCount(1);
    await expect(page.getByText('1 exchange', { exact: true })).toBeVisible();
    await expectAccessible(page, 'the log with a search');
  });

  test('a search is saved under a name and taken up again', async ({ page }) => {
    const log = new LogPage(page);
    await log.search.fill('user:ben');
    await expect(log.row('created ben')).toHaveCount(1);
    await expect(log.row('created anna')).toHaveCount(0);
    await page.getByRole('button', { name: 'Saved searches' }).click();
    await page.getByRole('textbox', { name: 'Name of this search' }).fill('All about Ben');
    await page.getByRole('button', { name: 'Save search' }).click();
    await expect(page.getByRole('menuitem', { name: 'All about Ben' })).toBeVisible();
    await page.keyboard.press('Escape');
    await log.search.fill('user:anna');
    await expect(log.row('created ben')).toHaveCount(0);
    await page.getByRole('button', { name: 'Saved searches' }).click();
    await page.getByRole('menuitem', { name: 'All about Ben' }).click();
    await expect(log.search).toHaveValue('user:ben');
    await expect(log.row('created ben')).toHaveCount(1);
  });

  test('an exchange is pinned with a key, gets a note and a tag, and is found by them', async ({ page }) => {
    const log = new LogPage(page);
    await log.row('created anna').click();
    await expect(log.pane).toContainText('created anna@contoso.example');
    await page.keyboard.press('p');
    await expect(page.getByRole('button', { name: 'Unpin' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Note' }).fill('Ask the HR team');
    await page.getByRole('textbox', { name: 'Tags' }).fill('hr ticket-17');
    await page.getByRole('textbox', { name: 'Tags' }).press('Enter');
    await expect(log.row('created anna').getByRole('img', { name: 'Pinned' })).toBeVisible();
    await log.search.fill('tag:hr is:pinned has:note');
    await expect(log.row('created anna')).toHaveCount(1);
    await expect(log.row('created ben')).toHaveCount(0);
  });

  test('paused, new exchanges wait at the top', async ({ page, host }) => {
    const log = new LogPage(page);
    await expect(log.row('created ben')).toHaveCount(1);
    await page.getByRole('button', { name: 'Pause: new exchanges wait' }).click();
    await fetch(`${host.scim}/Users`);
    await expect(log.newLine).toHaveText('1 new');
    await page.getByRole('button', { name: 'Follow again' }).click();
    await expect(log.newLine).toHaveCount(0);
    await expect(log.newest()).toContainText('Refused');
  });

  test('the requests of one burst are one session, which leads to them', async ({ page, host }) => {
    const log = new LogPage(page);
    await page.getByRole('link', { name: 'Sessions' }).click();
    const row = page.getByRole('grid', { name: 'Sessions' }).getByRole('row').filter({ hasText: 'Entra ID' });
    await expect(row).toContainText('3');
    await expectAccessible(page, 'the sessions');
    await row.click();
    await expect(log.search).toHaveValue(/^session:\d+$/);
    await expect(log.row('created anna')).toHaveCount(1);
    await page.goto(`${host.origin}/directory/users/${userId}`);
    await page.getByRole('tab', { name: /History/ }).click();
    await page.getByRole('link', { name: 'All requests about it, in the log' }).click();
    await expect(log.row('created anna')).toHaveCount(1);
    await expect(log.row('created ben')).toHaveCount(0);
  });

  test('what is chosen is exported, read in again, and deleted', async ({ page, host }) => {
    const log = new LogPage(page);
    await log.newest().focus();
    for (const key of ['j', 'j', 'j', 'x']) await page.keyboard.press(key);
    await expect(log.row('created anna').getByRole('checkbox')).toBeChecked();
    await log.choose('Export…');
    await page.getByRole('checkbox', { name: 'Pseudonymise persons' }).check();
    await expect(page.getByText('The same person has the same pseudonym everywhere')).toBeVisible();
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export 1 exchange' }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toMatch(/^scim-log-.*-pseudonymised\.jsonl$/);
    const file = await download.path();
    const text = readFileSync(file, 'utf8');
    expect(text.trim().split('\n')).toHaveLength(3);
    expect(text).toContain('person1@domain1.example');
    expect(text).not.toContain('anna');

    await log.choose('Delete what is shown…');
    await page.getByRole('button', { name: 'Delete 1 exchange' }).click();
    await expect(log.row('created anna')).toHaveCount(0);
    await expect(log.row('created ben')).toHaveCount(1);

    await page.goto(`${host.origin}/log/imports`);
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'ticket.jsonl', mimeType: 'text/plain', buffer: Buffer.from(text) });
    await expect(page.getByText('1 entry', { exact: true })).toBeVisible();
    await expectAccessible(page, 'the imports');
    await page.getByRole('grid').getByRole('row').filter({ hasText: 'created person1' }).click();
    await expect(log.pane).toContainText('The whole entry');

    const entries = page.getByRole('grid', { name: 'ticket.jsonl' });
    await log.search.fill('op:create user:person1');
    await expect(page.getByText('1 found')).toBeVisible();
    await expect(page).toHaveURL(/\/log\/imports\/\d+\/0\?query=/);
    await log.pane.getByRole('button', { name: 'Close' }).click();
    await expect(entries.getByRole('row').filter({ hasText: 'created person1' })).toHaveCount(1);
    await log.search.fill('is:refused');
    await expect(page.getByRole('heading', { name: 'No entry of ticket.jsonl matches' })).toBeVisible();
    await expectAccessible(page, 'a search in an import that finds nothing');
    await page.getByRole('button', { name: 'Clear the search' }).click();
    await expect(entries.getByRole('row').filter({ hasText: 'created person1' })).toHaveCount(1);
    await log.search.fill('session:3 ');
    await expect(page.getByText('Sessions are those of the log of this sandbox')).toBeVisible();
    await expect(entries.getByRole('row').filter({ hasText: 'created person1' }), 'what was there stays').toHaveCount(1);
    await log.search.fill('rule:');
    await expect(page.getByRole('option', { name: /^R6/ }).first()).toBeVisible();
  });
});

test.describe('a file that is no log', () => {
  test.use({ expectedComplaints: /status of 400/ });

  test('is refused with a sentence', async ({ page, host }) => {
    await new ConnectPage(page).open(host.startUrl);
    await page.goto(`${host.origin}/log/imports`);
    await expect(page.getByRole('heading', { name: 'No other log is here yet' })).toBeVisible();
    await page
      .locator('input[type="file"]')
      .setInputFiles({ name: 'x.json', mimeType: 'text/plain', buffer: Buffer.from('{"a":\n1,}') });
    await expect(page.getByText(/Line 2: This is not JSON/)).toBeVisible();
  });
});
