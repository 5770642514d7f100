import { UserField, USER_FILE_LIMIT, type UserColumns } from '#shared/contract/user-list.ts';
import { generateCompany } from '../rehearsal/company/generate.ts';
import { listedPeople } from '../rehearsal/company/listed-people.ts';
import { mustExist } from '../sandbox/catalogue.ts';
import { type Beginning, copySandbox } from '../sandbox/lifecycle.ts';
import { StartupError } from '../service/startup-error.ts';
import { TableFileError } from '../table/table-file-error.ts';
import { findColumns } from '../user-list/headings.ts';
import { type UserFile, readUsers } from '../user-list/read-users.ts';
import { readFileOf } from './read-file.ts';

export interface BeginningOptions {
  copyOf?: string;
  sample?: number;
  seed: number;
  userList?: string;
  column?: string[];
}

/** About as many groups as a company of this size pushes. */
const PEOPLE_OF_A_GROUP = 20;
const NO_COLUMNS: UserColumns = { userName: null, email: null, givenName: null, familyName: null, groups: null, active: null };

/**
 * What `sandbox create` puts into a new sandbox.
 * @returns `told`: what was odd about the file, line by line
 * @throws StartupError
 */
export async function beginningOf(
  folder: string,
  options: BeginningOptions,
): Promise<{ beginning: Beginning; told: readonly string[] }> {
  const { copyOf, sample, seed, userList, column } = options;
  if ([copyOf, sample, userList].filter((one) => one !== undefined).length > 1) {
    throw new StartupError('A sandbox begins in one way: choose one of --copy-of, --sample and --user-list.');
  }
  if (column !== undefined && userList === undefined) throw new StartupError('--column goes with --user-list.');
  if (copyOf !== undefined) {
    mustExist(folder, copyOf);
    return { beginning: { kind: 'copy', copy: (to) => copySandbox({ folder, slug: copyOf }, to) }, told: [] };
  }
  if (sample !== undefined) {
    const groups = Math.max(1, Math.min(200, Math.round(sample / PEOPLE_OF_A_GROUP)));
    const people = listedPeople(generateCompany({ people: sample, groups, seed }));
    return { beginning: { kind: 'people', people }, told: [] };
  }
  if (userList === undefined) return { beginning: { kind: 'empty' }, told: [] };
  const { users, problems } = await readList(userList, column ?? []);
  const told = problems.slice(0, 20).map(({ line, what }) => `Line ${line}: ${what}`);
  if (problems.length > told.length) told.push(`${problems.length - told.length} more lines need a look.`);
  return { beginning: { kind: 'people', people: users }, told };
}

async function readList(file: string, chosen: readonly string[]): Promise<UserFile> {
  const bytes = readFileOf(file, USER_FILE_LIMIT);
  try {
    const columns = chosen.length === 0 ? undefined : columnsOf(chosen, (await readUsers(bytes, NO_COLUMNS)).headings);
    const found = await readUsers(bytes, columns);
    if (found.columns.userName !== null) return found;
    throw new StartupError(
      `${file}: no heading tells which column holds the user name. Add --column "userName=<heading>"; the headings are ${quoted(found.headings)}.`,
    );
  } catch (error) {
    if (error instanceof TableFileError) throw new StartupError(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** Reads `userName=Kennung`, for headings that do not tell their column, or tell it wrongly. */
function columnsOf(chosen: readonly string[], headings: readonly string[]): UserColumns {
  const columns = { ...findColumns(headings) };
  for (const one of chosen) {
    const [name = '', ...rest] = one.split('=');
    const field = UserField.options.find((option) => option.toLowerCase() === name.trim().toLowerCase());
    if (field === undefined)
      throw new StartupError(`--column "${one}": write one of ${UserField.options.join(', ')}, then = and the heading.`);
    const sought = rest.join('=').trim().toLowerCase();
    const place = headings.findIndex((heading) => heading.toLowerCase() === sought);
    if (place === -1) throw new StartupError(`--column "${one}": the list has no such heading; it has ${quoted(headings)}.`);
    columns[field] = place;
  }
  return columns;
}

function quoted(headings: readonly string[]): string {
  return headings
    .slice(0, 12)
    .map((heading) => `"${heading.slice(0, 40)}"`)
    .join(', ');
}
