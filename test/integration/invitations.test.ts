import { request } from 'node:http';
import { beforeAll, describe, expect, test } from 'vitest';
import { openConsole } from '../support/console-client.ts';
import { makeDataFolder, startHost } from '../support/host.ts';
import { MEISTERPLAN } from '../support/scim-answers.ts';
import { ScimClient, minimalUser } from '../support/scim-client.ts';
import { withHost } from '../support/with-host.ts';

const running = withHost([]);

function invited(userName: string, extra: object = {}): object {
  const user = minimalUser(userName);
  return {
    ...user,
    schemas: [...(user['schemas'] as string[]), MEISTERPLAN],
    name: { givenName: 'Jörg', familyName: 'Groß' },
    [MEISTERPLAN]: { sendInvitationMail: true },
    ...extra,
  };
}

async function create(user: object): Promise<string> {
  const answer = await running.client.post('/Users', user);
  expect(answer.status, answer.text).toBe(201);
  return answer.json().id ?? '';
}

async function mailTo(recipient: string) {
  const { items } = await running.console.mails.list({});
  const found = items.filter((mail) => mail.recipient === recipient);
  return found;
}

async function linkTo(recipient: string): Promise<string> {
  const [mail] = await mailTo(recipient);
  const { linkUrl } = await running.console.mails.get({ id: mail?.id ?? 0 });
  if (linkUrl === null) throw new Error(`there is no link to ${recipient}`);
  return linkUrl;
}

interface Sent {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly text: string;
}

/** Plain HTTP, so that headers which a browser or fetch keeps for itself can be set. */
function send(url: string, headers: Record<string, string>, form?: Record<string, string> | string): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const body = form === undefined ? undefined : typeof form === 'string' ? form : new URLSearchParams(form).toString();
    const contentType = body === undefined ? {} : { 'content-type': 'application/x-www-form-urlencoded' };
    const message = request(
      url,
      { method: body === undefined ? 'GET' : 'POST', headers: { ...contentType, ...headers } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      },
    );
    message.once('error', reject);
    message.end(body);
  });
}

const submit = (url: string, password: string, repeat = password) =>
  send(url, { origin: new URL(url).origin }, { password, repeat });

describe('rule 7: sendInvitationMail', () => {
  test('a user who is created with it gets one mail, in the name of the exchange', async () => {
    const id = await create(invited('joerg.gross@contoso.example'));
    const [mail, ...more] = await mailTo('joerg.gross@contoso.example');
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ userId: id, recipientName: 'Jörg Groß', kind: 'invitation', link: 'pending', relay: 'off' });
    const exchange = await running.console.exchanges.get({ id: mail?.exchangeId ?? 0 });
    expect(exchange.resourceId).toBe(id);
    const detail = await running.console.mails.get({ id: mail?.id ?? 0 });
    expect(detail.text).toContain(detail.linkUrl);
    expect(detail.headers).toContainEqual({ name: 'Auto-Submitted', value: 'auto-generated' });
  });

  test('without it, or with false, there is no mail', async () => {
    const before = (await running.console.mails.list({})).total;
    await create(minimalUser('quiet@contoso.example'));
    await create(invited('false@contoso.example', { [MEISTERPLAN]: { sendInvitationMail: false } }));
    expect((await running.console.mails.list({})).total).toBe(before);
  });

  test('a create that is refused leaves no mail', async () => {
    const before = (await running.console.mails.list({})).total;
    expect((await running.client.post('/Users', invited('joerg.gross@contoso.example'))).status).toBe(409);
    expect((await running.console.mails.list({})).total).toBe(before);
  });

  test('rule 21: an update sends no second mail, and the exchange says so', async () => {
    const id = await create(minimalUser('later@contoso.example'));
    const answer = await running.client.patch(`/Users/${id}`, [
      { op: 'add', path: `${MEISTERPLAN}:sendInvitationMail`, value: true },
    ]);
    expect(answer.status, answer.text).toBe(200);
    expect(await mailTo('later@contoso.example')).toEqual([]);
    const { items } = await running.console.exchanges.list({ limit: 1 });
    const { findings } = await running.console.exchanges.get({ id: items[0]?.id ?? 0 });
    expect(findings.map(({ code }) => code)).toContain('invitation-not-repeated');
  });

  test('without an address that mail could go to, the exchange names it', async () => {
    await create(invited('nowhere@contoso.example', { emails: [{ value: 'not an address', type: 'work' }] }));
    const { items } = await running.console.exchanges.list({ limit: 1 });
    const { findings } = await running.console.exchanges.get({ id: items[0]?.id ?? 0 });
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'invitation-without-address', severity: 'warning', ruleId: 'invitation-mail' }),
    );
  });

  test('of a bulk request each created user gets a mail, and one that failed does not', async () => {
    const before = (await running.console.mails.list({})).total;
    const operation = (bulkId: string, user: object) => ({ method: 'POST', path: '/Users', bulkId, data: user });
    const answer = await running.client.post('/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        operation('a', invited('bulk-a@contoso.example')),
        operation('b', invited('joerg.gross@contoso.example')),
        operation('c', invited('bulk-c@contoso.example')),
      ],
    });
    expect(answer.status, answer.text).toBe(200);
    expect((await running.console.mails.list({})).total).toBe(before + 2);
    expect(await mailTo('joerg.gross@contoso.example')).toHaveLength(1);
  });
});

describe('rule 14: the link sets a password once', () => {
  test('the page asks for a password, says when it may not be set, sets it, and is dead then', async () => {
    const id = await create(invited('anna@contoso.example'));
    const link = await linkTo('anna@contoso.example');
    const form = await send(link, {});
    expect(form.status).toBe(200);
    expect(form.text).toContain('anna@contoso.example');
    expect(form.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'nonce-[^']+'; form-action 'self'/);

    const differing = await submit(link, 'geheim1', 'geheim2');
    expect([differing.status, differing.text]).toEqual([422, expect.stringContaining('The two passwords differ')]);
    const short = await submit(link, 'kurz');
    expect([short.status, short.text]).toEqual([422, expect.stringContaining('6 to 200 characters')]);
    expect((await running.console.directory.get({ id })).logIn?.passwordSet ?? null).toBeNull();

    const set = await submit(link, 'geheim123');
    expect([set.status, set.text]).toEqual([200, expect.stringContaining('The password is set')]);
    const detail = await running.console.directory.get({ id });
    expect(detail.logIn).toMatchObject({ passwordSetBy: 'invitation', invitation: { state: 'used' } });
    expect(detail.history[0]?.sentence).toBe('anna@contoso.example set a password with the link of the invitation');

    const again = await send(link, {});
    expect([again.status, again.text]).toEqual([410, expect.stringContaining('This link has been used')]);
    expect((await submit(link, 'other-password')).status).toBe(410);
    expect((await mailTo('anna@contoso.example'))[0]?.link).toBe('used');
  });

  test('nothing of it is in the log', async () => {
    const before = (await running.console.exchanges.list({})).total;
    await create(invited('unlogged@contoso.example'));
    await submit(await linkTo('unlogged@contoso.example'), 'geheim123');
    expect((await running.console.exchanges.list({})).total).toBe(before + 1);
  });

  test('a newer invitation kills the older one', async () => {
    const userId = await create(invited('twice@contoso.example'));
    const older = await linkTo('twice@contoso.example');
    const mail = await running.console.mails.invite({ userId });
    expect(mail).toMatchObject({ recipient: 'twice@contoso.example', exchangeId: null, link: 'pending' });
    const answer = await send(older, {});
    expect([answer.status, answer.text]).toEqual([410, expect.stringContaining('no longer works')]);
    expect((await send(await linkTo('twice@contoso.example'), {})).status).toBe(200);
    expect((await mailTo('twice@contoso.example')).map(({ link }) => link)).toEqual(['pending', 'dead']);
    const { history } = await running.console.directory.get({ id: userId });
    expect(history[0]?.sentence).toBe('An admin sent an invitation to twice@contoso.example');
  });

  test('a password that an admin sets kills it, and so does the end of the user', async () => {
    const id = await create(invited('admin-set@contoso.example'));
    const link = await linkTo('admin-set@contoso.example');
    await running.console.accounts.setPassword({ id });
    expect((await send(link, {})).status).toBe(410);

    const gone = await create(invited('gone@contoso.example'));
    const toGone = await linkTo('gone@contoso.example');
    await running.client.delete(`/Users/${gone}`);
    expect((await send(toGone, {})).status).toBe(410);
    expect((await mailTo('gone@contoso.example'))[0]).toMatchObject({ link: 'dead', userName: null });
  });

  test('the page speaks the language of the mail', async () => {
    await running.console.accounts.saveSettings({ mailLanguage: 'de' });
    await create(invited('deutsch@contoso.example'));
    await running.console.accounts.saveSettings({ mailLanguage: 'en' });
    const page = await send(await linkTo('deutsch@contoso.example'), { 'accept-language': 'en' });
    expect(page.text).toContain('<html lang="de">');
    expect(page.text).toContain('Passwort festlegen');
  });
});

test('an invitation that was answered outlives kill -9, and its link works after the next start', async () => {
  const own = makeDataFolder();
  const first = await startHost(own.folder);
  const answer = await new ScimClient(first.scim).post('/Users', invited('survivor@contoso.example'));
  expect(answer.status, answer.text).toBe(201);
  await first.kill();
  const second = await startHost(own.folder);
  const { items } = await (await openConsole(second.console)).mails.list({});
  expect(items).toMatchObject([{ recipient: 'survivor@contoso.example', link: 'pending' }]);
  const { linkUrl } = await (await openConsole(second.console)).mails.get({ id: items[0]?.id ?? 0 });
  // The test takes any free port; a real one stays the same from start to start.
  const link = new URL(new URL(linkUrl ?? '').pathname, second.scim).href;
  expect((await submit(link, 'geheim123')).status).toBe(200);
  await second.stop();
  own.remove();
});

describe('the page is for this machine alone', () => {
  let link: string;
  beforeAll(async () => {
    await create(invited('local@contoso.example'));
    link = await linkTo('local@contoso.example');
  });

  test.each([
    ['a tunnel', { host: 'abc.ngrok.example' }],
    ['a tunnel that rewrites Host but says for whom', { 'x-forwarded-host': 'abc.ngrok.example' }],
    ['a proxy', { forwarded: 'for=203.0.113.9' }],
    ['another port', { host: '127.0.0.1:1' }],
    ['a name that someone points at loopback', { host: 'rebound.example:80' }],
  ])('%s gets what every unknown path gets, and the log no secret', async (_name, headers) => {
    const answer = await send(link, headers);
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toBe('application/scim+json');
    const { items } = await running.console.exchanges.list({ limit: 1 });
    const detail = await running.console.exchanges.get({ id: items[0]?.id ?? 0 });
    expect(JSON.stringify(detail)).not.toContain(link.split('/').at(-1));
    expect(detail.url).toMatch(/^\/invitation\/•+$/);
  });

  test('a form from another page is refused, and the link goes on working', async () => {
    const form = { password: 'geheim123', repeat: 'geheim123' };
    const own = new URL(link).origin;
    expect((await send(link, {}, form)).status).toBe(403);
    expect((await send(link, { origin: 'https://evil.example' }, form)).status).toBe(403);
    expect((await send(link, { origin: 'null' }, form)).status).toBe(403);
    expect((await send(link, { origin: own, 'sec-fetch-site': 'cross-site' }, form)).status).toBe(403);
    expect((await send(link, {})).status).toBe(200);
  });

  test('a form that is none, or too large, is said to be so', async () => {
    const own = { origin: new URL(link).origin };
    expect((await send(link, { ...own, 'content-type': 'application/json' }, '{"password":"geheim123"}')).status).toBe(400);
    expect((await send(link, own, `password=${'x'.repeat(20_000)}`)).status).toBe(400);
    expect((await send(link, {})).status).toBe(200);
  });

  test('a made-up link is unknown, whatever stands in it', async () => {
    for (const made of ['x', '%00', '..%2f..', 'a'.repeat(3000), '']) {
      const answer = await send(`${new URL(link).origin}/invitation/${made}`, {});
      expect([answer.status, answer.text]).toEqual([404, expect.stringContaining('There is no such link')]);
    }
  });

  test('a password with markup, umlauts and an emoji is one', async () => {
    const set = await submit(link, '<b>Pässwörd</b>&😀');
    expect(set.status).toBe(200);
    expect(set.text).not.toContain('Pässwörd');
  });
});
