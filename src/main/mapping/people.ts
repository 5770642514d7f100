import type { Idp } from '#shared/contract/exchanges.ts';
import type { SamplePerson } from '#shared/contract/mappings.ts';
import type { Caller } from '../dialect/caller.ts';

/** Someone with capital letters in the user name, whose address is another one: what most slips show on. */
export const joiner: SamplePerson = {
  userName: 'Anna.Arendt@Contoso.example',
  email: 'anna@mail.contoso.example',
  givenName: 'Anna',
  familyName: 'Arendt',
  displayName: 'Anna Arendt',
  active: true,
  others: {},
};

export const leaver: SamplePerson = { ...joiner, active: false };

const callers: Partial<Record<Idp, Caller>> = {
  entra: caller('entra', 'entra-default', 'Entra ID, default dialect', 'Entra ID'),
  okta: caller('okta', 'okta', 'Okta', 'Okta'),
  onelogin: caller('onelogin', 'onelogin', 'OneLogin', 'OneLogin'),
};

/** The identity provider as the one who calls. */
export function callerOf(idp: Idp): Caller {
  return callers[idp] ?? caller(idp, 'unknown', 'A provisioning client', 'The identity provider');
}

function caller(idp: Idp, dialect: Caller['dialect'], client: string, name: string): Caller {
  return { idp, dialect, client, name, evidence: ['told by its mappings'] };
}
