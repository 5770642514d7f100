import type { Right } from '#shared/contract/tokens.ts';

/** The two documented rights that a provisioning token's owner needs (product brief, rule 3), in the vendor's words. */
export const REQUIRED_RIGHTS = ['access-apis', 'manage-users'] as const satisfies readonly Right[];

export const ALL_RIGHTS = [...REQUIRED_RIGHTS, 'all-other'] as const satisfies readonly Right[];

export const RIGHT_LABELS: Readonly<Record<Right, string>> = {
  'access-apis': 'Access Meisterplan APIs and Connect External Applications',
  'manage-users': 'Manage Users and User Groups',
  'all-other': 'All other rights',
};

/** @returns the required rights that are not among `rights` */
export function missingRights(rights: readonly Right[]): Right[] {
  return REQUIRED_RIGHTS.filter((right) => !rights.includes(right));
}
