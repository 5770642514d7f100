import type { TableSource } from '#shared/contract/table-file.ts';
import type { ListedUser, UserColumns, UserField } from '#shared/contract/user-list.ts';
import { readTable } from '../table/read-table.ts';
import type { TableRow } from '../table/table.ts';
import { TableFileError } from '../table/table-file-error.ts';
import { findColumns, hasHeadings } from './headings.ts';

/** The user list of the real system as a file tells it. */
export interface UserFile {
  readonly source: TableSource;
  readonly headings: readonly string[];
  readonly columns: UserColumns;
  /** each user name once, in the order of the file */
  readonly users: readonly ListedUser[];
  readonly problems: readonly { readonly line: number; readonly what: string }[];
}

const MOST_USERS = 100_000;
const LONGEST = 1000;
const EXPECTED =
  'A CSV file or an Excel workbook with a heading is expected: a column for the user name, and others for e-mail, names, groups and active.';

const YES: ReadonlySet<string> = new Set(['true', 'yes', 'y', '1', 'x', 'active', 'enabled', 'ja', 'wahr', 'aktiv', 'aktiviert']);
const NO: ReadonlySet<string> = new Set([
  'false',
  'no',
  'n',
  '0',
  '',
  '-',
  'inactive',
  'disabled',
  'locked',
  'nein',
  'falsch',
  'inaktiv',
  'deaktiviert',
  'gesperrt',
]);

/**
 * Reads a list of users: CSV or a workbook, with a heading in English or German.
 * @param chosen which column holds what, where the admin said so; left out: found by the headings
 * @throws TableFileError for a file that cannot be read as one; the message names the line where that is known
 */
export async function readUsers(bytes: Uint8Array, chosen?: UserColumns): Promise<UserFile> {
  const { source, rows, remarks } = await readTable(bytes, { sentence: EXPECTED, columns: 2 });
  const [first] = rows;
  if (first === undefined) throw new TableFileError(`The file has no line with text. ${EXPECTED}`);
  const columns = chosen ?? findColumns(first.fields);
  if (chosen === undefined && !hasHeadings(columns)) {
    const shown = first.fields.slice(0, 8).map((field) => `"${field.slice(0, 40)}"`);
    throw new TableFileError(`Line ${first.line}: none of the headings is known: ${shown.join(', ')}. ${EXPECTED}`);
  }
  const problems = [...remarks];
  const users = columns.userName === null ? [] : collect(rows.slice(1), columns, problems);
  if (columns.userName !== null && users.length === 0) {
    throw new TableFileError(`No line of the file holds a user below the heading. ${EXPECTED}`);
  }
  return { source, headings: first.fields, columns, users, problems };
}

function collect(rows: readonly TableRow[], columns: UserColumns, problems: { line: number; what: string }[]): ListedUser[] {
  const known = new Map<string, { user: ListedUser; line: number }>();
  for (const { line, fields } of rows) {
    const value = (field: UserField) => fields[columns[field] ?? -1]?.trim() ?? '';
    const userName = value('userName');
    const earlier = known.get(userName.toLowerCase());
    if (userName === '') problems.push({ line, what: 'The line has no user name; it is left out.' });
    else if (fields.some((field) => field.length > LONGEST)) {
      problems.push({ line, what: `A value is longer than ${LONGEST} characters; the line is left out.` });
    } else if (earlier !== undefined) {
      problems.push({ line, what: `"${userName.slice(0, 100)}" was there in line ${earlier.line} already; that one counts.` });
    } else {
      const active = activeOf(columns.active === null ? null : value('active'), line, problems);
      known.set(userName.toLowerCase(), {
        line,
        user: {
          userName,
          email: value('email') || null,
          givenName: value('givenName') || null,
          familyName: value('familyName') || null,
          groups: groupsOf(value('groups')),
          active,
        },
      });
    }
    if (known.size > MOST_USERS) {
      throw new TableFileError(`Line ${line}: the file holds more than 100,000 users, the most that are compared.`);
    }
  }
  return [...known.values()].map(({ user }) => user);
}

function activeOf(text: string | null, line: number, problems: { line: number; what: string }[]): boolean | null {
  if (text === null) return null;
  const folded = text.toLowerCase();
  if (YES.has(folded)) return true;
  if (NO.has(folded)) return false;
  problems.push({
    line,
    what: `"${text.slice(0, 40)}" says neither active nor inactive; the user is taken as one of whom it is not known.`,
  });
  return null;
}

/** One cell holds all groups of a user. */
function groupsOf(text: string): string[] {
  return text
    .split(/[;,|\n]/)
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
