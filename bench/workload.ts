import { type BenchRequest, Connection } from './load-client.ts';
import { type Server, TOKEN } from './servers.ts';

/* What the servers are filled with and asked. */

const user = (n: number) =>
  JSON.stringify({
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    externalId: `ext-${n}`,
    userName: `user${n}@contoso.example`,
    displayName: `User Number ${n}`,
    name: { givenName: 'User', familyName: `Number ${n}` },
    emails: [{ value: `user${n}@contoso.example`, type: 'work', primary: true }],
    active: true,
  });

let serial = 0;
/** A user who was not there before. */
export const create = (): BenchRequest => ({ method: 'POST', path: '/Users', body: user(++serial) });

/** Fills a server up to `count` users over bulk-free creates, 16 at a time. */
export async function fill(server: Server, count: number): Promise<string[]> {
  const ids: string[] = [];
  const connections = await Promise.all(Array.from({ length: 16 }, () => Connection.open(server.scim, TOKEN)));
  let next = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (next < count) {
        const n = next++;
        const { body, status } = await connection.send({ method: 'POST', path: '/Users', body: user(1_000_000 + n) });
        if (status !== 201) throw new Error(`fill: ${status} ${body}`);
        ids[n] = (JSON.parse(body) as { id: string }).id;
      }
    }),
  );
  for (const connection of connections) connection.close();
  return ids;
}

/** The number of one of the first `size` users that `fill` made. */
export const filled = (index: number, size: number) => 1_000_000 + ((index * 7919) % size);
/** The filters that identity providers send. */
export const FILTERS: readonly { name: string; ours: (n: number) => string; peers: (n: number) => string }[] = [
  {
    name: 'userName eq',
    ours: (n) => `userName eq "user${n}@contoso.example"`,
    peers: (n) => `userName eq "user${n}@contoso.example"`,
  },
  { name: 'externalId eq', ours: (n) => `externalId eq "ext-${n}"`, peers: (n) => `externalId eq "ext-${n}"` },
  {
    name: 'emails[type eq "work"].value eq',
    ours: (n) => `emails[type eq "work"].value eq "user${n}@contoso.example"`,
    // scimmy refuses the value path that Entra needs; this asks it for the same e-mail.
    peers: (n) => `emails.value eq "user${n}@contoso.example"`,
  },
  { name: 'displayName eq', ours: (n) => `displayName eq "User Number ${n}"`, peers: (n) => `displayName eq "User Number ${n}"` },
];
export const search = (filter: string): BenchRequest => ({ method: 'GET', path: `/Users?filter=${encodeURIComponent(filter)}` });

/** A group, and its members in pieces. @returns its id */
export async function makeGroup(server: Server, displayName: string, members: readonly string[]): Promise<string> {
  const connection = await Connection.open(server.scim, TOKEN);
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group'];
  const made = await connection.send({ method: 'POST', path: '/Groups', body: JSON.stringify({ schemas, displayName }) });
  const { id } = JSON.parse(made.body) as { id: string };
  for (let at = 0; at < members.length; at += 5000) {
    const value = members.slice(at, at + 5000).map((one) => ({ value: one }));
    const body = JSON.stringify({
      schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
      Operations: [{ op: 'add', path: 'members', value }],
    });
    const { status, body: text } = await connection.send({ method: 'PATCH', path: `/Groups/${id}?attributes=id`, body });
    if (status !== 200) throw new Error(`members: ${status} ${text.slice(0, 200)}`);
  }
  connection.close();
  return id;
}
