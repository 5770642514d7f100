import { ScimClient } from './scim-client.ts';

const USER = 'urn:ietf:params:scim:schemas:core:2.0:User';
const ENTERPRISE = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
const GROUP = 'urn:ietf:params:scim:schemas:core:2.0:Group';

/** The person of the cycle who marries, leaves and comes back. */
export const MOVER = 'anna.lindqvist@contoso.example';

/**
 * A test connection and two cycles as the provisioning service of Entra ID sends them, in its default dialect and from a process that is
 * not SCIM Rehearsal: joiners, a mover, a leaver who comes back, a group. Nobody is deleted, as within 30 days nobody would be.
 * @throws when a request is not answered as Entra ID needs it
 */
export async function playEntraCycle(scimUrl: string, token: string): Promise<void> {
  const client = new ScimClient(scimUrl);
  const request = { token, headers: { adscimversion: 'Date:2026-11-24T08:00:00Z, ActivityId:1c9b0f5e' } };
  const look = (path: string) => client.get(path, request);
  const find = (name: string) => look(`/Users?filter=${encodeURIComponent(`userName eq "${name}"`)}`);
  const expectStatus = ({ status, text }: { status: number; text: string }, wanted: number, what: string) => {
    if (status !== wanted) throw new Error(`${what} was answered ${status}: ${text}`);
  };
  const create = async (path: string, name: string, body: object): Promise<string> => {
    const answer = await client.post(path, body, request);
    expectStatus(answer, 201, `the creation of ${name}`);
    return answer.json().id ?? '';
  };
  const join = async (userName: string, givenName: string, familyName: string) => {
    expectStatus(await find(userName), 200, `the search for ${userName}`);
    return create('/Users', userName, {
      schemas: [USER, ENTERPRISE],
      externalId: givenName.toLowerCase(),
      userName,
      active: true,
      emails: [{ primary: true, type: 'work', value: userName }],
      meta: { resourceType: 'User' },
      name: { givenName, familyName },
      roles: [],
    });
  };
  const patch = async (path: string, operations: readonly object[]) => {
    expectStatus(await look(path), 200, `a look at ${path}`);
    const answer = await client.patch(path, operations, request);
    if (answer.status !== 200) expectStatus(answer, 204, `the PATCH of ${path}`);
  };

  expectStatus(await find('5b1f2f0c-8d9e-4f6a-9f0e-3c2b1a0d9e8f'), 200, 'the test of the connection');
  const mover = await join(MOVER, 'Anna', 'Lindqvist');
  const other = await join('ben.okafor@contoso.example', 'Ben', 'Okafor');
  const group = await create('/Groups', 'the group', {
    schemas: [GROUP],
    externalId: '0c9d5a36-4f1f-4c6e-a3f0-000000000001',
    displayName: 'Contoso Planners',
    meta: { resourceType: 'Group' },
  });
  const members = { op: 'Add', path: 'members', value: [{ value: mover }, { value: other }] };
  const added = await client.patch(`/Groups/${group}`, [members], request);
  if (added.status !== 200) expectStatus(added, 204, 'the members of the group');
  await patch(`/Users/${mover}`, [{ op: 'Replace', path: 'name.familyName', value: 'Moss' }]);
  await patch(`/Users/${mover}`, [{ op: 'Replace', path: 'active', value: 'False' }]);
  await patch(`/Users/${mover}`, [{ op: 'Replace', path: 'active', value: 'True' }]);
}
