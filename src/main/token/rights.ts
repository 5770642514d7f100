import type { Right } from '#shared/contract/tokens.ts';

/** The two documented rights that a provisioning token's owner needs (product brief, rule 3), in the vendor's words. */
export const REQUIRED_RIGHTS = ['access-apis', 'manage-users'] as const satisfies readonly Right[];

export const ALL_RIGHTS = [...REQUIRED_RIGHTS, 'all-other'] as const satisfies readonly Right[];

export const RIGHT_LABELS: Readonly<Record<Right, string>> = {
  'access-apis': 'Access Meisterplan APIs and Connect External Applications',
  'manage-users': 'Manage Users and User Groups',
  'all-other': 'All other rights',
};

export const RIGHT_MEANINGS: Readonly<Record<Right, string>> = {
  'access-apis': 'May make API tokens and have other systems call the API with them. A provisioning token needs it.',
  'manage-users':
    'May create, change and delete users and user groups. A provisioning token needs it; with SSO on, it also keeps the password form open.',
  'all-other':
    'Stands for every right that the documentation of provisioning does not name: what its holders see and change in the product itself. Provisioning needs none of them.',
};

/** @returns the required rights that are not among `rights` */
export function missingRights(rights: readonly Right[]): Right[] {
  return REQUIRED_RIGHTS.filter((right) => !rights.includes(right));
}
