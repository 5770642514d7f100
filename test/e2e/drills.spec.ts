import { expect, expectAccessible, test } from './host.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { DrillsPage } from './pages/drills-page.ts';
import { LogPage } from './pages/log-page.ts';
import { RehearsePage } from './pages/rehearse-page.ts';

test('a drill is announced on every screen, tells of itself in the log, and is stopped from anywhere', async ({
  page,
  host,
  idp,
}) => {
  const drills = new DrillsPage(page);
  await drills.open(host.origin);
  await expect(drills.main).toContainText('No drill is on.');
  await expect(drills.bar).toHaveCount(0);
  await expectAccessible(page, 'Drills, none on');
  await drills.startPreset('Outage of 10 minutes').click();
  await expect(drills.bar).toContainText('Drill on: Outage of 10 minutes');
  expect(await idp.tryToCreateUser('anna@contoso.example')).toBe(503);
  await expect(drills.bar).toContainText('1 request touched');
  await expectAccessible(page, 'Drills, one on');

  const log = new LogPage(page);
  await log.open(host.origin);
  await expect(drills.bar).toBeVisible();
  await log.row('The drill “Outage of 10 minutes” answered 503 (creating anna@contoso.example)').click();
  await expect(log.pane).toContainText('A drill is on, and this answer is its doing.');

  await drills.bar.getByRole('button', { name: 'Stop drill' }).click();
  await expect(drills.bar).toHaveCount(0);
  expect(await idp.tryToCreateUser('anna@contoso.example')).toBe(201);
  await drills.open(host.origin);
  await expect(drills.main).toContainText('“Outage of 10 minutes” was stopped after touching 1 request.');
});

test('a drill of one’s own meets only what it is meant for', async ({ page, host, idp }) => {
  const drills = new DrillsPage(page);
  await drills.open(host.origin);
  await drills.choose('What happens', 'Answer 409 Conflict');
  await drills.choose('Method', 'POST');
  await drills.field('Path begins with').fill('/Users');
  await drills.field('Share, percent').fill('0');
  await expect(drills.main).toContainText('Something is missing or out of bounds');
  await expect(drills.startOwn).toBeDisabled();
  await drills.field('Share, percent').fill('100');
  await drills.field('Ends after requests').fill('1');
  await expect(drills.main).toContainText('In the log: “Answer 409 (POST /Users)”.');
  await drills.startOwn.click();
  await expect(drills.bar).toContainText('Answer 409 (POST /Users)');
  expect(await idp.tryToCreateUser('ben@contoso.example')).toBe(409);
  await expect(drills.bar).toHaveCount(0);
  await expect(drills.main).toContainText('ended by itself after touching 1 request.');
  expect(await idp.tryToCreateUser('ben@contoso.example')).toBe(201);
});

test('a rehearsal during a drill says so for good, and its failed steps are not taken for the endpoint’s doing', async ({
  page,
  host,
}) => {
  await new ConnectPage(page).open(host.startUrl);
  const drills = new DrillsPage(page);
  await drills.open(host.origin);
  await drills.startPreset('Outage of 10 minutes').click();
  await expect(drills.bar).toContainText('Outage of 10 minutes');
  const rehearse = new RehearsePage(page);
  await rehearse.open();
  await rehearse.begin();
  await rehearse.start('Entra ID');
  await expect(rehearse.standing).toContainText('did not come out as expected', { timeout: 60_000 });
  await drills.bar.getByRole('button', { name: 'Stop drill' }).click();
  await expect(drills.bar).toHaveCount(0);
  await page.reload();
  await expect(rehearse.standing).toContainText(
    /The drill “Outage of 10 minutes” touched \d+ of its requests, so what failed may be the drill’s doing/,
  );
  await expect(rehearse.standing.getByRole('link', { name: 'Rehearse once more after the drill' })).toBeVisible();
  await expect(rehearse.step('in its initial cycle')).toContainText('In a drill:');
  await rehearse.step('in its initial cycle').getByRole('link').click();
  await expect(rehearse.pane).toContainText(/A drill touched \d+ requests? of this step/);
  await expectAccessible(page, 'Rehearsal in a drill');
});
