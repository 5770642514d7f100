import { expect, test } from './host.ts';
import { IdentityProvider } from './identity-provider.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { LogPage } from './pages/log-page.ts';

test('the command palette leads to a screen and searches for what was typed', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Go to, do, or search…' }).fill('rules');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/rules$/);
  await expect(page).toHaveTitle('Rules · SCIM Rehearsal');
  await page.keyboard.press('Control+k');
  await page.getByRole('textbox', { name: 'Go to, do, or search…' }).fill('anna');
  await page.getByRole('button', { name: 'Search the log for “anna”' }).click();
  await expect(page).toHaveURL(/\/log\?query=anna$/);
});

test('the command palette opens from a field too, and Tab goes from the search of the log to its filters', async ({
  page,
  host,
}) => {
  await new ConnectPage(page).open(host.startUrl);
  await page.goto(`${host.origin}/log`);
  await page.keyboard.press('/');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'Refused' })).toBeFocused();
  await page.keyboard.press('/');
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('textbox', { name: 'Go to, do, or search…' })).toBeFocused();
});

test('the chosen appearance outlives a reload', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  await page.getByRole('button', { name: /^Appearance/ }).click();
  await page.getByRole('menuitem', { name: 'Dark' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark');
});

test('in a narrow window a detail takes the page, and Back leads to the list', async ({ page, host }) => {
  const connect = new ConnectPage(page);
  await connect.open(host.startUrl);
  await new IdentityProvider(host.scim, await connect.createToken()).createUser('anna@contoso.example');
  await page.setViewportSize({ width: 900, height: 800 });
  const log = new LogPage(page);
  await log.open(host.origin);
  await log.row('created anna@contoso.example').click();
  await expect(log.pane).toBeVisible();
  await expect(log.grid).toBeHidden();
  await log.pane.getByRole('button', { name: 'Back' }).click();
  await expect(log.pane).toHaveCount(0);
  await expect(log.grid).toBeVisible();
});

test('with the keyboard alone, the first Tab offers to skip the navigation', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  await page.keyboard.press('Tab');
  const skip = page.getByRole('button', { name: 'Skip to the page' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(page.getByRole('main').locator(':focus')).toHaveText('Set up');
});

test('at 200 % zoom no list is wider than its window', async ({ page, host }) => {
  const connect = new ConnectPage(page);
  await connect.open(host.startUrl);
  await new IdentityProvider(host.scim, await connect.createToken()).createUser('anna@contoso.example');
  await page.setViewportSize({ width: 640, height: 400 });
  for (const address of ['log', 'tokens', 'directory/users', 'directory/groups', 'rules', 'go-live/checklist']) {
    await page.goto(`${host.origin}/${address}`);
    await page.getByRole('row').nth(1).waitFor();
    const tooWide = await page.evaluate(() =>
      [...document.querySelectorAll('[role=row]')]
        .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
        .map(({ textContent }) => textContent),
    );
    expect(tooWide, address).toEqual([]);
  }
});
