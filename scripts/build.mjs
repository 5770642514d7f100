import { build } from './lib/build.mjs';
import { installIfNeeded } from './lib/install.mjs';
import { checkScriptNode } from './lib/project.mjs';

checkScriptNode();
await installIfNeeded();
process.exitCode = (await build()) ? 0 : 1;
