import { expect, test } from 'vitest';
import { minimalUser } from '../support/scim-client.ts';
import { withHost } from '../support/with-host.ts';

const running = withHost([]);

test('a token whose owner lacks a right is refused with 403, and the right is named', async () => {
  const created = await running.client.post('/Users', minimalUser('no-rights@contoso.example'));
  const { secret } = await running.console.tokens.create({ ownerId: String(created.json().id) });
  const answer = await running.client.get('/Users', { token: secret });
  expect(answer.status).toBe(403);
  expect(answer.json().detail).toContain('Manage Users and User Groups');
});

test('a revoked token is refused from the next request on', async () => {
  const { secret, token } = await running.console.tokens.create({});
  expect((await running.client.get('/Users?count=0', { token: secret })).status).toBe(200);
  await running.console.tokens.revoke({ id: token.id });
  const answer = await running.client.get('/Users?count=0', { token: secret });
  expect(answer.status).toBe(401);
  expect(answer.json().detail).toContain('revoked');
});

test('the 26th live token of one owner is refused', async () => {
  const owners = await running.console.tokens.owners({});
  const administrator = owners.items.find((owner) => owner.userName.startsWith('administrator'));
  for (let i = 0; i < 25; i++) await running.console.tokens.create({ ownerId: administrator?.id });
  await expect(running.console.tokens.create({ ownerId: administrator?.id })).rejects.toThrow('token_limit_reached');
});

test('the secret token is nowhere in the log', async () => {
  const { secret } = await running.console.tokens.create({});
  await running.client.get(`/Users?count=0&token=${secret}`, { token: secret });
  const [row] = (await running.console.exchanges.list({ limit: 1 })).items;
  const detail = JSON.stringify(await running.console.exchanges.get({ id: row?.id ?? 0 }));
  expect(detail).not.toContain(secret);
  expect(detail).toContain('authorization');
});
