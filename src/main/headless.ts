#!/usr/bin/env node
import { nodeVersionProblem } from './service/node-version.ts';
import { keepHeapSmall } from './service/small-heap.ts';

// better-sqlite3 crashes the process on an older Node, so nothing that reaches it may be imported before this.
const problem = nodeVersionProblem(process.versions.node);
if (problem !== null) {
  process.stderr.write(`${problem}\n`);
  process.exit(2);
}
keepHeapSmall();
const { runCommandLine } = await import('./cli/command-line.ts');
await runCommandLine(process.argv);
