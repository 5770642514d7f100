import { ConsoleError } from './console-error.ts';
import { told } from './told.ts';

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
  return told(() => read(bytes));
}
