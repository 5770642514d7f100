import { expect } from 'vitest';
import { TOKEN } from '../../support/host.ts';
import { ScimClient, minimalUser } from '../../support/scim-client.ts';
import { withFreshHost } from '../../support/with-host.ts';

/** A host for each test, and what the tests of sandboxes do with it again and again. */
export function withSandboxes() {
  const running = withFreshHost();

  /** A sandbox of its own, with a client that has a token for it. */
  async function make(name: string, extra: object = {}) {
    const made = await running.console.sandboxes.create({ name, ...extra });
    const operations = running.console.in(made.slug);
    const { secret } = await operations.tokens.create({});
    return { ...made, operations, secret, client: new ScimClient(made.tenantUrl) };
  }

  return { running, make };
}

/** The names of the users that are there, but for those that a sandbox begins with. */
export async function userNames(client: ScimClient, token?: string): Promise<string[]> {
  const answer = await client.get('/Users?attributes=userName&count=1000', token === undefined ? {} : { token });
  expect(answer.status, answer.text).toBe(200);
  return (answer.json().Resources ?? [])
    .map((user) => String(user['userName']))
    .filter((name) => !name.endsWith('@sandbox.example'));
}

/** Creates a user, and gives its id. */
export async function add(client: ScimClient, userName: string, token = TOKEN): Promise<string> {
  const answer = await client.post('/Users', minimalUser(userName), { token });
  expect(answer.status, answer.text).toBe(201);
  return answer.json().id ?? '';
}
