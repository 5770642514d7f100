import {
  type BlastCategory,
  BlastCategory as Category,
  type BlastRow,
  type ListedUser,
  type UserListInfo,
} from '#shared/contract/user-list.ts';
import { foldCase } from '../../scim/fold-case.ts';
import { counted } from '../../traps/trap-kind.ts';
import { listed } from '../checklist/check-kind.ts';
import { type Terms, consequencesOf } from './consequences.ts';

/** A user whom the identity provider governs, as it provisioned it into the sandbox. */
export interface ScopeUser {
  readonly id: string;
  readonly userName: string;
  readonly email: string | null;
  readonly givenName: string | null;
  readonly familyName: string | null;
  readonly active: boolean;
  readonly wantsInvitation: boolean;
  /** names of its groups that were pushed */
  readonly groups: readonly string[];
}

/** What the first cycle would meet: computed, not applied. */
export interface Blast {
  readonly list: UserListInfo;
  readonly sentence: string;
  readonly scope: number;
  readonly counts: readonly { readonly category: BlastCategory; readonly count: number }[];
  readonly privilege: number;
  readonly logIn: number;
  /** the gravest first */
  readonly rows: readonly BlastRow[];
}

/**
 * Compares the users of the real system with the scope of the identity provider, by user name (rules 4, 8, 12). Pure.
 * @param scope whom the identity provider provisioned
 */
export function compareUsers(
  list: UserListInfo,
  users: readonly ListedUser[],
  scope: readonly ScopeUser[],
  singleSignOn: Terms['singleSignOn'],
): Blast {
  const byName = new Map(users.map((user) => [foldCase(user.userName), user]));
  const byMail = Map.groupBy(users, ({ email }) => foldCase(email ?? ''));
  const inScope = new Set(scope.map(({ userName }) => foldCase(userName)));
  const terms: Terms = {
    singleSignOn,
    knownGroups: new Set(users.flatMap(({ groups }) => groups).map(foldCase)),
    sharedMails: new Set([...byMail].filter(([mail, { length }]) => mail !== '' && length > 1).map(([mail]) => mail)),
  };
  const rivalOf = ({ email }: ScopeUser) =>
    email === null ? undefined : byMail.get(foldCase(email))?.find(({ userName }) => !inScope.has(foldCase(userName)));
  const rows = [
    ...scope.map((person) => {
      const user = byName.get(foldCase(person.userName));
      return rowOf(person, user, user === undefined ? rivalOf(person) : undefined, terms);
    }),
    ...users.filter(({ userName }) => !inScope.has(foldCase(userName))).map((user) => leftAlone(user, terms)),
  ].toSorted((a, b) => gravity(a) - gravity(b) || (a.userName < b.userName ? -1 : 1));
  const counts = Category.options.map((category) => ({
    category,
    count: rows.filter((row) => row.category === category).length,
  }));
  const having = (kind: string) => rows.filter(({ consequences }) => consequences.some((one) => one.kind === kind)).length;
  return {
    list,
    sentence: sentenceOf(users.length, counts),
    scope: scope.length,
    counts,
    privilege: having('privilege'),
    logIn: having('log-in'),
    rows,
  };
}

function rowOf(person: ScopeUser, user: ListedUser | undefined, rival: ListedUser | undefined, terms: Terms): BlastRow {
  const changes = user === undefined ? [] : changesOf(user, person);
  const category = categoryOf(person, user, rival, changes);
  return {
    id: `scope-${person.id}`,
    category,
    userName: person.userName,
    name: nameOf(person),
    email: person.email,
    groups: user?.groups ?? [],
    sandboxId: person.id,
    what: tell(category, user, rival, changes),
    changes,
    consequences: consequencesOf({ category, person, user, rival }, terms),
  };
}

function categoryOf(
  person: ScopeUser,
  user: ListedUser | undefined,
  rival: ListedUser | undefined,
  changes: BlastRow['changes'],
): BlastCategory {
  if (user === undefined) return rival === undefined ? 'created' : 'ambiguous';
  if (!person.active && user.active !== false) return 'deactivated';
  return changes.length > 0 ? 'taken-over' : 'matched';
}

function changesOf(user: ListedUser, person: ScopeUser): BlastRow['changes'] {
  const changes: BlastRow['changes'] = [];
  const compare = (attribute: string, before: string | null, after: string | null, same: boolean) => {
    if (!same) changes.push({ attribute, before, after });
  };
  const text = (attribute: string, before: string | null, after: string | null) =>
    compare(attribute, before, after, after === null || before === after);
  // Stored in lower case, whatever the list shows (rule 12).
  compare('userName', user.userName, person.userName, user.userName.toLowerCase() === person.userName.toLowerCase());
  compare(
    'emails[type eq "work"].value',
    user.email,
    person.email,
    person.email === null || foldCase(user.email ?? '') === foldCase(person.email),
  );
  // Where the list does not tell a value, a change of it cannot be seen.
  if (user.givenName !== null) text('name.givenName', user.givenName, person.givenName);
  if (user.familyName !== null) text('name.familyName', user.familyName, person.familyName);
  if (user.active !== null) text('active', String(user.active), String(person.active));
  return changes;
}

function tell(
  category: BlastCategory,
  user: ListedUser | undefined,
  rival: ListedUser | undefined,
  changes: BlastRow['changes'],
): string {
  switch (category) {
    case 'created':
      return 'No account has this user name or mail address: one is created.';
    case 'ambiguous':
      return `No account has this user name, but ${rival?.userName ?? 'another'} has the same mail address: a second account would be made for one person.`;
    case 'deactivated':
      return 'The account is in use, and the identity provider holds the person as inactive: it is switched off.';
    case 'taken-over':
      return `${user?.userName ?? 'The account'} is taken over, and ${counted(changes.length, 'value changes', 'values change')}.`;
    default:
      return 'The account is matched by its user name and stays as it is. From then on the identity provider governs it.';
  }
}

function leftAlone(user: ListedUser, terms: Terms): BlastRow {
  const name = [user.givenName, user.familyName].filter((part) => part !== null).join(' ');
  return {
    id: `list-${foldCase(user.userName)}`,
    category: 'left-alone',
    userName: user.userName,
    name: name === '' ? null : name,
    email: user.email,
    groups: user.groups,
    sandboxId: null,
    what: 'The identity provider does not send this user: the account stays as it is, and nobody switches it off when the person leaves.',
    changes: [],
    consequences: consequencesOf({ category: 'left-alone', person: undefined, user, rival: undefined }, terms),
  };
}

function nameOf({ givenName, familyName }: ScopeUser): string | null {
  const name = [givenName, familyName].filter((part) => part !== null).join(' ');
  return name === '' ? null : name;
}

function sentenceOf(total: number, counts: Blast['counts']): string {
  const told = (category: BlastCategory, one: string, many: string) => {
    const count = counts.find((entry) => entry.category === category)?.count ?? 0;
    return count === 0 ? [] : [counted(count, one, many)];
  };
  const parts = [
    ...told('matched', 'stays as it is', 'stay as they are'),
    ...told('taken-over', 'changes', 'change'),
    ...told('deactivated', 'is switched off', 'are switched off'),
    ...told('left-alone', 'is left alone', 'are left alone'),
  ];
  const others = [
    ...told('created', 'account is created', 'accounts are created'),
    ...told('ambiguous', 'person is ambiguous', 'people are ambiguous'),
  ];
  const first = `Of ${counted(total, 'account', 'accounts')} ${listed(parts)}.`;
  return others.length === 0 ? first : `${first} ${listed(others)}.`;
}

function gravity({ category }: BlastRow): number {
  return Category.options.indexOf(category);
}
