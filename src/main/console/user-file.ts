import type { UserColumns, UserListPreview } from '#shared/contract/index.ts';
import { USER_FILE_LIMIT } from '#shared/contract/user-list.ts';
import { type UserFile, readUsers } from '../user-list/read-users.ts';
import { readUploadedTable } from './uploaded-table.ts';

const SAMPLE = 10;
const PROBLEMS_SHOWN = 100;
const MOST = { bytes: USER_FILE_LIMIT, advice: 'Export only user name, e-mail, names, groups and active.' };

/**
 * @param content base64
 * @throws ConsoleError `invalid_input` that says what is wrong with the file, and on which line
 */
export function readUserFile(content: string, columns: UserColumns | undefined): Promise<UserFile> {
  return readUploadedTable(content, MOST, (bytes) => readUsers(bytes, columns));
}

/** How a file was understood, before anything is done with it. Throws like `readUserFile`. */
export async function previewUserFile(content: string, chosen: UserColumns | undefined): Promise<UserListPreview> {
  const { source, headings, columns, users, problems } = await readUserFile(content, chosen);
  return {
    source,
    headings: [...headings],
    columns,
    count: users.length,
    sample: users.slice(0, SAMPLE),
    problems: problems.slice(0, PROBLEMS_SHOWN),
    problemCount: problems.length,
  };
}
