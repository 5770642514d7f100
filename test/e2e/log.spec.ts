import { expect, test } from './host.ts';
import { LogPage } from './pages/log-page.ts';
import { RulesPage } from './pages/rules-page.ts';

test('a refused request tells what happened, why, and where to click', async ({ page, host, idp }) => {
  const log = new LogPage(page);
  await log.open(host.origin);
  await expect(page.getByRole('heading', { name: 'Nothing has called yet' })).toBeVisible();

  await idp.createUser('anna@contoso.example');
  await expect(log.newest()).toContainText('created anna@contoso.example');
  expect(await idp.createUserWithTitle('ben@contoso.example')).toBe(400);
  await expect(log.newest()).toContainText('title');

  await log.filterBy('Refused');
  await expect(log.row('created anna@contoso.example')).toHaveCount(0);
  await expect(page).toHaveURL(/verdicts=/);
  await log.row('title').click();
  await expect(log.pane).toContainText('What to do');
  await expect(log.pane).toContainText('Edit attribute mappings');
  await expect(log.pane).toContainText('400 Bad Request');
  await expect(log.pane.getByRole('textbox', { name: 'Request' })).toContainText('"title": "Consultant"');

  const search = new RulesPage(page);
  await log.pane.getByRole('link', { name: 'Attributes that are not in the mapping list' }).click();
  await expect(search.pane).toContainText('1 exchange touched');
});

test('new exchanges wait while the admin reads further down, and come in when asked for', async ({ page, host, idp }) => {
  await Promise.all(Array.from({ length: 260 }, () => idp.testConnection()));
  const log = new LogPage(page);
  await log.open(host.origin);
  await expect(page.getByText('260 exchanges')).toBeVisible();
  await log.grid.getByRole('row').nth(5).hover();
  await expect(async () => {
    await page.mouse.wheel(0, 4000);
    await expect(log.grid.locator('[aria-rowindex="261"]'), 'older pages are read on the way down').toBeVisible({ timeout: 500 });
  }).toPass();

  await idp.createUser('anna@contoso.example');
  await expect(log.newLine).toHaveText('1 new');
  await expect(log.row('created anna@contoso.example')).toHaveCount(0);
  await log.newLine.click();
  await expect(log.newest()).toContainText('created anna@contoso.example');
  await expect(log.newLine).toHaveCount(0);
});

test('the text filter finds what only a body holds, live as well', async ({ page, host, idp }) => {
  await idp.createUser('anna@contoso.example');
  const log = new LogPage(page);
  await log.open(host.origin);
  await log.search.fill('Consultant');
  await expect(page.getByRole('heading', { name: 'No exchange matches' })).toBeVisible();
  await idp.createUserWithTitle('ben@contoso.example');
  await expect(log.row('title')).toHaveCount(1);
});

test('the log is emptied only after it was said what goes and what stays', async ({ page, host, idp }) => {
  await idp.createUser('anna@contoso.example');
  const log = new LogPage(page);
  await log.open(host.origin);
  await log.choose('Clear log');
  await expect(page.getByText('Users, groups and tokens stay.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove 1 exchange' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing has called yet' })).toBeVisible();
});
