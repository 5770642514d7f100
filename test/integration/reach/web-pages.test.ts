import { describe, expect, test } from 'vitest';
import { withHost } from '../../support/with-host.ts';

const running = withHost([]);

describe('web pages that may call', () => {
  const VALIDATOR = 'https://scimvalidator.microsoft.com';
  const preflight = (origin: string, headers: Record<string, string> = {}) =>
    running.client.send('OPTIONS', '/Users', {
      token: null,
      headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization', ...headers },
    });

  test('none, until the admin allows it', async () => {
    const answer = await preflight(VALIDATOR);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  test('Microsoft’s validator, by its exact origin', async () => {
    await running.console.reach.configure({ allowValidator: true });
    const answer = await preflight(VALIDATOR, { 'access-control-request-private-network': 'true' });
    expect(answer.status).toBe(204);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'access-control-allow-origin': VALIDATOR,
      'access-control-allow-methods': 'GET, HEAD, POST, PUT, PATCH, DELETE',
      'access-control-allow-headers': expect.stringContaining('Authorization'),
      'access-control-allow-private-network': 'true',
    });
    const read = await running.client.get('/Users?count=1', { headers: { origin: VALIDATOR } });
    expect(read.status).toBe(200);
    expect(read.headers.get('access-control-allow-origin')).toBe(VALIDATOR);
    expect(read.headers.get('access-control-expose-headers')).toContain('ETag');
    const refused = await running.client.get('/Users', { token: null, headers: { origin: VALIDATOR } });
    expect(refused.status, 'the token is needed all the same').toBe(401);
    expect(refused.headers.get('access-control-allow-origin'), 'and the page can read why').toBe(VALIDATOR);
    expect((await preflight('https://scimvalidator.microsoft.com.evil.example')).status).toBe(401);
    await running.console.reach.configure({ allowValidator: false });
    expect((await preflight(VALIDATOR)).status).toBe(401);
  });

  test('others only as exact origins over https', async () => {
    await running.console.reach.configure({ origins: ['https://tools.example.com/'] });
    expect((await preflight('https://tools.example.com')).status).toBe(204);
    await expect(running.console.reach.configure({ origins: ['http://tools.example.com'] })).rejects.toThrow('is not encrypted');
    await expect(running.console.reach.configure({ origins: ['https://a.example/path'] })).rejects.toThrow('is no origin');
    await expect(running.console.reach.configure({ origins: ['*'] })).rejects.toThrow('is no origin');
    await running.console.reach.configure({ origins: [] });
  });
});
