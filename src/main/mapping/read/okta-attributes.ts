import type { TickableAttribute } from '#shared/contract/mapping-operations.ts';
import { URN } from '#shared/scim/urns.ts';

const WORK_ADDRESS = 'addresses[type eq "work"]';
const ENTERPRISE = `${URN.enterpriseUser}:`;
const MEISTERPLAN = `${URN.meisterplanUser}:`;

/**
 * The attributes of the app profile that Okta makes for a SCIM application, in the order of its screen, with what it maps to them by default;
 * then the ones that an admin adds for this endpoint. Rests on Okta's SCIM guide and the default profile of an application from the wizard.
 */
export const OKTA_ATTRIBUTES: readonly TickableAttribute[] = [
  attribute('userName', 'userName', 'user.login', true),
  attribute('givenName', 'name.givenName', 'user.firstName'),
  attribute('familyName', 'name.familyName', 'user.lastName'),
  attribute('middleName', 'name.middleName', 'user.middleName'),
  attribute('honorificPrefix', 'name.honorificPrefix', 'user.honorificPrefix'),
  attribute('honorificSuffix', 'name.honorificSuffix', 'user.honorificSuffix'),
  attribute('email', 'emails[type eq "work"].value', 'user.email'),
  attribute('title', 'title', 'user.title'),
  attribute('displayName', 'displayName', 'user.displayName'),
  attribute('nickName', 'nickName', 'user.nickName'),
  attribute('profileUrl', 'profileUrl', 'user.profileUrl'),
  attribute('primaryPhone', 'phoneNumbers[type eq "work"].value', 'user.primaryPhone'),
  attribute('mobilePhone', 'phoneNumbers[type eq "mobile"].value', 'user.mobilePhone'),
  attribute('streetAddress', `${WORK_ADDRESS}.streetAddress`, 'user.streetAddress'),
  attribute('locality', `${WORK_ADDRESS}.locality`, 'user.city'),
  attribute('region', `${WORK_ADDRESS}.region`, 'user.state'),
  attribute('postalCode', `${WORK_ADDRESS}.postalCode`, 'user.zipCode'),
  attribute('country', `${WORK_ADDRESS}.country`, 'user.countryCode'),
  attribute('preferredLanguage', 'preferredLanguage', 'user.preferredLanguage'),
  attribute('locale', 'locale', 'user.locale'),
  attribute('timezone', 'timezone', 'user.timezone'),
  attribute('userType', 'userType', 'user.userType'),
  attribute('employeeNumber', `${ENTERPRISE}employeeNumber`, 'user.employeeNumber'),
  attribute('costCenter', `${ENTERPRISE}costCenter`, 'user.costCenter'),
  attribute('organization', `${ENTERPRISE}organization`, 'user.organization'),
  attribute('division', `${ENTERPRISE}division`, 'user.division'),
  attribute('department', `${ENTERPRISE}department`, 'user.department'),
  attribute('managerValue', `${ENTERPRISE}manager.value`, 'user.managerId'),
  attribute('sendInvitationMail', `${MEISTERPLAN}sendInvitationMail`, null),
  attribute('passwordNeverExpires', `${MEISTERPLAN}passwordNeverExpires`, null),
  attribute('linkedResourceId', `${MEISTERPLAN}linkedResource.id`, null),
];

function attribute(property: string, target: string, source: string | null, always = false): TickableAttribute {
  return { property, target, source, always };
}
