import type { Mapping, MappingSet } from '#shared/contract/mappings.ts';
import { URN } from '#shared/scim/urns.ts';
import type { JsonObject, JsonValue } from '#shared/scim/wire.ts';
import { parseOktaExpression } from '../expression/okta.ts';
import { isObject } from '../../scim/json.ts';
import { MOST_MAPPINGS, objectAt, textAt } from './json-shape.ts';
import { EXPECTED_OKTA, MappingFileError } from './mapping-file-error.ts';
import type { ReadMappings } from './read-mappings.ts';

/** The SCIM attribute behind each property of the app profile that Okta makes for a SCIM application. */
const targets: Readonly<Record<string, string>> = {
  userName: 'userName',
  login: 'userName',
  givenName: 'name.givenName',
  firstName: 'name.givenName',
  familyName: 'name.familyName',
  lastName: 'name.familyName',
  middleName: 'name.middleName',
  honorificPrefix: 'name.honorificPrefix',
  honorificSuffix: 'name.honorificSuffix',
  formatted: 'name.formatted',
  primaryPhone: 'phoneNumbers[type eq "work"].value',
  mobilePhone: 'phoneNumbers[type eq "mobile"].value',
  streetAddress: 'addresses[type eq "work"].streetAddress',
  locality: 'addresses[type eq "work"].locality',
  region: 'addresses[type eq "work"].region',
  postalCode: 'addresses[type eq "work"].postalCode',
  country: 'addresses[type eq "work"].country',
  employeeNumber: `${URN.enterpriseUser}:employeeNumber`,
  costCenter: `${URN.enterpriseUser}:costCenter`,
  organization: `${URN.enterpriseUser}:organization`,
  division: `${URN.enterpriseUser}:division`,
  department: `${URN.enterpriseUser}:department`,
  managerValue: `${URN.enterpriseUser}:manager.value`,
  managerDisplayName: `${URN.enterpriseUser}:manager.displayName`,
  passwordNeverExpires: `${URN.meisterplanUser}:passwordNeverExpires`,
  sendInvitationMail: `${URN.meisterplanUser}:sendInvitationMail`,
  linkedResourceId: `${URN.meisterplanUser}:linkedResource.id`,
};

/** Properties that only say of which type the value beside them is. */
const typeProperties = new Set(['emailtype', 'primaryphonetype', 'mobilephonetype', 'addresstype']);

/** Whether the file is one profile mapping of Okta, or a list of them. */
export function isOktaMapping(document: JsonValue): boolean {
  const [first] = Array.isArray(document) ? document : [document];
  return isObject(first) && isObject(first['source']) && isObject(first['target']) && textAt(first['target'], 'type') !== null;
}

/**
 * Reads a profile mapping from Okta to an app (Okta API, "Retrieve a profile mapping"): `properties`, each with `expression` and `pushStatus`.
 * @throws MappingFileError for a mapping the other way, or for the list of mappings, which holds no properties
 */
export function readOkta(document: JsonValue): ReadMappings {
  const candidates = (Array.isArray(document) ? document : [document]).filter(isObject);
  const toApp = candidates.filter((one) => textAt(one['target'], 'type') === 'appuser');
  if (toApp.length === 0) {
    const advice = `It brings people from the app into Okta; take the mapping whose target is the app. ${EXPECTED_OKTA}`;
    throw new MappingFileError('an Okta profile mapping of the other direction', advice);
  }
  const mapping = toApp.find((one) => objectAt(one, 'properties') !== null);
  const properties = objectAt(mapping, 'properties');
  if (mapping === undefined || properties === null) {
    const advice = `It names mappings without their properties; read the one of your app by its id. ${EXPECTED_OKTA}`;
    throw new MappingFileError('a list of Okta profile mappings', advice);
  }
  const mappings = readProperties(properties);
  const app = textAt(mapping['target'], 'name') ?? 'the app';
  return {
    set: {
      source: 'okta',
      idp: 'okta',
      title: `Okta profile mapping to ${app.slice(0, 100)}, ${mappings.length} user mappings`,
      objects: [{ resourceType: 'User', name: 'To App', enabled: true, actions: null, mappings }],
      remarks: [],
    },
    document: null,
    locations: new Map(),
  };
}

function readProperties(properties: JsonObject): Mapping[] {
  const emailType = textAt(properties['emailType'], 'expression');
  return Object.entries(properties)
    .filter(([name, value]) => isObject(value) && !typeProperties.has(name.toLowerCase()))
    .slice(0, MOST_MAPPINGS)
    .map(([name, value], index): Mapping => {
      const source = textAt(value, 'expression') ?? '';
      const { kind } = parseOktaExpression(source);
      return {
        id: `User.${index}`,
        resourceType: 'User',
        kind: source === '' ? 'none' : kind === 'attribute' || kind === 'constant' ? kind : 'expression',
        source,
        target: targetOf(name, emailType),
        matching: null,
        defaultValue: null,
        flow: textAt(value, 'pushStatus') === 'DONT_PUSH' ? 'only when the user is created' : null,
      };
    });
}

/** Another property of the app profile, such as `title`, has the name of its attribute. */
function targetOf(property: string, emailType: string | null): string {
  if (property === 'email') return `emails[type eq "${emailTypeOf(emailType)}"].value`;
  return Object.hasOwn(targets, property) ? (targets[property] ?? property) : property;
}

/** Okta's default is `(user.email != null && user.email != '') ? 'work' : ''`. */
function emailTypeOf(expression: string | null): string {
  return expression === null ? 'work' : (/["'](\w+)["']/.exec(expression)?.[1] ?? 'work');
}

/** The attributes that Okta's own profile knows behind each SCIM attribute, for those that were only ticked. */
const sources: Readonly<Record<string, string>> = {
  userName: 'user.login',
  'name.givenName': 'user.firstName',
  'name.familyName': 'user.lastName',
  'emails[type eq "work"].value': 'user.email',
  displayName: 'user.displayName',
  title: 'user.title',
};

/** The mappings of an admin who ticked SCIM attributes instead of handing in a file. */
export function tickedMappings(attributes: readonly string[]): MappingSet {
  const mappings = [...new Set(attributes)].slice(0, MOST_MAPPINGS).map((target, index): Mapping => {
    const source = Object.hasOwn(sources, target) ? sources[target] : undefined;
    const kind = source === undefined ? 'observed' : 'attribute';
    const rest = { matching: null, defaultValue: null, flow: null };
    return { id: `User.${index}`, resourceType: 'User', kind, source: source ?? '', target, ...rest };
  });
  return {
    source: 'okta',
    idp: 'okta',
    title: `Okta, ${mappings.length} ticked attributes`,
    objects: [{ resourceType: 'User', name: 'To App', enabled: true, actions: null, mappings }],
    remarks: [],
  };
}
