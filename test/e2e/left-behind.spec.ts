import { expect, expectAccessible, test } from './host.ts';
import { IdentityProvider } from './identity-provider.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { LogPage } from './pages/log-page.ts';
import { RehearsePage } from './pages/rehearse-page.ts';

test('a name that a rehearsal left taken is told as that, and given free where it is told', async ({ page, host }) => {
  const connect = new ConnectPage(page);
  await connect.open(host.startUrl);
  const idp = new IdentityProvider(host.scim, await connect.createToken());
  const rehearse = new RehearsePage(page);
  await rehearse.open();
  await rehearse.begin();
  await rehearse.start('Entra ID');
  await expect(rehearse.standing).toContainText('All 32 steps came out as expected');

  await page.goto(`${host.origin}/directory/users`);
  const name = await page
    .getByRole('row')
    .filter({ hasText: '.new2@contoso.example' })
    .first()
    .getByText(/@contoso\.example$/)
    .first()
    .innerText();
  expect(await idp.tryToCreateUser(name)).toBe(409);

  const log = new LogPage(page);
  await log.open(host.origin);
  await log.row('a rehearsal left somebody here who has this name').first().click();
  await expect(log.pane).toContainText('Who has it is nobody real');
  await expect(log.pane.getByRole('link', { name: 'Create a sandbox to rehearse in' })).toHaveAttribute('href', '/sandboxes/new');
  await expectAccessible(page, 'A name that a rehearsal left taken');
  const remove = log.pane.getByRole('button', { name: /^Delete \d+ users and \d+ groups that rehearsals left$/ });
  await remove.click();
  await expect(log.pane).toContainText('what your identity provider or you have made stays');
  await remove.click();
  await expect(log.pane).toContainText('Nothing that rehearsals left is here any more');
  expect(await idp.tryToCreateUser(name)).toBe(201);
});
