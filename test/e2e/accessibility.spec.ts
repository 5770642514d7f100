import { ScimClient } from '../support/scim-client.ts';
import { expect, expectAccessible, test } from './host.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { SCREENS } from './screens.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    for (const [part, screens] of Object.entries(SCREENS)) {
      test(`axe finds nothing before the first call on any screen ${part}`, async ({ page, host }) => {
        await new ConnectPage(page).open(host.startUrl);
        await expectAccessible(page, 'Connect, waiting');
        for (const screen of screens) {
          await page.goto(`${host.origin}/${screen}`);
          await page.getByRole('heading', { level: 1 }).waitFor();
          await page
            .getByRole('heading', { level: 2 })
            .or(page.getByRole('grid'))
            .or(page.getByText('are still open'))
            .first()
            .waitFor();
          await expectAccessible(page, `${screen}, before any call`);
        }
      });
    }

    test('axe finds nothing on Connect with a secret and a refusal, nor in the command palette', async ({ page, host, idp }) => {
      await idp.testConnection();
      await new ScimClient(host.scim).get('/Users', { token: null });
      await expect(page.getByText('Open the refused call')).toBeVisible();
      await expectAccessible(page, 'Connect, live and refused');
      await page.keyboard.press('Control+k');
      await page.getByRole('textbox', { name: 'Go to, do, or search…' }).waitFor();
      await expectAccessible(page, 'command palette');
      await page.goto(`${host.origin}/nowhere`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await expectAccessible(page, 'an address that names nothing');
    });

    test('axe finds nothing in any detail', async ({ page, host, idp }) => {
      const anna = await idp.createUser('anna@contoso.example');
      await idp.disable(anna);
      const group = await idp.createGroup('Project Managers', [anna]);
      await idp.createUserWithTitle('ben@contoso.example');
      const exchanges = ['log/1', 'log/2', 'log/4'];
      const resources = [
        `directory/users/${anna}`,
        `directory/users/${anna}?tab=history`,
        `directory/users/${anna}?tab=json`,
        `directory/groups/${group}`,
      ];
      for (const screen of [
        ...exchanges,
        ...resources,
        'traps/no-deletion',
        'rules/unlisted-attributes',
        'rules/required-mappings',
      ]) {
        await page.goto(`${host.origin}/${screen}`);
        await page.getByRole('complementary', { name: 'Detail' }).getByRole('heading', { level: 2 }).waitFor();
        await expectAccessible(page, screen);
      }
    });
  });
}
