import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, expectAccessible, test } from './host.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { MappingsPage } from './pages/mappings-page.ts';

const FIVE_MISTAKES = fileURLToPath(new URL('../fixtures/mappings/entra-five-mistakes.json', import.meta.url));
const MEISTERPLAN = 'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User';
const USERS = 'Provision Microsoft Entra ID Users';

test('the five classic mistakes are seen from the export alone, each with its fix and the place to click', async ({
  page,
  host,
}) => {
  await new ConnectPage(page).open(host.startUrl);
  const mappings = new MappingsPage(page);
  await mappings.open(host.origin);
  await mappings.giveFile(FIVE_MISTAKES);
  await expect(mappings.verdict).toContainText('1 mapping would be refused, 1 required mapping is missing');
  await mappings.answerSingleSignOn('Yes');

  await mappings.expectFinding('title', {
    what: /title is not in the mapping list/,
    fix: /Delete the mapping/,
    place: USERS,
  });
  await mappings.expectFinding('emails[type eq "work"].value', { what: /Nothing is mapped to/, fix: /\[mail\]/, place: USERS });
  await mappings.expectFinding('active', { what: /leavers stay active/, fix: /IsSoftDeleted/, place: USERS });
  await mappings.expectFinding('User.passwordNeverExpires', {
    what: /a dot before/,
    fix: /2\.0:User:passwordNeverExpires/,
    place: USERS,
  });
  await mappings.expectFinding('userName', { what: /comes from mail; the NameID/, fix: /userPrincipalName/, place: USERS });
  await expect(page).toHaveURL(/\/mappings\/file\/[^/]+$/);

  // Only the admin knows what the NameID is.
  await page.getByRole('textbox', { name: 'NameID' }).fill('mail');
  await page.keyboard.press('Enter');
  await expect(mappings.pane.getByRole('heading', { name: /NameID/ })).toHaveCount(0);
});

test('the same five are seen from traffic alone, as the requests come in', async ({ page, host, idp }) => {
  const mappings = new MappingsPage(page);
  await mappings.open(host.origin, 'sent');
  await expect(page.getByRole('heading', { name: 'Nothing was sent yet' })).toBeVisible();

  // As Entra ID sends with title and a dotted URN mapped, and with neither mail nor active.
  const mapped = (userName: string) => ({
    userName,
    externalId: userName,
    name: { givenName: 'Anna', familyName: 'Arendt' },
    [`${MEISTERPLAN}.passwordNeverExpires`]: 'True',
  });
  expect(await idp.sendUser({ ...mapped('anna@corp.contoso.example'), title: 'Consultant' })).toBe(400);
  await expect(mappings.verdict).toContainText('1 attribute is refused, 1 required attribute was never sent and 2 look wrong');
  await mappings.answerSingleSignOn('Yes');
  await mappings.expectFinding('title', {
    what: /title is not in the mapping list/,
    fix: /Delete the mapping/,
    place: USERS,
  });
  await mappings.expectFinding('emails[type eq "work"].value', {
    what: /was never sent, and it is required/,
    fix: /\[mail\]/,
    place: USERS,
  });
  await mappings.expectFinding('active', { what: /so leavers stay active/, fix: /IsSoftDeleted/, place: USERS });
  await mappings.expectFinding('User.passwordNeverExpires', {
    what: /a dot before/,
    fix: /2\.0:User:passwordNeverExpires/,
    place: USERS,
  });

  // Once mail is mapped, the two names of a person can be compared.
  const mail = [{ primary: true, type: 'work', value: 'anna.arendt@contoso.example' }];
  expect(await idp.sendUser({ ...mapped('anna@corp.contoso.example'), emails: mail })).toBe(201);
  await mappings.expectFinding('userName', {
    what: /differ for one user, such as anna@corp\.contoso\.example with anna\.arendt@contoso\.example/,
    fix: /Compare the NameID/,
    place: USERS,
  });
  await expect(mappings.pane).toContainText('Of 1 user, 1 had a value');
  await mappings.pane.getByRole('link', { name: /just now|ago/ }).click();
  await expect(page).toHaveURL(/\/log\/2$/);
});

test('corrections can be read and downloaded, and the corrected file is as the endpoint wants it', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const mappings = new MappingsPage(page);
  await mappings.open(host.origin);
  await mappings.giveFile(FIVE_MISTAKES);
  await page.getByRole('link', { name: /Review \d+ corrections/ }).click();
  await expect(mappings.pane.getByText('Delete the mapping to title.')).toBeVisible();
  const download = page.waitForEvent('download');
  await mappings.pane.getByRole('button', { name: 'Download corrected file' }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe('entra-five-mistakes-corrected.json');
  const text = readFileSync(await file.path(), 'utf8');
  expect(text).toContain('emails[type eq \\"work\\"].value');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Give another mapping' }).click();
  await mappings.giveFile({ name: 'corrected.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await expect(mappings.verdict).toHaveText('The mappings are as the endpoint wants them.');
});

test('a preview shows the request for a person and what would become of it', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const mappings = new MappingsPage(page);
  await mappings.open(host.origin);
  await mappings.giveFile(fileURLToPath(new URL('../fixtures/mappings/entra-corrected.json', import.meta.url)));
  await page.getByRole('link', { name: 'Preview a person' }).click();
  await expect(mappings.pane.getByRole('heading', { level: 2 })).toContainText('anna.arendt@contoso.example');
  await mappings.pane.getByRole('textbox', { name: 'User principal name or login' }).fill('Ben@contoso.example');
  await expect(mappings.pane.getByRole('heading', { level: 2 })).toContainText('ben@contoso.example');
  await expect(mappings.pane.getByRole('heading', { name: 'The user that would result' })).toBeVisible();
  await mappings.pane.getByRole('button', { name: 'Without mail' }).click();
  await expect(mappings.pane.getByText('Refused', { exact: true })).toBeVisible();
  await expect(mappings.pane.getByRole('heading', { name: 'The user that would result' })).toHaveCount(0);
});

test("Okta's attributes are ticked instead of exported, and the mapping can be forgotten", async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const mappings = new MappingsPage(page);
  await mappings.open(host.origin);
  await page.getByRole('link', { name: "Tick Okta's attributes" }).click();
  await mappings.pane.getByRole('checkbox', { name: 'title' }).uncheck();
  await mappings.pane.getByRole('button', { name: 'Judge mapping' }).click();
  await expect(mappings.row('nickName')).toContainText('Would be refused');
  await expect(mappings.grid.getByRole('row').filter({ hasText: 'user.title' })).toHaveCount(0);
  await page.reload();
  await expect(mappings.row('nickName')).toContainText('Would be refused');
  await page.getByRole('button', { name: 'Forget this mapping' }).click();
  await expect(page.getByRole('heading', { name: 'Find the mistakes before anything is sent' })).toBeVisible();
});

test('a file can be dropped onto the list', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const mappings = new MappingsPage(page);
  await mappings.open(host.origin);
  const target = page.getByRole('heading', { name: 'Find the mistakes before anything is sent' });
  await target.waitFor();
  const dropped = await page.evaluateHandle(
    (text) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([text], 'dropped.json', { type: 'application/json' }));
      return transfer;
    },
    readFileSync(FIVE_MISTAKES, 'utf8'),
  );
  await target.dispatchEvent('dragover', { dataTransfer: dropped });
  await expect(page.getByText('Drop the mapping here')).toBeVisible();
  await target.dispatchEvent('drop', { dataTransfer: dropped });
  await expect(page.getByText('dropped.json')).toBeVisible();
  await expect(mappings.row('title')).toContainText('Would be refused');
});

test.describe('files that are none', () => {
  test.use({ expectedComplaints: /status of 400/ });

  test('the page says what a file looks like, and keeps the mapping that was there', async ({ page, host }) => {
    await new ConnectPage(page).open(host.startUrl);
    const mappings = new MappingsPage(page);
    await mappings.open(host.origin);
    await mappings.giveFile({ name: 'metadata.xml', mimeType: 'text/xml', buffer: Buffer.from('<EntityDescriptor/>') });
    await expect(page.getByRole('alert')).toContainText('This looks like an XML document.');
    await mappings.giveFile({ name: 'big.json', mimeType: 'application/json', buffer: Buffer.alloc(20 * 1024 * 1024, 0x20) });
    await expect(page.getByRole('alert')).toContainText('big.json has 20 MB.');
    await mappings.giveFile(FIVE_MISTAKES);
    await expect(mappings.grid).toBeVisible();
    await page.getByRole('button', { name: 'Give another mapping' }).click();
    await page.getByRole('button', { name: 'Paste text' }).click();
    await page.getByRole('textbox', { name: 'Mapping as JSON' }).fill('{"userName": "{$parameters.scimusername}",');
    await page.getByRole('button', { name: 'Judge mapping' }).click();
    await expect(page.getByRole('alert')).toContainText('This looks like JSON that is cut off.');
    await page.getByRole('button', { name: 'Leave it as it is' }).click();
    await expect(mappings.grid).toBeVisible();
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('axe finds nothing on the mappings', async ({ page, host, idp }) => {
      await idp.createUserWithTitle('anna@contoso.example');
      const mappings = new MappingsPage(page);
      await mappings.open(host.origin);
      await expectAccessible(page, 'mappings, none given');
      await mappings.giveFile(FIVE_MISTAKES);
      await mappings.row('title').click();
      await mappings.pane.getByRole('heading', { level: 2 }).waitFor();
      await expectAccessible(page, 'mappings, one of a file');
      for (const place of ['file/fixes', 'file/preview', 'file/tick', 'sent/User%3Atitle', 'sent/fixes']) {
        await page.goto(`${host.origin}/mappings/${place}`);
        await mappings.pane.getByRole('heading', { level: 2 }).waitFor();
        await expectAccessible(page, `mappings/${place}`);
      }
    });
  });
}
