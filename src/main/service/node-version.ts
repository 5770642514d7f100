/** What the package promises to run on (`engines` in package.json). better-sqlite3 crashes the process on anything older. */
const OLDEST_MAJOR = 24;

/**
 * @param version a Node version such as `24.21.0`, with or without a leading `v`
 * @returns `null` when the host can run on it, else one sentence that says what to do
 */
export function nodeVersionProblem(version: string): string | null {
  const major = Number.parseInt(version.replace(/^v/, ''), 10);
  if (major >= OLDEST_MAJOR) return null;
  return `SCIM Rehearsal needs Node ${OLDEST_MAJOR} or newer and this is Node ${version}: start it with "npm start", which brings its own Node, or install Node ${OLDEST_MAJOR}.`;
}
