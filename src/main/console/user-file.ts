import type { UserColumns, UserListPreview } from '#shared/contract/index.ts';
import { USER_FILE_LIMIT } from '#shared/contract/user-list.ts';
import { TableFileError } from '../table/table-file-error.ts';
import { type UserFile, readUsers } from '../user-list/read-users.ts';
import { ConsoleError } from './console-error.ts';

const SAMPLE = 10;
const PROBLEMS_SHOWN = 100;

/**
 * @param content base64
 * @throws ConsoleError `invalid_input` that says what is wrong with the file, and on which line
 */
export async function readUserFile(content: string, columns: UserColumns | undefined): Promise<UserFile> {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > USER_FILE_LIMIT) {
    throw new ConsoleError(
      'invalid_input',
      'The file is larger than 5 MiB. Export only user name, e-mail, names, groups and active.',
    );
  }
  try {
    return await readUsers(bytes, columns);
  } catch (error) {
    if (error instanceof TableFileError) throw new ConsoleError('invalid_input', error.message);
    throw error;
  }
}

/** How a file was understood, before anything is done with it. Throws as `readUserFile`. */
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
