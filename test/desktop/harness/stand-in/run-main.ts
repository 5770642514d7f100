/*
 * Runs a built main bundle as Electron would: `run-main.ts ENTRY ARGS…`. The stand-in takes the place of `electron` for everything
 * that is imported, and the app gets ready once the entry is evaluated with all its top-level awaits.
 */
import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { runInThisContext } from 'node:vm';

const STAND_IN = new URL('electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: STAND_IN, shortCircuit: true } : next(specifier, context),
});

const [entry, ...args] = process.argv.slice(2);
if (entry === undefined) throw new Error('run-main.ts needs the built main bundle');
process.argv = [process.execPath, '.', ...args];

const electron = await import('./electron.ts');
const { line } = await import('./line.ts');

line.on('evaluate', ({ source, argument }: { source: string; argument: unknown }): unknown => {
  // The same that Playwright does in a real Electron: the spec's function comes as text.
  const run = runInThisContext(`(${source})`) as (module: object, argument: unknown) => unknown;
  return run(electron.default, argument);
});

await import(pathToFileURL(entry).href);
electron.app.becomeReady();
