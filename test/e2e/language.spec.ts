import type { Page } from '@playwright/test';
import { type ConsoleHost, expect, expectAccessible, test } from './host.ts';
import { SCREENS } from './screens.ts';
import { IdentityProvider } from './identity-provider.ts';
import { SettingsPage } from './pages/settings-page.ts';

const ADDRESSES = [...Object.values(SCREENS).flat(), 'connect', 'log/1', 'rules/unlisted-attributes'];

/** Comes in by the start link and makes a token, in German. */
async function startInGerman(page: Page, host: ConsoleHost): Promise<IdentityProvider> {
  await page.goto(host.startUrl);
  await page.getByRole('heading', { name: 'Verbinden', level: 1 }).waitFor();
  await page.getByRole('button', { name: 'Token erstellen' }).click();
  const secret = page.getByText(/^api-[0-9a-f]{32}$/).first();
  return new IdentityProvider(host.scim, await secret.innerText());
}

/** Texts of buttons, links, tabs, headings and heads of columns that do not fit into their place, or stand outside of the window. */
function textsThatDoNotFit(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const parts = document.querySelectorAll<HTMLElement>('button, nav a, [role=tab], [role=columnheader], label, header, h1, h2');
    const shown = [...parts].filter(
      (part) => part.closest('.visually-hidden') === null && part.checkVisibility({ visibilityProperty: true }),
    );
    return shown
      .filter((part) => {
        const isInline = getComputedStyle(part).display === 'inline';
        return (!isInline && part.scrollWidth > part.clientWidth + 1) || part.getBoundingClientRect().right > innerWidth + 1;
      })
      .map((part) => `${part.tagName.toLowerCase()} “${part.innerText}”`);
  });
}

test.describe('on a German system', () => {
  test.use({ locale: 'de-DE' });

  test('the first start is in German, and dates and numbers are too', async ({ page, host }) => {
    const idp = await startInGerman(page, host);
    await idp.createUser('anna@contoso.example');
    await expect(page.locator('html')).toHaveAttribute('lang', 'de-DE');
    await expect(page).toHaveTitle('Verbinden · SCIM Rehearsal');
    await page.getByRole('link', { name: 'Protokoll', exact: true }).click();
    const row = page.getByRole('row').filter({ hasText: 'anna@contoso.example' });
    await expect(row.locator('time')).toHaveAttribute('title', /^\d{1,2}\. [A-Z][a-zä]+\.? \d{4}, \d{2}:\d{2}:\d{2},\d{3}$/);
    await expect(row.locator('[lang=en]'), 'the service’s sentence is marked as English').toContainText(
      'created anna@contoso.example',
    );
    await page.goto(`${host.origin}/directory/resources/import/file`);
    const lines = Array.from({ length: 1200 }, (_, index) => `R-${index};Ressource ${index}`);
    await page.getByRole('textbox', { name: 'Oder Zeilen einfügen' }).fill(['ID;Name', ...lines].join('\n'));
    await page.getByRole('button', { name: 'Eingefügte Zeilen lesen' }).click();
    await expect(page.getByText('1.200 Ressourcen, alle neu.')).toBeVisible();
  });

  test('English is chosen in Settings without a reload, outlives one, and leads back', async ({ page, host }) => {
    await startInGerman(page, host);
    const settings = new SettingsPage(page);
    await settings.open('de');
    const german = settings.language('de');
    await expect(german.getByRole('radio', { name: 'Wie das System' })).toBeChecked();
    await expect(german.getByText('kommen vom Dienst und sind englisch')).toBeVisible();
    // A mark in the page that only a reload takes away.
    await page.evaluate(() => (document.body.dataset['sameDocument'] = 'true'));
    await german.getByRole('radio', { name: 'English' }).check();
    const english = settings.language('en');
    await expect(english).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', /^en/);
    await expect(page.locator('body')).toHaveAttribute('data-same-document', 'true');
    await expect(english.getByText('are in English')).toHaveCount(0);
    await page.reload();
    await expect(english.getByRole('radio', { name: 'English' })).toBeChecked();
    await english.getByRole('radio', { name: 'Deutsch' }).check();
    await expect(german).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de-DE');
  });

  for (const width of [1280, 900]) {
    test(`at ${width} pixels no button, tab, heading, head of a column or link of the navigation is too long for its place`, async ({
      page,
      host,
    }) => {
      const idp = await startInGerman(page, host);
      const anna = await idp.createUser('anna@contoso.example');
      await page.setViewportSize({ width, height: 800 });
      const wrong: string[] = [];
      for (const screen of [...ADDRESSES, `directory/users/${anna}`]) {
        await page.goto(`${host.origin}/${screen}`);
        // In a narrow window a detail takes the place of the page and its title.
        await page.locator('h1:visible, aside h2:visible').first().waitFor();
        for (const text of await textsThatDoNotFit(page)) wrong.push(`${screen}: ${text}`);
      }
      expect(wrong).toEqual([]);
    });
  }

  test('axe finds nothing on Connect and in Settings', async ({ page, host }) => {
    await startInGerman(page, host);
    await expectAccessible(page, 'Connect, in German');
    await new SettingsPage(page).open('de');
    await expectAccessible(page, 'Settings, in German');
  });
});

test.describe('on a system in another language', () => {
  test.use({ locale: 'fr-FR' });

  test('the console speaks English, and German from the command palette on', async ({ page, host }) => {
    await page.goto(host.startUrl);
    await page.getByRole('heading', { name: 'Connect', level: 1 }).waitFor();
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    await page.keyboard.press('Control+k');
    await page.getByRole('textbox', { name: 'Go to, do, or search…' }).fill('deutsch');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { name: 'Verbinden', level: 1 })).toBeVisible();
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  });
});
