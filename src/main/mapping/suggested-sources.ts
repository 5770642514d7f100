import type { Idp } from '#shared/contract/exchanges.ts';
import { URN } from '#shared/scim/urns.ts';

const EMAIL = 'emails[type eq "work"].value';
const LEAVER = 'Switch([IsSoftDeleted], , "False", "True", "True", "False")';

const byIdp: Partial<Record<Idp, Readonly<Record<string, string>>>> = {
  entra: {
    userName: 'ToLower([userPrincipalName])',
    [EMAIL]: '[mail]',
    active: LEAVER,
    'name.givenName': '[givenName]',
    'name.familyName': '[surname]',
    displayName: '[displayName]',
    members: '[members]',
  },
  onelogin: {
    userName: '{$parameters.scimusername}',
    [EMAIL]: '{$user.email}',
    'name.givenName': '{$user.firstname}',
    'name.familyName': '{$user.lastname}',
  },
  okta: {
    userName: 'String.toLowerCase(user.login)',
    [EMAIL]: 'user.email',
    'name.givenName': 'user.firstName',
    'name.familyName': 'user.lastName',
  },
};

/** The source that an attribute is mapped from in most tenants; null where only the admin can know. */
export function suggestedSource(path: string, idp: Idp): string | null {
  const sources = byIdp[idp] ?? {};
  return Object.hasOwn(sources, path) ? (sources[path] ?? null) : null;
}

/** What is said of an optional attribute that is not mapped. */
export function adviceOn(path: string, idp: Idp, sso: boolean): string {
  const source = suggestedSource(path, idp);
  if (source !== null) return `Map it from ${source}.`;
  if (path === `${URN.meisterplanUser}:sendInvitationMail`) {
    return sso
      ? 'Leave it out: people log in through SSO and need no invitation.'
      : 'Without SSO map it to the constant True, so that new users get an invitation mail; or set their passwords in the product.';
  }
  if (path === `${URN.meisterplanUser}:passwordNeverExpires`)
    return 'Map it to the constant True only if passwords are not to expire.';
  if (path === `${URN.meisterplanUser}:linkedResource.id`) {
    return 'Map it only if an attribute of your people holds the id of their resource.';
  }
  return 'Map it only if you need it.';
}
