import { expect, expectAccessible, test } from './host.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { GoLivePage } from './pages/go-live-page.ts';
import { LogPage } from './pages/log-page.ts';
import { RehearsePage } from './pages/rehearse-page.ts';

test('an admin rehearses with the simulator first: every screen says so, and the real provider then ticks what it does', async ({
  page,
  host,
  idp,
}) => {
  const connect = new ConnectPage(page);
  const rehearse = new RehearsePage(page);
  await rehearse.open();
  await rehearse.begin();
  await rehearse.start('Entra ID');
  await expect(rehearse.standing).toContainText('All 32 steps came out as expected');

  await page.goto(`${host.origin}/connect`);
  await expect(connect.state).toContainText('Waiting for the first request');
  await expect(connect.state).toContainText('Rehearsal, not your identity provider:');
  await expect(connect.refusal).toHaveCount(0);
  await expectAccessible(page, 'Connect after a rehearsal');

  const goLive = new GoLivePage(page);
  await goLive.open(host.origin);
  await expect(page.getByText('So far only the simulator has called.')).toBeVisible();
  await expect(goLive.row('A user was created')).toContainText('Rehearsed');
  await goLive.row('A user was created').click();
  await expect(goLive.pane).toContainText('Only in the rehearsal: Entra ID created');
  await expect(goLive.pane).toContainText('Assign one person');
  await expectAccessible(page, 'a check that was rehearsed only');

  await idp.testConnection();
  await idp.createUser('anna@contoso.example');
  await expect(goLive.row('A user was created')).toContainText('Entra ID created anna@contoso.example.');
  await expect(goLive.row('A user was updated')).toContainText('Rehearsed');

  await page.goto(`${host.origin}/traps`);
  await expect(page.getByText(/only the simulator, checks or replays made are left out/)).toBeVisible();
});

test('the log marks its own rows, hides them on one press, and says of a refusal on purpose which step wanted it', async ({
  page,
  host,
  idp,
}) => {
  const rehearse = new RehearsePage(page);
  await rehearse.open();
  await rehearse.begin();
  await rehearse.start('Entra ID');
  await expect(rehearse.standing).toContainText('All 32 steps came out as expected');
  const run = page.url();
  await idp.createUser('anna@contoso.example');

  const log = new LogPage(page);
  await log.open(host.origin);
  await expect(log.newest()).toContainText('Entra ID created anna@contoso.example');
  await expect(log.newest()).not.toContainText('simulator');
  await expect(log.row(/^(?!.*Refused).*The rehearsal checked/).first()).toContainText('rehearsal');
  await page.getByRole('button', { name: 'From outside' }).click();
  await expect(page).toHaveURL(/by(?::|%3A)outside/);
  await expect(log.grid.getByRole('row')).toHaveCount(2);
  await page.getByRole('button', { name: 'From outside' }).click();

  await log.search.fill('status:401 by:simulator');
  await log.search.press('Enter');
  const refused = log.row('Refused on purpose: the token is not known here');
  await expect(refused.first()).toContainText('simulator');
  await refused.first().click();
  await expect(log.pane).toContainText('As expected');
  await expect(log.pane).toContainText('This was refused on purpose.');
  await expect(log.pane).toContainText('Its step: “Entra ID tries again after');
  await expectAccessible(page, 'a refusal on purpose');
  await log.pane.getByRole('link', { name: 'Rehearsal 1' }).first().click();
  await expect(page).toHaveURL(run);
});
