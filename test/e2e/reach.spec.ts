import { startReverseProxy } from '../support/reverse-proxy.ts';
import { ScimClient } from '../support/scim-client.ts';
import { putStandIn } from '../support/stand-in-tunnel.ts';
import { expect, expectAccessible, test } from './host.ts';
import { IdentityProvider } from './identity-provider.ts';
import { ConnectPage } from './pages/connect-page.ts';
import { ReachPage } from './pages/reach-page.ts';

const CLOUDFLARED = 'cloudflared (Cloudflare)';

test('a tunnel is started, checked, announced above every screen, used by the set-up guide, and stopped', async ({
  page,
  host,
  data,
}) => {
  const connect = new ConnectPage(page);
  await connect.open(host.startUrl);
  const secret = await connect.createToken();
  await page.getByRole('link', { name: 'Open a tunnel' }).click();
  await expect(page).toHaveURL(/\/connect\/reach$/);
  const reach = new ReachPage(page);
  await expect(reach.standing).toContainText('Only this machine can reach the service');

  await reach.setPath(CLOUDFLARED, putStandIn(data, 'cloudflared'));
  await reach.startTunnel(CLOUDFLARED).click();
  await expect(reach.standing).toContainText('Reachable from outside until');
  await expect(reach.output('cloudflared')).toContainText('Your quick Tunnel has been created!');
  await expect(reach.check('It is this service that answers')).toContainText(
    'A random text that only this service knows came back.',
  );
  await expect(reach.check('The connection is encrypted')).toContainText('Use an https:// address');
  await expect(reach.verdict).toHaveText('The address leads here, and 2 things are in the way.');
  await expect(page.getByRole('button', { name: /^Sandbox/ })).toContainText('Exposed');

  const tenantUrl = await reach.tenant.getByText(/^http:\/\/127\.0\.0\.1:\d+\/scim\/v2$/).innerText();
  expect(tenantUrl).not.toBe(host.scim);
  await page.goto(`${host.origin}/log`);
  await expect(reach.bar).toContainText('Reachable from outside until');
  await expect(reach.bar).toContainText(new URL(tenantUrl).origin);
  await expect(page.getByText('Nothing has called yet'), 'nothing of the check is in the log').toBeVisible();
  await page.goto(`${host.origin}/connect`);
  await expect(page.getByText(tenantUrl, { exact: true }).last()).toBeVisible();
  await expect(connect.state).toContainText('Waiting for the first request');

  expect(await new IdentityProvider(tenantUrl, secret).testConnection()).toBe(200);
  await expect(connect.state).toContainText('Entra ID');

  const before = await reach.bar.innerText();
  await reach.bar.getByRole('button', { name: 'Extend by an hour' }).click();
  await expect(reach.bar).not.toHaveText(before);
  await reach.bar.getByRole('button', { name: 'Stop the tunnel' }).click();
  await expect(reach.bar).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Sandbox/ })).toContainText('Listening');
  await reach.open(host.origin);
  await expect(reach.standing).toContainText('was ended by hand');
  await expect(new ScimClient(tenantUrl).get('/Users', { token: secret })).rejects.toThrow('fetch failed');
});

test('a tunnel that does not come up says why and what to do, below what it wrote', async ({ page, host, data }) => {
  await new ConnectPage(page).open(host.startUrl);
  const reach = new ReachPage(page);
  await reach.open(host.origin);
  await expect(reach.startTunnel(CLOUDFLARED)).toBeDisabled();
  await reach.setPath(CLOUDFLARED, '/nowhere/cloudflared');
  await expect(reach.program(CLOUDFLARED)).toContainText('There is no program at /nowhere/cloudflared.');
  await reach.setPath(CLOUDFLARED, putStandIn(data, 'dies'));
  await reach.startTunnel(CLOUDFLARED).click();
  const row = reach.program(CLOUDFLARED);
  await expect(row.getByRole('alert')).toContainText('ended before it had told a public address (with code 1)');
  await expect(row.getByRole('alert')).toContainText('Cloudflare hands out no more quick tunnels');
  await expect(reach.output('cloudflared')).toContainText('429 Too Many Requests');
  await expect(reach.bar).toHaveCount(0);
});

test('an address of one’s own is checked; what is wrong stands beside what to do, and what follows from it is skipped', async ({
  page,
  host,
}) => {
  const target = new URL(host.scim).origin;
  const stripping = await startReverseProxy(target, { in: ({ headers }) => void delete headers['authorization'] });
  const redirecting = await startReverseProxy(target, {
    in: () => ({ status: 302, headers: { location: 'https://login.example.com/' }, body: Buffer.alloc(0) }),
  });
  await new ConnectPage(page).open(host.startUrl);
  const reach = new ReachPage(page);
  await reach.open(host.origin);
  await reach.checkAddress(redirecting.url);
  await expect(reach.verdict).toHaveText('An identity provider cannot reach this service this way.');
  await expect(reach.check('The path leads to a SCIM service')).toContainText(
    'answers 302 and sends the caller on to https://login.example.com/',
  );
  await expect(reach.check('The token arrives')).toContainText('Skipped');
  await expect(reach.bar).toHaveCount(0);

  await reach.checkAddress(stripping.url);
  await expect(reach.check('The token arrives')).toContainText('Let the tunnel or proxy pass the header Authorization on.');
  await expect(reach.bar).toContainText(stripping.url);
  await reach.bar.getByRole('button', { name: 'End the exposure' }).click();
  await expect(reach.standing).toContainText('What comes from outside is refused');
  expect((await new ScimClient(`${stripping.url}/scim/v2`).get('/Users', { token: null })).status).toBe(503);
  await page.goto(`${host.origin}/log`);
  await page
    .getByRole('row', { name: /no longer to be reached/ })
    .first()
    .waitFor();
  await stripping.close();
  await redirecting.close();
});

test('Microsoft’s validator may call once the admin allows it', async ({ page, host }) => {
  await new ConnectPage(page).open(host.startUrl);
  await new ReachPage(page).open(host.origin);
  const origin = 'https://scimvalidator.microsoft.com';
  const preflight = async () =>
    (
      await new ScimClient(host.scim).send('OPTIONS', '/Users', {
        token: null,
        headers: { origin, 'access-control-request-method': 'POST' },
      })
    ).status;
  expect(await preflight()).toBe(401);
  await page.getByRole('checkbox', { name: /Let Microsoft’s SCIM validator call/ }).check();
  await expect.poll(preflight).toBe(204);
});

test.describe('bad origins', () => {
  test.use({ expectedComplaints: /400/ });

  test('an origin that is none is refused with the reason', async ({ page, host }) => {
    await new ConnectPage(page).open(host.startUrl);
    await new ReachPage(page).open(host.origin);
    await page.getByRole('textbox', { name: 'Further pages' }).fill('http://tools.example.com');
    await page.getByRole('button', { name: 'Save pages' }).click();
    await expect(page.getByRole('alert')).toContainText('is not encrypted');
  });
});

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(`in ${colorScheme}`, () => {
    test.use({ colorScheme });

    test('axe finds nothing while a tunnel is open, with the alternatives unfolded, and after a failure', async ({
      page,
      host,
      data,
    }) => {
      await new ConnectPage(page).open(host.startUrl);
      const reach = new ReachPage(page);
      await reach.open(host.origin);
      await page.getByText('Without an address on the internet').click();
      await reach.setPath(CLOUDFLARED, putStandIn(data, 'cloudflared'));
      await reach.startTunnel(CLOUDFLARED).click();
      await expect(reach.verdict).toContainText('The address leads here');
      await expectAccessible(page, 'open');
      await reach.bar.getByRole('button', { name: 'Stop the tunnel' }).click();
      await reach.setPath(CLOUDFLARED, putStandIn(data, 'dies'));
      await reach.startTunnel(CLOUDFLARED).click();
      await reach.program(CLOUDFLARED).getByRole('alert').waitFor();
      await expectAccessible(page, 'after a failure');
    });
  });
}
