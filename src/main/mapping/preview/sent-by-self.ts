import type { Idp } from '#shared/contract/exchanges.ts';
import type { SamplePerson } from '#shared/contract/mappings.ts';
import type { JsonObject } from '#shared/scim/wire.ts';

/**
 * The body with what the identity provider adds to what is mapped: Okta its id, the application username, the state and a password (Okta's
 * SCIM guide and captures), Entra ID the resource type (its SCIM guide). What is mapped goes first.
 */
export function sentBySelf(body: JsonObject, person: SamplePerson, idp: Idp): JsonObject {
  switch (idp) {
    case 'okta':
      return {
        userName: person.userName,
        displayName: displayNameOf(person),
        locale: 'en-US',
        externalId: '00u1a2b3c4d5e6f7g8h9',
        ...body,
        groups: [],
        password: '1mz050nq',
        active: person.active,
      };
    case 'entra':
      return { ...body, meta: { resourceType: 'User' } };
    default:
      return body;
  }
}

function displayNameOf({ displayName, givenName, familyName }: SamplePerson): string {
  return displayName === '' ? `${givenName} ${familyName}`.trim() : displayName;
}
