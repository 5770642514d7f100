import { build, isBuilt } from './lib/build.mjs';
import { installIfNeeded } from './lib/install.mjs';
import { checkScriptNode, stop } from './lib/project.mjs';
import { runNode } from './lib/run.mjs';

// `npm run --silent cli -- <command>`: the built command line. It is built only when it is missing, because a build replaces
// the files under a host that is running.
checkScriptNode();
await installIfNeeded();
if (!isBuilt() && !(await build())) stop('The build failed: the lines above say why. Nothing was started.');
process.exitCode = await runNode(['out/main/headless.js', ...process.argv.slice(2)]);
