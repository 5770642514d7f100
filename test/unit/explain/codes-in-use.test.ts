import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { forgivenCodes } from '#main/dialect/forgiven.ts';
import { errorCodes, noteCodes } from '#main/explain/codes.ts';
import { describeRule } from '#main/rules/catalogue.ts';

const main = fileURLToPath(new URL('../../../src/main/', import.meta.url));
/** The rooms that raise errors and notes; the console has error codes of its own. */
const rooms = ['directory', 'endpoint', 'token', 'scim', 'rules', 'dialect', 'profile'];
const sources = rooms
  .flatMap((room) => globSync(`${room}/**/*.ts`, { cwd: main }))
  .map((file) => ({ file, text: readFileSync(main + file, 'utf8') }));

/** The kebab-case texts on the lines that set a member of this name. */
function used(member: string): { file: string; text: string }[] {
  const line = new RegExp(`\\b${member}: [^\\n]*`, 'g');
  return sources.flatMap(({ file, text }) =>
    [...text.matchAll(line)].flatMap(([found]) =>
      [...found.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)].map((match) => ({ file, text: match[1] ?? '' })),
    ),
  );
}

describe('what the other rooms raise', () => {
  test('every code of a note, of something forgiven or of a refusal has a text', () => {
    const known: ReadonlySet<string> = new Set([...noteCodes, ...forgivenCodes, ...errorCodes]);
    expect(used('code').length).toBeGreaterThan(20);
    for (const { file, text } of used('code')) expect(known, `${file}: ${text}`).toContain(text);
  });

  test('every reason of an error has a text', () => {
    const known: ReadonlySet<string> = new Set(errorCodes);
    for (const { file, text } of used('reason')) expect(known, `${file}: ${text}`).toContain(text);
  });

  test('every rule that is named exists', () => {
    expect(used('ruleId').length).toBeGreaterThan(20);
    for (const { file, text } of used('ruleId')) expect(describeRule(text), `${file}: ${text}`).toBeDefined();
  });
});
