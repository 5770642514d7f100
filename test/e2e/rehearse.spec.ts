import type { Page } from '@playwright/test';
import { type ConsoleHost, expect, expectAccessible, test } from './host.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { RehearsePage } from './pages/rehearse-page.ts';

/** Starts a rehearsal that fails, because Entra ID's default mappings send what is not in the mapping list. */
async function startWithDefaultMappings(page: Page, host: ConsoleHost): Promise<RehearsePage> {
  await new ConnectPage(page).open(host.startUrl);
  const rehearse = new RehearsePage(page);
  await rehearse.open();
  await rehearse.begin();
  await rehearse.chooseMapping('As Entra ID has them by default');
  await rehearse.start('Entra ID');
  return rehearse;
}

test('an admin rehearses Entra ID, reads the result first, and follows a step into the log', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const rehearse = new RehearsePage(page);
  await rehearse.open();
  await expect(page.getByRole('heading', { name: 'Nothing was rehearsed yet' })).toBeVisible();
  await rehearse.begin();
  await expect(rehearse.pane).toContainText('never after an unassignment');
  await rehearse.start('Entra ID');
  await expect(rehearse.standing).toContainText('All 32 steps came out as expected');

  await rehearse.step('leaves and is blocked').getByRole('link').click();
  await expect(rehearse.pane).toContainText('The account is deactivated, not deleted.');
  await rehearse.pane
    .getByRole('link', { name: /200\s*PATCH/ })
    .last()
    .click();
  await expect(page).toHaveURL(/\/log\/\d+$/);
  await expect(page.getByRole('complementary', { name: 'Detail' })).toContainText('Entra ID disabled');
  await page.goBack();
  await expect(rehearse.pane).toContainText('The account is deactivated, not deleted.');
  await page.keyboard.press('Escape');
  await expect(rehearse.pane).toHaveCount(0);
});

test('default mappings fail, the failed steps can be shown alone, and a repaired rehearsal is compared with them', async ({
  page,
  host,
}) => {
  const rehearse = await startWithDefaultMappings(page, host);
  await expect(rehearse.standing).toContainText('did not come out as expected');
  await page.getByText('Failed (3)').click();
  await expect(page).toHaveURL(/show=failed/);
  await rehearse.step('in its initial cycle').getByRole('link').click();
  await expect(rehearse.pane).toContainText('"title" is not in the mapping list of this endpoint');
  await rehearse.pane.getByRole('button', { name: 'Close' }).click();

  await rehearse.open();
  await rehearse.begin();
  await rehearse.start('Entra ID');
  await expect(rehearse.standing).toContainText('All 32 steps came out as expected');
  await page.getByRole('combobox', { name: 'Another rehearsal to compare with' }).click();
  await page.getByRole('option', { name: /Entra ID, default dialect/ }).click();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison).toContainText('steps came out otherwise');
  await expect(comparison).toContainText('Failed → As expected');
});

test('a failed rehearsal leads to its first failure, which names the rule, the fix and where to click', async ({
  page,
  host,
}) => {
  const rehearse = await startWithDefaultMappings(page, host);
  await expect(rehearse.standing.getByRole('link', { name: 'Check your own mappings' })).toHaveAttribute(
    'href',
    '/mappings/file',
  );
  await rehearse.standing.getByRole('link', { name: 'See what failed first' }).click();
  await expect(rehearse.steps.getByRole('row', { selected: true })).toContainText('in its initial cycle');
  const cause = rehearse.pane.locator('section').filter({ has: page.getByRole('heading', { name: 'Why it failed' }) });
  await expect(cause).toContainText('Delete the mapping to title');
  await expect(cause).toContainText('Provision Microsoft Entra ID Users');
  await expect(cause.getByRole('link', { name: 'Attributes that are not in the mapping list' })).toBeVisible();
  await cause.getByRole('link', { name: 'Open the first refused request in the log' }).click();
  await expect(rehearse.pane).toContainText('Refused: title is not in the mapping list');
});

test('an endpoint that is not on this machine wants its name typed', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const rehearse = new RehearsePage(page);
  await rehearse.open();
  await rehearse.begin();
  await rehearse.chooseIdp('Okta · app from the wizard');
  await page.getByText('Another endpoint').click();
  await rehearse.pane.getByLabel('Tenant URL').fill('https://scim.invalid/scim/v2');
  await rehearse.pane.getByLabel('Secret token').fill('x');
  const start = rehearse.pane.getByRole('button', { name: 'Rehearse with Okta' });
  await expect(start).toBeDisabled();
  await rehearse.pane.getByLabel('Type scim.invalid to confirm').fill('scim.invalid');
  await expect(start).toBeEnabled();
  await start.click();
  await expect(rehearse.standing).toContainText('could not be brought to its end');
  await expect(rehearse.standing).toContainText('scim.invalid');
});

test('a file that is no mapping is refused in the form, with a reason', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const rehearse = new RehearsePage(page);
  await rehearse.open();
  await rehearse.begin();
  await rehearse.chooseMapping('My own, from a file');
  const start = rehearse.pane.getByRole('button', { name: 'Rehearse with Entra ID' });
  await expect(start).toBeDisabled();
  const file = { name: 'schema.json', mimeType: 'application/json', buffer: Buffer.from('[1,2') };
  await rehearse.pane.locator('input[type="file"]').setInputFiles(file);
  await expect(start).toBeEnabled();
  await start.click();
  await expect(rehearse.pane.getByRole('alert')).toContainText('"schema.json" holds no mappings.');
});
test.use({ expectedComplaints: /status of 400/ });

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });
    test('axe finds nothing on the screens of a rehearsal', async ({ page, host }) => {
      await new ConnectPage(page).open(host.startUrl);
      const rehearse = new RehearsePage(page);
      await rehearse.open();
      await expectAccessible(page, 'Rehearse, empty');
      await rehearse.begin();
      await expectAccessible(page, 'Begin a rehearsal');
      await rehearse.start('Entra ID');
      await expect(rehearse.standing).toContainText('steps came out as expected');
      await rehearse.step('tests the connection').getByRole('link').click();
      await expect(rehearse.pane).toContainText('1 request');
      await expectAccessible(page, 'one rehearsal, a step open');
      await rehearse.open();
      await expectAccessible(page, 'all rehearsals');
    });
  });
}
