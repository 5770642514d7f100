import { readFileSync } from 'node:fs';
import { TOKEN, makeDataFolder, startHost } from '../support/host.ts';
import { expect, expectAccessible, test } from './host.ts';
import { IdentityProvider } from './identity-provider.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { LogPage } from './pages/log-page.ts';
import { ReplayPage } from './pages/replay-page.ts';
import { RulesPage } from './pages/rules-page.ts';

async function provisioned(page: ConstructorParameters<typeof ConnectPage>[0], host: { startUrl: string; scim: string }) {
  const connect = new ConnectPage(page);
  await connect.open(host.startUrl);
  const idp = new IdentityProvider(host.scim, await connect.createToken());
  const anna = await idp.createUser('anna@contoso.example');
  await idp.createUserWithTitle('ben@contoso.example');
  await idp.disable(anna);
  return idp;
}

test('the latest session is tried under another preset, and what it would change is shown side by side', async ({
  page,
  host,
}) => {
  await provisioned(page, host);
  await new RulesPage(page).open(host.origin);
  await page.getByRole('group', { name: 'Preset' }).getByRole('button', { name: 'Lenient' }).click();
  const replay = new ReplayPage(page);
  await replay.press('Try it on the latest session');
  await expect(replay.pane).toContainText('1 refused');
  await expectAccessible(page, 'planning a replay');
  await replay.press('Replay 3 exchanges');

  await expect(replay.standing).toContainText('2 same · 1 differs');
  await expect(replay.standing).toContainText('0 of 3 are refused there; it was 1 before.');
  await replay.step('title').click();
  await expect(replay.pane).toContainText('400 → 201');
  await expect(replay.pane.getByRole('row', { name: /^status/ })).toContainText('201');
  await expectAccessible(page, 'an exchange of a replay');
  await page.keyboard.press('k');
  await expect(replay.pane).toContainText('created anna@contoso.example');
  await page.keyboard.press('Escape');
  await expect(replay.pane).toHaveCount(0);

  const saved = page.waitForEvent('download');
  await replay.press('Save report');
  expect(readFileSync(await (await saved).path(), 'utf8')).toContain('400 → 201');
  await replay.open(host.origin);
  await expect(replay.runs).toContainText('an empty copy that first got what came before, under the preset lenient');
  await expectAccessible(page, 'the list of replays');
});

test('one rule is tried on the latest session without being switched', async ({ page, host }) => {
  await provisioned(page, host);
  const rules = new RulesPage(page);
  await rules.open(host.origin, 'unlisted-attributes');
  await rules.pane.getByRole('link', { name: 'Try “Lenient” on the latest session' }).click();
  const replay = new ReplayPage(page);
  await expect(replay.pane).toContainText('Tried rule: Attributes that are not in the mapping list: Lenient');
  await replay.press('Replay 3 exchanges');
  await expect(replay.standing).toContainText('under unlisted-attributes = lenient');
  await expect(replay.standing).toContainText('2 same · 1 differs');
});

test('step by step, each press sends one exchange', async ({ page, host }) => {
  await provisioned(page, host);
  const replay = new ReplayPage(page);
  await replay.plan(host.origin);
  await page.getByText('Step by step').click();
  await replay.press('Replay 3 exchanges');
  await expect(replay.standing).toContainText('3 not sent yet');
  await replay.press('Send the next');
  await expect(replay.standing).toContainText('1 same · 2 not sent yet');
  await replay.press('Go on');
  await expect(replay.standing).toContainText('3 same');
  await replay.press('More to do with this replay');
  await page.getByRole('menuitem', { name: 'Delete replay' }).click();
  await expect(page.getByRole('heading', { name: 'Nothing was replayed yet' })).toBeVisible();
});

test('another endpoint on this machine wants its token, and shows by reading what would happen', async ({ page, host }) => {
  await provisioned(page, host);
  const data = makeDataFolder();
  const second = await startHost(data.folder);
  const replay = new ReplayPage(page);
  await replay.plan(host.origin);
  await replay.sendTo('Another SCIM endpoint');
  await page.getByRole('textbox', { name: 'Base URL' }).fill(second.scim);
  await replay.press('Continue: token and preview');
  await page.getByRole('textbox', { name: 'Secret token of the endpoint' }).fill(TOKEN);
  await replay.press('Preview at 127.0.0.1');
  await expect(page.getByText('Would create 2')).toBeVisible();
  await replay.press('Replay 3 exchanges');
  await expect(replay.standing).toContainText('3 same');
  await second.stop();
  data.remove();
});

test.describe('an endpoint that is not on this machine', () => {
  test.use({ expectedComplaints: /503/ });

  test('is not sent anything before its preview, and one that is not there is said so', async ({ page, host }) => {
    await provisioned(page, host);
    const replay = new ReplayPage(page);
    await replay.plan(host.origin);
    await replay.sendTo('Another SCIM endpoint');
    await page.getByRole('textbox', { name: 'Base URL' }).fill('https://scim.invalid/scim/v2');
    await replay.press('Continue: token and preview');
    await expect(page.getByText('counts as production')).toBeVisible();
    await expect(page.getByRole('button', { name: /^Replay/ })).toHaveCount(0);
    await page.getByRole('textbox', { name: 'Secret token of the endpoint' }).fill(TOKEN);
    await replay.press('Preview at scim.invalid');
    await expect(page.getByRole('alert')).toContainText('There is no host named scim.invalid');
    await expectAccessible(page, 'before a replay to another endpoint');
  });
});

test('an exchange is edited and sent again with r, and the new answer stands over the old one', async ({ page, host }) => {
  await provisioned(page, host);
  const log = new LogPage(page);
  await log.open(host.origin);
  await log.row('title').click();
  await expect(log.pane).toContainText('What to do');
  await page.keyboard.press('r');
  const body = log.pane.getByRole('textbox', { name: /^Body/ });
  await expect(body).toContainText('Consultant');
  // The attribute is taken out: a comma is typed too many, the mistake is undone, then the text is put right.
  const without = (await body.innerText()).replace(/,\s*"title": "Consultant"/, '');
  await body.press('Control+a');
  await page.keyboard.insertText(without.replace(',', ',,'));
  await expect(log.pane.getByRole('status')).toContainText(/line \d+ is not valid JSON, and is sent as it is/);
  await expectAccessible(page, 'edit and resend, broken');
  await body.press('Control+z');
  await expect(log.pane.getByRole('status')).toHaveCount(0);
  await expect(body).toContainText('Consultant');
  await body.press('Control+a');
  await page.keyboard.insertText(without);
  await expectAccessible(page, 'edit and resend');
  await log.pane.getByRole('button', { name: 'Send to this sandbox' }).click();
  await expect(log.pane).toContainText('400 → 201');
  await expect(log.row('created ben@contoso.example')).toHaveCount(1);
});

test('what is chosen in the log is exported, read in again, and replayed from the file', async ({ page, host }) => {
  await provisioned(page, host);
  const log = new LogPage(page);
  const replay = new ReplayPage(page);
  await log.open(host.origin);
  for (const text of ['created anna', 'title']) await log.row(text).getByRole('checkbox').check();
  await replay.press('Replay');
  await expect(replay.pane).toContainText('2 chosen exchanges');

  await log.open(host.origin);
  for (const text of ['created anna', 'title']) await log.row(text).getByRole('checkbox').check();
  await log.choose('Export…');
  const downloading = page.waitForEvent('download');
  await replay.press('Export 2 exchanges');
  const file = { name: 'chosen.jsonl', mimeType: 'text/plain', buffer: readFileSync(await (await downloading).path()) };
  await page.goto(`${host.origin}/log/imports`);
  await page.locator('input[type="file"]').setInputFiles(file);
  await expect(page.getByText('2 entries', { exact: true })).toBeVisible();
  await page.getByRole('link', { name: 'Replay', exact: true }).click();
  await expect(replay.pane).toContainText('The exchanges of an imported file');
  await replay.press('Replay these exchanges');
  await expect(replay.standing).toContainText('2 same');
  await expect(page.getByRole('heading', { name: '2 imported exchanges' })).toBeVisible();
});
