import type { Idp } from '#shared/contract/exchanges.ts';

/** Where in an identity provider a cause is mended. */
export type Place =
  | 'user-mapping'
  | 'group-mapping'
  | 'matching'
  | 'token'
  | 'address'
  | 'headers'
  | 'assignment'
  | 'groups'
  | 'people'
  | 'actions'
  | 'restart'
  | 'log';

type Paths = Readonly<Record<Place, readonly string[] | null>>;

/** The menu words of each admin console, below the provisioned application. `null`: there is nothing to click for it. */
const paths: Partial<Record<Idp, Paths>> = {
  entra: {
    'user-mapping': ['Provisioning', 'Edit attribute mappings', 'Provision Microsoft Entra ID Users'],
    'group-mapping': ['Provisioning', 'Edit attribute mappings', 'Provision Microsoft Entra ID Groups'],
    matching: [
      'Provisioning',
      'Edit attribute mappings',
      'Provision Microsoft Entra ID Users',
      'Match objects using this attribute',
    ],
    token: ['Provisioning', 'Admin Credentials', 'Secret Token'],
    address: ['Provisioning', 'Admin Credentials', 'Tenant URL'],
    headers: null,
    assignment: ['Users and groups'],
    groups: ['Users and groups'],
    people: ['Identity', 'Users', 'All users'],
    actions: ['Provisioning', 'Edit attribute mappings', 'Provision Microsoft Entra ID Users', 'Target Object Actions'],
    restart: ['Provisioning', 'Restart provisioning'],
    log: ['Provisioning', 'Provisioning logs'],
  },
  okta: {
    'user-mapping': ['Provisioning', 'To App', 'Attribute Mappings'],
    'group-mapping': ['Push Groups'],
    matching: ['Sign On', 'Credentials Details', 'Application username format'],
    token: ['Provisioning', 'Integration', 'Edit', 'Authorization'],
    address: ['Provisioning', 'Integration', 'Edit', 'SCIM connector base URL'],
    headers: null,
    assignment: ['Assignments'],
    groups: ['Push Groups'],
    people: ['Directory', 'People'],
    actions: ['Provisioning', 'To App', 'Edit'],
    restart: ['Assignments'],
    log: ['View Logs'],
  },
  onelogin: {
    'user-mapping': ['Configuration', 'SCIM JSON Template'],
    'group-mapping': ['Parameters', 'Groups'],
    matching: ['Parameters', 'SCIM Username'],
    token: ['Configuration', 'SCIM Bearer Token'],
    address: ['Configuration', 'SCIM Base URL'],
    headers: ['Configuration', 'Custom Headers'],
    assignment: ['Users'],
    groups: ['Rules'],
    people: ['Users'],
    actions: ['Provisioning', 'Workflow'],
    restart: ['Users', 'Provisioning'],
    log: ['Users', 'Provisioning'],
  },
};

/** The identity providers whose menus are known. */
export const mappedIdps = ['entra', 'okta', 'onelogin'] as const satisfies readonly Idp[];

/** The way to a place in the words of this identity provider; null when its menus are not known or there is nothing to click. */
export function clickPath(idp: Idp, place: Place | null): string[] | null {
  const path = place === null ? null : (paths[idp]?.[place] ?? null);
  return path === null ? null : [...path];
}
