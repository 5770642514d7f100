import { RESOURCE_FILE_LIMIT } from '#shared/contract/resources.ts';
import { Failure } from '../../api/failure.ts';
import { readAsBase64 } from '../../platform/files.ts';

/** A file, or pasted lines, on the way to the service. */
export interface ChosenFile {
  readonly name: string;
  /** base64 */
  readonly content: string;
}

/** What is told when a file does not even leave the page. */
export interface FileTexts {
  tooLarge(name: string, megabytes: number): string;
  unreadable(name: string): string;
}

/**
 * Reads a file as it is; what its bytes mean is for the service to find out.
 * @throws Failure for one that is too large, or that the disk does not give
 */
export async function readChosenFile(file: Blob, name: string, texts: FileTexts): Promise<ChosenFile> {
  if (file.size > RESOURCE_FILE_LIMIT) {
    throw new Failure('invalid_input', texts.tooLarge(name, Math.round(file.size / 100_000) / 10));
  }
  try {
    return { name, content: await readAsBase64(file) };
  } catch (error) {
    throw new Failure('invalid_input', texts.unreadable(name), { cause: error });
  }
}
