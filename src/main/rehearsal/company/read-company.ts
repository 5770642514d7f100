import { COMPANY_FILE_LIMIT } from '#shared/contract/rehearsals.ts';
import { readTable } from '../../table/read-table.ts';
import type { TableRow } from '../../table/table.ts';
import { TableFileError } from '../../table/table-file-error.ts';
import { guidFrom, randomFrom, seedOf } from './random.ts';
import type { Company, Group, Person } from './person.ts';

const EXPECTED =
  'A CSV file or an Excel workbook is expected, with a heading line and a column for the user name ("User principal name", "Login" or "userName"); mail, given name, surname, department, manager and groups are optional.';
const MOST = 100_000;

type Field = 'userName' | 'mail' | 'givenName' | 'familyName' | 'displayName' | 'department' | 'jobTitle' | 'manager' | 'groups';

/** Headings of exports of Entra ID, Okta and Google Workspace and of hand-made lists, folded and without spaces and punctuation. */
const HEADINGS: Readonly<Record<Field, readonly string[]>> = {
  userName: ['username', 'userprincipalname', 'upn', 'login', 'userlogin', 'benutzername', 'benutzerprinzipalname'],
  mail: ['mail', 'email', 'emailaddress', 'useremail', 'primaryemail', 'workemail', 'emailadresse'],
  givenName: ['givenname', 'firstname', 'vorname'],
  familyName: ['surname', 'familyname', 'lastname', 'sn', 'nachname'],
  displayName: ['displayname', 'name', 'anzeigename'],
  department: ['department', 'abteilung'],
  jobTitle: ['jobtitle', 'title', 'position'],
  manager: ['manager', 'managerupn', 'managerusername', 'vorgesetzter'],
  groups: ['groups', 'group', 'memberof', 'gruppen', 'gruppe'],
};

export interface ReadCompany {
  readonly company: Company;
  /** lines that were left out, and values that were read differently from how they are written, in sentences */
  readonly remarks: readonly string[];
}

/**
 * People and groups of a CSV file or a workbook; several groups of one person are separated by `;` or `|`.
 * @throws TableFileError
 */
export async function readCompany(file: Uint8Array): Promise<ReadCompany> {
  if (file.length > COMPANY_FILE_LIMIT) throw new TableFileError(`The file is larger than 20 MiB. ${EXPECTED}`);
  const { rows, remarks } = await readTable(file, { sentence: EXPECTED, columns: 1 });
  const [headings, ...people] = rows;
  if (headings === undefined) throw new TableFileError(`The file has no line with text. ${EXPECTED}`);
  const told = remarks.map(({ line, what }) => `Line ${line}: ${what}`);
  return collect(people, findColumns(headings.fields), told);
}

function findColumns(headings: readonly string[]): ReadonlyMap<Field, number> {
  const folded = headings.map((heading) => heading.toLowerCase().replace(/[^\p{L}]/gu, ''));
  const columns = new Map<Field, number>();
  for (const [field, names] of Object.entries(HEADINGS) as [Field, readonly string[]][]) {
    const at = folded.findIndex((heading) => names.includes(heading));
    if (at !== -1) columns.set(field, at);
  }
  if (!columns.has('userName')) {
    const shown = headings.slice(0, 8).map((heading) => `"${heading.slice(0, 40)}"`);
    throw new TableFileError(`No column holds the user name; the headings are ${shown.join(', ')}. ${EXPECTED}`);
  }
  return columns;
}

function collect(rows: readonly TableRow[], columns: ReadonlyMap<Field, number>, told: readonly string[]): ReadCompany {
  const people: Person[] = [];
  const managers: string[] = [];
  const keys = new Map<string, string>();
  const groups = new Map<string, number[]>();
  const remarks = [...told];
  for (const { line, fields } of rows) {
    const field = (name: Field) => fields[columns.get(name) ?? -1]?.trim() ?? '';
    const userName = field('userName');
    const problem = problemOf(userName, keys);
    if (problem !== null) {
      remarks.push(`Line ${line} of the file was left out: ${problem}.`);
      continue;
    }
    const key = `p${people.length}`;
    keys.set(userName.toLowerCase(), key);
    for (const name of field('groups')
      .split(/[;|]/)
      .map((one) => one.trim())) {
      if (name === '') continue;
      const members = groups.get(name);
      if (members === undefined) groups.set(name, [people.length]);
      else members.push(people.length);
    }
    people.push(personOf(key, userName, field));
    managers.push(field('manager').toLowerCase());
    if (people.length > MOST)
      throw new TableFileError('The file holds more than 100,000 people, the most that can be rehearsed.');
  }
  if (people.length === 0) throw new TableFileError(`No line of the file holds a person. ${EXPECTED}`);
  const led = people.map((person, i) => ({ ...person, manager: keys.get(managers[i] ?? '') ?? null }));
  return {
    company: companyOf(led, groups),
    remarks:
      remarks.length <= 20 ? remarks : [...remarks.slice(0, 20), `${remarks.length - 20} more remarks on lines of the file.`],
  };
}

function problemOf(userName: string, known: ReadonlyMap<string, string>): string | null {
  if (userName === '') return 'it has no user name';
  if (/^[=+@]/.test(userName)) return `"${userName.slice(0, 60)}" is a formula, not a user name`;
  if (userName.length > 500) return 'its user name is longer than 500 characters';
  return known.has(userName.toLowerCase()) ? `the user name ${userName} was there already` : null;
}

function personOf(key: string, userName: string, field: (name: Field) => string): Person {
  const [given = '', ...family] = field('displayName').split(' ');
  const givenName = field('givenName') || given;
  const familyName = field('familyName') || family.join(' ');
  return {
    key,
    objectId: guidFrom(randomFrom(seedOf(0, userName.toLowerCase()))),
    userName,
    mail: field('mail') === '' ? null : field('mail'),
    givenName,
    familyName,
    displayName: field('displayName') || `${givenName} ${familyName}`.trim(),
    department: field('department'),
    jobTitle: field('jobTitle'),
    manager: null,
    active: true,
  };
}

function companyOf(people: readonly Person[], groups: ReadonlyMap<string, readonly number[]>): Company {
  const [first] = people;
  return {
    size: people.length,
    domain: first?.userName.split('@')[1]?.toLowerCase() ?? 'contoso.example',
    groups: [...groups].map(([name, members], i): Group => {
      return { key: `g${i}`, objectId: guidFrom(randomFrom(seedOf(0, `group ${name}`))), name, members };
    }),
    person: (index) => {
      const person = people[index];
      if (person === undefined) throw new RangeError(`the company has no person ${index}`);
      return person;
    },
  };
}
