/** One step of a guide. Menu words and field names stay in the IdP's English. */
export interface Step {
  readonly text: `connect.steps.${'entra' | 'okta' | 'onelogin'}.${'create' | 'open' | 'values' | 'mappings' | 'assign' | 'test'}`;
  readonly path?: readonly string[];
  readonly fields?: readonly {
    readonly field: string;
    readonly value?: 'tenantUrl' | 'secret' | 'template';
    readonly literal?: string;
  }[];
}

export const entraSteps: readonly Step[] = [
  { text: 'connect.steps.entra.create', path: ['Enterprise applications', 'New application', 'Create your own application'] },
  { text: 'connect.steps.entra.open', path: ['Provisioning', 'Get started', 'Provisioning Mode: Automatic'] },
  {
    text: 'connect.steps.entra.values',
    path: ['Provisioning', 'Admin Credentials'],
    fields: [
      { field: 'Tenant URL', value: 'tenantUrl' },
      { field: 'Secret Token', value: 'secret' },
    ],
  },
  {
    text: 'connect.steps.entra.mappings',
    path: ['Provisioning', 'Edit attribute mappings', 'Provision Microsoft Entra ID Users'],
  },
  { text: 'connect.steps.entra.assign', path: ['Users and groups', 'Add user/group'] },
  { text: 'connect.steps.entra.test', path: ['Provisioning', 'Provision on demand'] },
];

export const oktaSteps: readonly Step[] = [
  { text: 'connect.steps.okta.create', path: ['Applications', 'Create App Integration'] },
  { text: 'connect.steps.okta.open', path: ['General', 'App Settings', 'Provisioning: SCIM'] },
  {
    text: 'connect.steps.okta.values',
    path: ['Provisioning', 'Integration', 'Edit'],
    fields: [
      { field: 'SCIM connector base URL', value: 'tenantUrl' },
      { field: 'Unique identifier field for users', literal: 'userName' },
      { field: 'Authentication Mode', literal: 'HTTP Header' },
      { field: 'Authorization: Bearer', value: 'secret' },
    ],
  },
  { text: 'connect.steps.okta.mappings', path: ['Provisioning', 'To App', 'Edit'] },
  { text: 'connect.steps.okta.assign', path: ['Assignments', 'Assign'] },
];

export const oneloginSteps: readonly Step[] = [
  { text: 'connect.steps.onelogin.create', path: ['Applications', 'Add App', 'SCIM Provisioner with SAML (SCIM v2 Core)'] },
  {
    text: 'connect.steps.onelogin.values',
    path: ['Configuration', 'API Connection'],
    fields: [
      { field: 'SCIM Base URL', value: 'tenantUrl' },
      { field: 'SCIM Bearer Token', value: 'secret' },
      { field: 'Custom Headers', literal: 'Content-Type: application/scim+json' },
      { field: 'SCIM JSON Template', value: 'template' },
    ],
  },
  { text: 'connect.steps.onelogin.open', path: ['Provisioning', 'Enable provisioning'] },
  { text: 'connect.steps.onelogin.assign', path: ['Users', 'Applications'] },
];

/** What the documented mappings allow, in OneLogin's template language. */
export const ONELOGIN_TEMPLATE = JSON.stringify({
  schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
  userName: '{$parameters.scimusername}',
  name: { givenName: '{$user.firstname}', familyName: '{$user.lastname}' },
  emails: [{ value: '{$user.email}', type: 'work', primary: true }],
});
