import { ScimClient } from '../support/scim-client.ts';
import { expect, expectAccessible, test } from './host.ts';
import { IdentityProvider } from './identity-provider.ts';
import { ConnectPage } from './pages/connect-page.ts';

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('every screen is free of what axe finds, empty and full', async ({ page, host }) => {
      const connect = new ConnectPage(page);
      await connect.open(host.startUrl);
      await expectAccessible(page, 'Connect, waiting');
      for (const screen of ['tokens', 'log', 'directory/users', 'directory/groups', 'rules', 'tokens/new']) {
        await page.goto(`${host.origin}/${screen}`);
        await page.getByRole('heading', { level: 1 }).waitFor();
        await expect(page.getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(0);
        await expectAccessible(page, `${screen}, before any call`);
      }

      await page.goto(`${host.origin}/connect`);
      const idp = new IdentityProvider(host.scim, await connect.createToken());
      await expectAccessible(page, 'Connect, secret shown');
      const anna = await idp.createUser('anna@contoso.example');
      await idp.disable(anna);
      const group = await idp.createGroup('Project Managers', [anna]);
      await idp.createUserWithTitle('ben@contoso.example');
      await new ScimClient(host.scim).get('/Users', { token: null });
      await expect(page.getByText('Open the refused call')).toBeVisible();
      await expectAccessible(page, 'Connect, live and refused');

      const details = ['log/1', 'log/2', 'log/4', `directory/users/${anna}`, `directory/users/${anna}?tab=history`, `directory/users/${anna}?tab=json`];
      for (const screen of [...details, `directory/groups/${group}`, 'rules/unlisted-attributes', 'rules/required-mappings']) {
        await page.goto(`${host.origin}/${screen}`);
        await page.getByRole('complementary', { name: 'Detail' }).getByRole('heading', { level: 2 }).waitFor();
        await expectAccessible(page, screen);
      }
      await page.keyboard.press('Control+k');
      await page.getByRole('textbox', { name: 'Go to, do, or search…' }).waitFor();
      await expectAccessible(page, 'command palette');
    });
  });
}
