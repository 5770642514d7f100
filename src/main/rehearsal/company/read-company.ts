import { CsvError, parse } from 'csv-parse/sync';
import { decodeText } from '../../csv/decode-text.ts';
import { guidFrom, randomFrom, seedOf } from './random.ts';
import type { Company, Group, Person } from './person.ts';

/** A file that holds no people; the message says what it looks like and what is expected. */
export class CompanyFileError extends Error {
  override readonly name = 'CompanyFileError';
}

const EXPECTED =
  'A CSV file is expected with a heading line and a column for the user name ("User principal name", "Login" or "userName"); mail, given name, surname, department, manager and groups are optional.';
const MOST = 100_000;
const LARGEST = 50 * 1024 * 1024;

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
  /** lines that were left out, and what was taken otherwise than written, in sentences */
  readonly remarks: readonly string[];
}

/**
 * People and groups of a CSV file; several groups of one person are separated by `;` or `|`.
 * @throws CompanyFileError
 */
export function readCompany(file: Uint8Array | string): ReadCompany {
  if (file.length > LARGEST) throw new CompanyFileError(`The file is larger than 50 MB. ${EXPECTED}`);
  const text = typeof file === 'string' ? file.replace(/^\uFEFF/, '') : decodeFile(file);
  const [headings, ...lines] = splitLines(text);
  if (headings === undefined) throw new CompanyFileError(`The file is empty. ${EXPECTED}`);
  const columns = findColumns(headings);
  return collect(lines, columns);
}

/**
 * The text of a file, whatever it was saved as.
 * @throws CompanyFileError for a workbook, or other bytes that are no text
 */
export function decodeFile(bytes: Uint8Array): string {
  return decodeText(bytes, { expected: EXPECTED, refuse: (message) => new CompanyFileError(message) }).text;
}

function splitLines(text: string): string[][] {
  const [first = ''] = text.split(/\r\n|\r|\n/, 1);
  const counts = [';', ',', '\t'].map((character) => ({ character, count: first.split(character).length }));
  const delimiter = counts.toSorted((a, b) => b.count - a.count)[0]?.character ?? ',';
  if (/^\s*[{[<]/.test(first)) throw new CompanyFileError(`The file looks like JSON, XML or a web page, not CSV. ${EXPECTED}`);
  try {
    return parse(text, { delimiter, relax_column_count: true, skip_empty_lines: true, trim: true });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new CompanyFileError(`The file cannot be read as CSV: ${error.message}. ${EXPECTED}`, { cause: error });
  }
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
    throw new CompanyFileError(`No column holds the user name; the headings are ${shown.join(', ')}. ${EXPECTED}`);
  }
  return columns;
}

function collect(lines: readonly string[][], columns: ReadonlyMap<Field, number>): ReadCompany {
  const people: Person[] = [];
  const managers: string[] = [];
  const keys = new Map<string, string>();
  const groups = new Map<string, number[]>();
  const remarks: string[] = [];
  for (const [index, line] of lines.entries()) {
    const field = (name: Field) => line[columns.get(name) ?? -1]?.trim() ?? '';
    const userName = field('userName');
    const problem = problemOf(userName, keys);
    if (problem !== null) {
      remarks.push(`Record ${index + 1} of the file was left out: ${problem}.`);
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
      throw new CompanyFileError('The file holds more than 100,000 people, the most that can be rehearsed.');
  }
  if (people.length === 0) throw new CompanyFileError(`No line of the file holds a person. ${EXPECTED}`);
  const led = people.map((person, i) => ({ ...person, manager: keys.get(managers[i] ?? '') ?? null }));
  return {
    company: companyOf(led, groups),
    remarks: remarks.length <= 20 ? remarks : [...remarks.slice(0, 20), `${remarks.length - 20} more records were left out.`],
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
