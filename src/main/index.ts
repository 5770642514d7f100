import { join } from 'node:path';
import { app } from 'electron';
import { registerConsoleScheme } from './desktop/protocol.ts';
import { nodeVersionProblem } from './service/node-version.ts';

// better-sqlite3 crashes the process on an older Node, so nothing that reaches it may be imported before this.
const problem = nodeVersionProblem(process.versions.node);
if (problem !== null) {
  process.stderr.write(`${problem}\n`);
  process.exit(2);
}
// Both count only before Electron is ready, which is never before this module is evaluated.
app.enableSandbox();
registerConsoleScheme();
const { startDesktop } = await import('./desktop/start.ts');
startDesktop(process.argv, join(import.meta.dirname, '..'));
