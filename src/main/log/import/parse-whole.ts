import { ImportError } from './import-error.ts';

const LARGEST_SEARCHED = 8 * 1024 * 1024;
const ENDS_EARLY = /end of JSON|Unterminated/i;

/**
 * A file that is JSON in one piece.
 * @throws ImportError that names the line, as far as the engine tells where it stopped
 */
export function parseWhole(text: string): unknown {
  const bare = text.replace(/^\uFEFF/, '');
  try {
    return JSON.parse(bare);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (ENDS_EARLY.test(reason)) {
      throw new ImportError(
        `Line ${bare.split('\n').length}: The file ends in the middle. Download it again; a file that is cut off cannot be read in.`,
      );
    }
    const line = lineOf(bare, reason);
    throw new ImportError(
      `${line === null ? '' : `Line ${line}: `}This is not JSON (${reason}). What can be read in is JSON Lines of SCIM Rehearsal, HAR, and Entra ID's provisioning log as JSON.`,
    );
  }
}

/** V8 does not always tell where it stopped: it is the first line after which the text could no longer be JSON. */
function lineOf(text: string, reason: string): number | null {
  const told = /line (\d+)/.exec(reason)?.[1];
  if (told !== undefined) return Number(told);
  if (text.length > LARGEST_SEARCHED) return null;
  const lines = text.split('\n');
  let [good, bad] = [0, lines.length];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    if (couldGoOn(lines.slice(0, middle).join('\n'))) good = middle;
    else bad = middle;
  }
  return bad;
}

function couldGoOn(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    return error instanceof Error && ENDS_EARLY.test(error.message);
  }
}
