import { afterEach, expect, test } from 'vitest';
import { makeDataFolder, startHost } from '../support/host.ts';
import { ScimClient, minimalUser } from '../support/scim-client.ts';

const data = makeDataFolder();
afterEach(() => data.remove());

const ROUNDS = 20;
const CONNECTIONS = 4;

test('kill -9 during a stream of creates, 20 times: every 201 that was answered is there after the restart', async () => {
  const acknowledged = new Map<string, string>();
  let serial = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const host = await startHost(data.folder, ['--no-console']);
    const client = new ScimClient(host.scim);
    await expectAll(client, acknowledged);
    // A different number each time, so that the end comes at ever other places of a transaction.
    const target = acknowledged.size + 20 + round * 3;
    let killed: Promise<void> | undefined;
    const create = async (): Promise<void> => {
      for (;;) {
        const userName = `user${serial++}@contoso.example`;
        const answer = await client.post('/Users', minimalUser(userName)).catch(() => undefined);
        // The host is dead, which is what this test is about.
        if (answer === undefined) return;
        expect(answer.status).toBe(201);
        acknowledged.set(userName, String(answer.json().id));
        if (acknowledged.size >= target) killed ??= host.kill();
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, create));
    await killed;
  }
  const host = await startHost(data.folder, ['--no-console']);
  await expectAll(new ScimClient(host.scim), acknowledged);
  await host.stop();
}, 180_000);

/** Reads the directory page by page and looks every acknowledged user up in it, under the id that was answered. */
async function expectAll(client: ScimClient, acknowledged: ReadonlyMap<string, string>): Promise<void> {
  const present = new Map<string, string>();
  for (let startIndex = 1; ; startIndex += 1000) {
    const page = (await client.get(`/Users?startIndex=${startIndex}&count=1000`)).json().Resources ?? [];
    for (const user of page) present.set(String(user['userName']), String(user.id));
    if (page.length < 1000) break;
  }
  const lost = [...acknowledged].filter(([userName, id]) => present.get(userName) !== id);
  expect(lost, 'users that were answered 201 and are gone').toEqual([]);
}
