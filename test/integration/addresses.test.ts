import { expect, test } from 'vitest';
import { openConsole } from '../support/console-client.ts';
import { TOKEN, makeDataFolder, startHost } from '../support/host.ts';
import { ScimClient } from '../support/scim-client.ts';

test('RFC 6750 §2.3: the sentence of a refused request tells its query in words, and never the token in it', async () => {
  const data = makeDataFolder();
  const host = await startHost(data.folder);
  try {
    const filter = encodeURIComponent('userName eq "anna@contoso.example"');
    await new ScimClient(host.scim).get(`/Users?access_token=${TOKEN}&filter=${filter}`, { token: null });
    const client = await openConsole(host.console);
    const { items } = await client.exchanges.list({ filter: {}, limit: 1 });
    expect(items[0]?.sentence).toBe('Refused: no token (GET /Users where userName eq "anna@contoso.example", access_token ••••)');
    const kept = await client.exchanges.get({ id: items[0]?.id ?? 0 });
    expect(JSON.stringify(kept)).not.toContain(TOKEN);
  } finally {
    await host.stop();
    data.remove();
  }
});
