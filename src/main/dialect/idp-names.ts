import type { Idp } from '#shared/contract/exchanges.ts';

/** The identity providers by the names that their vendors give them. */
export const IDP_NAMES: Readonly<Record<Exclude<Idp, 'unknown'>, string>> = {
  entra: 'Entra ID',
  okta: 'Okta',
  onelogin: 'OneLogin',
  jumpcloud: 'JumpCloud',
  pingone: 'PingOne',
  pingfederate: 'PingFederate',
  google: 'Google Workspace',
};
