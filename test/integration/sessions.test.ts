import { readdirSync, readFileSync } from 'node:fs';
import { Agent } from 'node:http';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openConsole } from '../support/console-client.ts';
import { makeDataFolder, startHost } from '../support/host.ts';
import type { Host } from '../support/host.ts';
import { ScimClient } from '../support/scim-client.ts';
import { capture, fillIn, forDirectory, play, Session } from './session-player.ts';
import type { Variables } from './session-player.ts';

const folder = fileURLToPath(new URL('../fixtures/sessions/', import.meta.url));
const sessions = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .map((file) => ({ file, session: Session.parse(JSON.parse(readFileSync(folder + file, 'utf8'))) }));

describe.each(sessions)('$session.name ($file)', ({ session }) => {
  const data = makeDataFolder();
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const variables: Variables = new Map();
  let host: Host;
  let before: { Users: Record<string, unknown>[]; Groups: Record<string, unknown>[] };

  beforeAll(async () => {
    host = await startHost(data.folder, ['--profile', session.profile]);
    if (session.preset !== undefined) {
      await (await openConsole(host.console)).rules.applyPreset({ preset: session.preset });
    }
    before = { Users: await list('Users'), Groups: await list('Groups') };
  });
  afterAll(async () => {
    agent.destroy();
    await host.stop();
    data.remove();
  });

  async function list(endpoint: string): Promise<Record<string, unknown>[]> {
    const answer = await new ScimClient(host.scim).get(`/${endpoint}?count=1000`);
    return answer.json().Resources ?? [];
  }

  // One session is one run: a step builds on the ones before it.
  test('every answer is what the identity provider expects', async () => {
    for (const [index, step] of session.steps.entries()) {
      const answer = await play(agent, host.scim, session, step, variables);
      const where = `step ${index + 1} "${step.say}": ${JSON.stringify(answer.body)}`;
      expect(answer.status, where).toBe(step.expect.status);
      capture(step, answer.body, variables);
      if (step.expect.body !== undefined) expect(answer.body, where).toMatchObject(Object(fillIn(step.expect.body, variables)));
      for (const member of step.expect.absent) expect(answer.body, where).not.toHaveProperty([member]);
      for (const [name, value] of Object.entries(step.expect.headers)) {
        expect(answer.headers[name], where).toBe(fillIn(value, variables));
      }
    }
  });

  test('the directory is exactly what the identity provider believes', async () => {
    for (const endpoint of ['Users', 'Groups'] as const) {
      const known = new Set(before[endpoint].map(({ id }) => id));
      const now = (await list(endpoint)).filter(({ id }) => !known.has(id)).map(forDirectory);
      const expected = session.directory[endpoint].map((resource) => fillIn(resource, variables) as Record<string, unknown>);
      const byId = (a: Record<string, unknown>, b: Record<string, unknown>) => String(a['id']).localeCompare(String(b['id']));
      const sorted = expected.map((resource) => {
        const members = resource['members'];
        return Array.isArray(members) ? { ...resource, members: members.map(String).toSorted() } : resource;
      });
      expect(now.toSorted(byId)).toEqual(sorted.toSorted(byId));
    }
  });

  test('nothing that was there before the session has changed', async () => {
    for (const endpoint of ['Users', 'Groups'] as const) {
      const now = await list(endpoint);
      for (const resource of before[endpoint]) expect(now).toContainEqual(resource);
    }
  });

  test('the log tells every step in order, with the caller, and findings where there are some', async () => {
    const client = await openConsole(host.console);
    const { items } = await client.exchanges.list({ filter: {}, limit: 500 });
    // The two looks at the directory come before the session, the last ones after it.
    const told = items.toReversed().slice(2, 2 + session.steps.length);
    for (const [index, { say, method, expect: wanted }] of session.steps.entries()) {
      const row = told[index];
      expect(row, say).toMatchObject({ method, status: wanted.status });
      if (wanted.told !== undefined) expect(row?.sentence, say).toBe(fillIn(wanted.told, variables));
      if (wanted.client !== undefined) expect(row?.client, say).toBe(wanted.client);
      if (wanted.verdict !== undefined) expect(row?.verdict, say).toBe(wanted.verdict);
      if (wanted.findings === undefined || row === undefined) continue;
      const { findings } = await client.exchanges.get({ id: row.id });
      expect(findings.map(({ code }) => code).toSorted(), say).toEqual(wanted.findings.toSorted());
      for (const { what, why, fix } of findings)
        expect(
          [what, why, fix].every((text) => text.length > 10),
          say,
        ).toBe(true);
    }
  });
});
