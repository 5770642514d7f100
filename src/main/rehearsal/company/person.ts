/** Someone in the directory of the identity provider. A change of the person is a new value with the same key. */
export interface Person {
  /** never changes, whatever is renamed */
  readonly key: string;
  readonly objectId: string;
  /** as the directory spells it; the user principal name at Entra ID, the login at Okta */
  readonly userName: string;
  readonly mail: string | null;
  readonly givenName: string;
  readonly familyName: string;
  readonly displayName: string;
  readonly department: string;
  readonly jobTitle: string;
  /** key of another person */
  readonly manager: string | null;
  /** assigned to the app, and not blocked */
  readonly active: boolean;
}

export interface Group {
  readonly key: string;
  readonly objectId: string;
  readonly name: string;
  /** places of people in the company */
  readonly members: readonly number[];
}

/** The people and groups that are assigned to the app. A large one is not held in memory: each person is made when asked for. */
export interface Company {
  readonly size: number;
  readonly domain: string;
  readonly groups: readonly Group[];
  /** @param index from 0 to `size` - 1 */
  person(index: number): Person;
}
