import type { Idp } from '#shared/contract/exchanges.ts';
import type { SamplePerson } from '#shared/contract/mappings.ts';
import type { Caller } from '../dialect/caller.ts';

/** Attributes that most directories hold, in the names of Entra ID, Okta and OneLogin alike. */
const others: SamplePerson['others'] = {
  jobTitle: 'Project manager',
  title: 'Project manager',
  department: 'Planning',
  division: 'Services',
  organization: 'Contoso',
  costCenter: '4711',
  employeeId: '100234',
  employeeNumber: '100234',
  userType: 'Member',
  preferredLanguage: 'en-US',
  locale: 'en-US',
  timezone: 'Europe/Berlin',
  physicalDeliveryOfficeName: 'Freiburg',
  streetAddress: 'Hauptstraße 1',
  city: 'Freiburg',
  state: 'BW',
  postalCode: '79098',
  zipCode: '79098',
  country: 'DE',
  countryCode: 'DE',
  telephoneNumber: '+49 761 5550100',
  primaryPhone: '+49 761 5550100',
  mobile: '+49 151 5550100',
  mobilePhone: '+49 151 5550100',
};

/** Someone with capital letters in the user name, whose address is another one: what most slips show on. */
export const joiner: SamplePerson = {
  userName: 'Anna.Arendt@Contoso.example',
  email: 'anna@mail.contoso.example',
  givenName: 'Anna',
  familyName: 'Arendt',
  displayName: 'Anna Arendt',
  active: true,
  others,
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
