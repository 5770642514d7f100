import { writeFileSync } from 'node:fs';
import { test } from '../host.ts';
import { IdentityProvider } from '../identity-provider.ts';
import { ConnectPage } from '../pages/connect-page.ts';

test('shots', async ({ page, host }) => {
  test.setTimeout(200_000);
  const connect = new ConnectPage(page);
  await connect.open(host.startUrl);
  const idp = new IdentityProvider(host.scim, await connect.createToken());
  const shot = async (name: string) => {
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      for (const width of [1280, 900]) {
        await page.setViewportSize({ width, height: 760 });
        await page.waitForTimeout(250);
        await page.screenshot({ path: `/tmp/shots/${name}-${scheme}-${width}.png` });
      }
    }
    await page.emulateMedia({ colorScheme: 'light' });
    await page.setViewportSize({ width: 1280, height: 760 });
  };
  await page.goto(`${host.origin}/log/sessions`);
  await page.waitForTimeout(500);
  await shot('sessions-empty');
  await page.goto(`${host.origin}/log/imports`);
  await page.waitForTimeout(500);
  await shot('imports-empty');
  const ids: string[] = [];
  for (const name of ['anna', 'ben', 'carla', 'david', 'elif']) ids.push(await idp.createUser(`${name}@contoso.example`));
  await idp.createUserWithTitle('farid@contoso.example');
  await idp.disable(ids[0] ?? '');
  await idp.createGroup('Sales', ids);
  for (let i = 0; i < 20; i++) await idp.testConnection();
  await page.waitForTimeout(1500);
  await page.goto(`${host.origin}/log`);
  await page.waitForTimeout(600);
  await shot('log-full');
  await page.goto(`${host.origin}/log/sessions`);
  await page.waitForTimeout(500);
  await shot('sessions-full');
  await page.goto(`${host.origin}/log`);
  const field = page.getByRole('combobox', { name: /^Search/ });
  await field.fill('');
  await field.pressSequentially('s');
  await page.waitForTimeout(300);
  await shot('suggest');
  await field.fill('is:');
  await field.press('End');
  await page.waitForTimeout(300);
  await shot('suggest-values');
  await field.fill('idp:entar user:anna');
  await page.waitForTimeout(300);
  await shot('query-problem');
  await field.fill('user:anna op:create');
  await field.press('Escape');
  await page.waitForTimeout(600);
  await page.getByRole('grid').getByRole('row').nth(1).click();
  await page.waitForTimeout(600);
  await page.keyboard.press('p');
  await page.getByLabel('Note').fill('Ask the HR team');
  await page.getByLabel('Tags').fill('ticket-17 hr');
  await page.getByLabel('Tags').press('Enter');
  await page.waitForTimeout(600);
  await shot('pane');
  await page.goto(`${host.origin}/log`);
  await page.waitForTimeout(500);
  await page.getByRole('button', { name: 'More for the log' }).click();
  await page.waitForTimeout(200);
  await shot('menu');
  await page.getByRole('menuitem', { name: 'Export…' }).click();
  await page.getByLabel('Choose exchange').nth(1).click();
  await page.getByLabel('Choose exchange').nth(3).click();
  await shot('export');
  await page.getByRole('button', { name: 'More for the log' }).click();
  await page.getByRole('menuitem', { name: 'Keep within limits…' }).click();
  await page.getByLabel('Days').fill('0');
  await shot('limits');
  await page.getByRole('button', { name: 'More for the log' }).click();
  await page.getByRole('menuitem', { name: 'Delete what is shown…' }).click();
  await shot('remove');
  const event = {
    id: 'e1',
    activityDateTime: new Date().toISOString(),
    provisioningAction: 'create',
    durationInMilliseconds: 300,
    sourceIdentity: { id: 's', displayName: 'Anna Smith', details: { UserPrincipalName: 'anna@contoso.example' } },
    targetIdentity: { id: ids[0], displayName: '' },
    provisioningStatusInfo: { status: 'success' },
    provisioningSteps: [],
    modifiedProperties: [],
  };
  writeFileSync(
    '/tmp/shots/entra.json',
    JSON.stringify([
      event,
      {
        ...event,
        id: 'e2',
        provisioningStatusInfo: {
          status: 'failure',
          errorInformation: {
            errorCode: 'SystemForCrossDomainIdentityManagementBadRequest',
            reason: 'title is not in the mapping list',
          },
        },
      },
    ]),
  );
  writeFileSync(
    '/tmp/shots/bad.har',
    '{"log":{"entries":[{"startedDateTime":"2026-03-01T00:00:00Z","request":{"method":"GET","url":"https://x.example/","headers":[]},"response":{"status":200,"headers":[]}}]}}',
  );
  await page.goto(`${host.origin}/log/imports`);
  await page.getByLabel('Choose a log file').first().setInputFiles('/tmp/shots/bad.har');
  await page.waitForTimeout(400);
  await shot('import-error');
  await page.locator('input[type=file]').setInputFiles('/tmp/shots/entra.json');
  await page.waitForTimeout(800);
  await shot('imports-full');
  await page.getByRole('grid').getByRole('row').nth(1).click();
  await page.waitForTimeout(500);
  await shot('imported-pane');
});
