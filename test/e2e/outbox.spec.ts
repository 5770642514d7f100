import { startMailServer } from '../support/mail-server.ts';
import { ScimClient, minimalUser } from '../support/scim-client.ts';
import { expect, expectAccessible, test } from './host.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { InvitationPage, OutboxPage } from './pages/outbox-page.ts';

const MEISTERPLAN = 'urn:ietf:params:scim:schemas:extension:meisterplan:2.0:User';

/** What an IdP sends when sendInvitationMail is mapped to true. */
async function createInvited(scim: string, token: string, userName: string): Promise<void> {
  const user = {
    ...minimalUser(userName),
    name: { givenName: 'Anna', familyName: 'Groß' },
    [MEISTERPLAN]: { sendInvitationMail: true },
  };
  expect((await new ScimClient(scim).post('/Users', user, { token })).status).toBe(201);
}

// Playwright asks every frame whether it is ready, and the frame of the preview runs nothing; the page of a dead link is 410.
test.use({ expectedComplaints: /Blocked script execution in 'about:srcdoc'|status of (?:410|422)/ });

test('a provisioned user gets a mail, whose link sets a password once', async ({ page, host, context }) => {
  const connect = new ConnectPage(page);
  await connect.open(host.startUrl);
  const token = await connect.createToken();
  const outbox = new OutboxPage(page);
  await outbox.open(host.origin);
  await expect(page.getByRole('heading', { name: 'No mails yet' })).toBeVisible();
  await expectAccessible(page, 'the empty outbox');

  await createInvited(host.scim, token, 'anna@contoso.example');
  await expect(outbox.row('anna@contoso.example')).toContainText('Works');
  await expectAccessible(page, 'the outbox');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/outbox\/1$/);
  const button = outbox.preview.getByText('Set password', { exact: true });
  await expect(button).toBeVisible();
  // The styles of the mail get through the Content-Security-Policy of the page.
  await expect(button).toHaveCSS('background-color', 'rgb(61, 79, 196)');

  await outbox.pane.getByRole('tab', { name: 'Source' }).click();
  await expect(outbox.pane).toContainText('To: =?UTF-8?Q?Anna_Gro=C3=9F?= <anna@contoso.example>');
  await expectAccessible(page, 'the source of a mail');
  const { name, text } = await outbox.download();
  expect(name).toBe('anna@contoso.example-1.eml');
  expect(text).toMatch(/^From: SCIM Rehearsal .*\r\n/);

  const visitor = await context.newPage();
  await visitor.goto(await outbox.link());
  const invitation = new InvitationPage(visitor);
  await expectAccessible(visitor, 'the page behind the link');
  await invitation.choose('geheim123', 'geheim124');
  await expect(visitor.getByRole('alert')).toContainText('The two passwords differ');
  await invitation.choose('geheim123');
  await expect(visitor.getByRole('heading', { name: 'The password is set' })).toBeVisible();
  await visitor.goto(await outbox.link());
  await expect(visitor.getByRole('heading', { name: 'This link has been used' })).toBeVisible();
  await visitor.close();

  await expect(outbox.row('anna@contoso.example')).toContainText('Used');
  await page.keyboard.press('Escape');
  await expect(outbox.pane).toHaveCount(0);
});

test('an admin invites a user by hand, and the older link dies', async ({ page, host }) => {
  const connect = new ConnectPage(page);
  await connect.open(host.startUrl);
  const token = await connect.createToken();
  await createInvited(host.scim, token, 'ben@contoso.example');
  await page.goto(`${host.origin}/directory/users`);
  await page.getByRole('row').filter({ hasText: 'ben@contoso.example' }).click();
  const pane = page.getByRole('complementary', { name: 'Detail' });
  await pane.getByRole('button', { name: 'Send new invitation' }).click();
  await expect(pane.getByRole('status')).toContainText('An invitation to ben@contoso.example is in the outbox');
  await pane.getByRole('link', { name: 'Open mail' }).click();
  const outbox = new OutboxPage(page);
  await expect(outbox.pane).toContainText('Sent by an admin');
  await expect(outbox.row('ben@contoso.example').first()).toContainText('Works');
  await expect(outbox.row('ben@contoso.example').last()).toContainText('Dead');

  await page.getByRole('button', { name: 'Clear outbox' }).click();
  await page.getByRole('button', { name: 'Remove 2 mails' }).click();
  await expect(page.getByRole('heading', { name: 'No mails yet' })).toBeVisible();
});

test('a mail server is set up in Settings and tried with a test mail', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  const server = await startMailServer();
  await page.goto(`${host.origin}/settings`);
  await page.getByRole('radio', { name: 'Send them through a mail server too' }).check();
  await page.getByLabel('Host').fill('127.0.0.1');
  await page.getByRole('combobox', { name: 'Encryption' }).click();
  await page.getByRole('option', { name: 'None' }).click();
  await expect(page.getByLabel('Port')).toHaveValue('25');
  await page.getByLabel('Port').fill(String(server.port));
  await page.getByLabel('User name').fill('relay');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.getByLabel('Address of the sender').fill('rehearsal@contoso.example');
  await page.getByRole('button', { name: 'Save mail server' }).click();
  await expect(page.getByText('Saved.')).toBeVisible();
  await expectAccessible(page, 'the settings of the mail server');

  await page.getByLabel('Send a test mail to').fill('admin@contoso.example');
  await page.getByRole('button', { name: 'Send test mail' }).click();
  await expect(page.getByRole('status').last()).toContainText('Check user name and password');
  await page.getByLabel('Password', { exact: true }).fill('geheim-ä');
  await expect(page.getByRole('button', { name: 'Send test mail' })).toBeDisabled();
  await page.getByRole('button', { name: 'Save mail server' }).click();
  await page.getByRole('button', { name: 'Send test mail' }).click();
  await expect(page.getByRole('status').last()).toContainText('The test mail was sent');
  expect(server.received.map(({ to }) => to)).toEqual([['admin@contoso.example']]);
  await server.close();
});
