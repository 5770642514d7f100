import { type UserColumns, UserField } from '#shared/contract/user-list.ts';

/** Headings of a user list, folded and without spaces and punctuation; English and German, as the product's own screens are. */
const HEADINGS: Readonly<Record<UserField, readonly string[]>> = {
  userName: ['username', 'login', 'loginname', 'benutzername', 'anmeldename', 'benutzerkennung', 'user', 'benutzer'],
  email: ['email', 'emailaddress', 'workemail', 'mail', 'emailadresse', 'mailadresse'],
  givenName: ['firstname', 'givenname', 'forename', 'vorname'],
  familyName: ['lastname', 'familyname', 'surname', 'nachname', 'familienname'],
  groups: ['groups', 'usergroups', 'group', 'usergroup', 'gruppen', 'benutzergruppen', 'gruppe', 'benutzergruppe'],
  active: ['active', 'enabled', 'isactive', 'status', 'state', 'aktiv', 'aktiviert', 'istaktiv'],
};

/** Which column holds what, by its heading; the heading that is named first wins. */
export function findColumns(headings: readonly string[]): UserColumns {
  const folded = headings.map((heading) => heading.toLowerCase().replaceAll(/[\s_.:()/-]/g, ''));
  const find = (field: UserField): number | null => {
    const name = HEADINGS[field].find((one) => folded.includes(one));
    return name === undefined ? null : folded.indexOf(name);
  };
  return {
    userName: find('userName'),
    email: find('email'),
    givenName: find('givenName'),
    familyName: find('familyName'),
    groups: find('groups'),
    active: find('active'),
  };
}

/** @returns whether any heading is one that is known */
export function hasHeadings(columns: UserColumns): boolean {
  return UserField.options.some((field) => columns[field] !== null);
}
