import { afterEach, expect, test } from 'vitest';
import { makeDataFolder, startHost } from '../support/host.ts';
import { ScimClient, minimalUser } from '../support/scim-client.ts';

const data = makeDataFolder();
afterEach(() => data.remove());

const ROUNDS = 20;
const CONNECTIONS = 4;

test('kill -9 during a stream of creates, 20 times: every 201 that was answered is there after the restart', async () => {
  const acknowledged = new Map<string, string>();
  let made = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const host = await startHost(data.folder, ['--no-console']);
    const client = new ScimClient(host.scim);
    for (const [id, userName] of acknowledged) {
      if (round !== ROUNDS - 1 && Number(/\d+/.exec(userName)?.[0]) < made - 40) continue;
      const read = await client.get(`/Users/${id}`);
      expect(read.status, `${userName} was answered 201 and is gone`).toBe(200);
    }
    const target = acknowledged.size + 20 + round * 3;
    const create = async (): Promise<void> => {
      for (;;) {
        const userName = `user${made++}@contoso.example`;
        let answer;
        try {
          answer = await client.post('/Users', minimalUser(userName));
        } catch {
          // The host is dead, which is what this test is about.
          return;
        }
        expect(answer.status).toBe(201);
        acknowledged.set(String(answer.json().id), userName);
        if (acknowledged.size === target) void host.kill();
      }
    };
    await Promise.all(Array.from({ length: CONNECTIONS }, create));
    await host.kill();
  }

  const host = await startHost(data.folder, ['--no-console']);
  const client = new ScimClient(host.scim);
  const listed = await client.get('/Users?count=1');
  expect(Number(listed.json()['totalResults'])).toBeGreaterThanOrEqual(acknowledged.size);
  for (const [id, userName] of acknowledged) {
    const read = await client.get(`/Users/${id}`);
    expect(read.status, `${userName} was answered 201 and is gone`).toBe(200);
    expect(read.json()['userName']).toBe(userName);
  }
  await host.stop();
}, 180_000);
