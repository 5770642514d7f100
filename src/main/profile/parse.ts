import { problemsOf } from './check.ts';
import { problemOf } from './issue-text.ts';
import { type Profile, ProfileFile } from './profile.ts';
import { readRules } from './rules.ts';

const MAX_PROBLEMS = 20;

/** A profile file that cannot be used. `message` is one sentence and a line per problem; it is shown to the admin as it is. */
export class ProfileError extends Error {
  override readonly name = 'ProfileError';
  /** `resourceTypes[0].endpoint: must be one path segment such as "/Users"` */
  readonly problems: readonly string[];

  constructor(sourceName: string, problems: readonly string[], cause?: unknown) {
    super(describe(sourceName, problems), cause === undefined ? undefined : { cause });
    this.problems = problems;
  }
}

/**
 * Reads a profile file and checks everything that can be wrong in it (docs/profiles.md; RFC 7643 §2, §6, §7).
 *
 * @param text the file's JSON
 * @param sourceName names the file in messages
 * @throws ProfileError with all problems at once: of the form first, and when the form is right, of the content
 */
export function parseProfile(text: string, sourceName: string): Profile {
  const result = ProfileFile.safeParse(parseJson(text, sourceName), { reportInput: true });
  if (!result.success) throw new ProfileError(sourceName, unique(result.error.issues.flatMap(problemOf)));
  const { rules, problems } = readRules(result.data.rules);
  const all = [...problems, ...problemsOf(result.data)];
  if (all.length > 0) throw new ProfileError(sourceName, unique(all));
  return { ...result.data, rules };
}

function parseJson(text: string, sourceName: string): unknown {
  try {
    // Editors on Windows put a byte order mark in front, which JSON.parse refuses.
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new ProfileError(sourceName, [`it is not JSON: ${error.message}`], error);
  }
}

function unique(problems: readonly string[]): string[] {
  return [...new Set(problems)];
}

function describe(sourceName: string, problems: readonly string[]): string {
  const shown = problems.slice(0, MAX_PROBLEMS);
  const rest = problems.length - shown.length;
  const more = rest === 0 ? '' : `\n  and ${rest} more`;
  return `The profile "${sourceName}" cannot be used:\n${shown.map((problem) => `  ${problem}`).join('\n')}${more}`;
}
