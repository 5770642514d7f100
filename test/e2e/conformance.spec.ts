import { readFileSync } from 'node:fs';
import { expect, expectAccessible, test } from './host.ts';
import { ConformancePage } from './pages/conformance-page.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { RulesPage } from './pages/rules-page.ts';

test('from an empty screen to a result, a check with its requests, and a report', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const conformance = new ConformancePage(page);
  await conformance.open(host.origin);
  await expect(page.getByRole('heading', { name: 'Does the endpoint do what it should?' })).toBeVisible();
  await expectAccessible(page, 'Conformance, empty');

  await conformance.button('Check this sandbox').click();
  await expect(conformance.result).toContainText('checks done');
  await expect(conformance.result.getByRole('heading')).toHaveText(/^\d+ passed, \d+ not offered$/);
  await expect(conformance.result).toContainText('Checked an empty copy of this sandbox');

  await page.keyboard.press('/');
  await page.keyboard.type('users.create-location');
  await conformance.row('A new user has an address that works').click();
  await expect(page).toHaveURL(/\/conformance\/check\/users\.create-location\?text=users\.create-location$/);
  await expect(conformance.pane).toContainText('RFC 7644 §3.3');
  await expect(conformance.pane).toContainText('POST /Users');
  await expect(conformance.pane).toContainText('Content-Type: application/scim+json');
  await expectAccessible(page, 'Conformance, a check');
  await page.keyboard.press('Escape');
  await expect(conformance.pane).toHaveCount(0);

  const download = page.waitForEvent('download');
  await conformance.button('More to do with the report').click();
  await page.getByRole('menuitem', { name: 'Save as JUnit XML' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toMatch(/^conformance-[\d-]+\.xml$/);
  expect(readFileSync(await file.path(), 'utf8')).toContain('failures="0"');
});

test('what fails comes with who is right and what to do', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const rules = new RulesPage(page);
  await rules.open(host.origin, 'string-booleans');
  await rules.option('Refuse').check();
  await expect(rules.row('Booleans sent as text')).toContainText('changed');

  const conformance = new ConformancePage(page);
  await conformance.open(host.origin, '/new');
  await page.getByRole('combobox', { name: 'What to check' }).click();
  await page.getByRole('option', { name: 'Microsoft Entra ID' }).click();
  await conformance.pane.getByRole('button', { name: 'Run checks' }).click();
  await expect(conformance.result.getByRole('heading')).toContainText('1 failed');
  await conformance.show('Problems').click();
  await conformance.row('PATCH disables and enables a user').click();
  await expect(conformance.pane).toContainText('Microsoft asks for this and the RFCs leave it open.');
  await expect(conformance.pane).toContainText('Read "False" and "True" as false and true');
  await expect(conformance.pane).toContainText('"value": "False"');
  await expectAccessible(page, 'Conformance, a failed check');
});

test('an endpoint that is not on this machine is guarded by its name', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const conformance = new ConformancePage(page);
  await conformance.open(host.origin, '/new');
  await page.getByRole('radio', { name: 'Another endpoint' }).check();
  await page.getByRole('textbox', { name: 'Base URL' }).fill('https://api.eu.meisterplan.com/scim/v2');
  const run = conformance.pane.getByRole('button', { name: 'Run checks' });
  await expect(conformance.pane).toContainText('counts as production');
  await expect(run).toBeDisabled();
  await page.getByRole('textbox', { name: 'Type api.eu.meisterplan.com to confirm' }).fill('api.eu.meisterplan.com');
  await expect(run).toBeEnabled();
  await page.getByRole('textbox', { name: 'Base URL' }).fill('http://127.0.0.1:1/scim');
  await page.getByRole('textbox', { name: 'Secret token' }).fill('api-1');
  await run.click();
  await expect(conformance.result.getByRole('heading')).toContainText('Broken off');
  await expect(conformance.result).toContainText('connection refused');
});
