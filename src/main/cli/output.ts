import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { reasonOf } from './file-problem.ts';
import { EXIT } from './options.ts';

/**
 * Keeps a command alive when nobody reads what it prints. Who closed the pipe (`| head`) has read enough: the command comes to its end and
 * keeps its exit code, and a host goes on serving. Output that could not be written for another reason, such as a full disk, was
 * wanted: one sentence, and exit code 2 in the end, so that no pipeline takes half a report for a whole one.
 */
export function guardOutput(): void {
  process.stdout.on('error', (error) => {
    if (isClosedPipe(error)) return;
    process.stderr.write(`The output cannot be written: ${reasonOf(error)}.\n`);
    process.on('exit', () => {
      process.exitCode = EXIT.usage;
    });
  });
  // There is no place left to say it.
  process.stderr.on('error', () => undefined);
}

/** Writes pieces to stdout, no faster than they are taken; ends early and quietly when nobody takes them. */
export async function writeOut(pieces: Iterable<string>): Promise<void> {
  try {
    await pipeline(Readable.from(pieces), process.stdout, { end: false });
  } catch (error) {
    // The guard has told it, but for what the pieces themselves threw.
    if (!(error instanceof Error && 'syscall' in error) && !isClosedPipe(error)) throw error;
  }
}

function isClosedPipe(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EPIPE' || error.code === 'ERR_STREAM_PREMATURE_CLOSE');
}
