import { TableFileError } from '../table/table-file-error.ts';
import { ConsoleError } from './console-error.ts';

const MEBIBYTE = 1024 * 1024;

/**
 * Reads a table that an admin chose in the console.
 * @param content base64
 * @param most how many bytes are read, and how the admin gets a file that is no larger
 * @throws ConsoleError `invalid_input` that says what is wrong with the file, and on which line
 */
export async function readUploadedTable<T>(
  content: string,
  most: { readonly bytes: number; readonly advice: string },
  read: (bytes: Buffer) => Promise<T>,
): Promise<T> {
  const bytes = Buffer.from(content, 'base64');
  if (bytes.length > most.bytes) {
    throw new ConsoleError('invalid_input', `The file is larger than ${most.bytes / MEBIBYTE} MiB. ${most.advice}`);
  }
  try {
    return await read(bytes);
  } catch (error) {
    if (error instanceof TableFileError) throw new ConsoleError('invalid_input', error.message);
    throw error;
  }
}
