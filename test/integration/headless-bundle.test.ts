import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ENTRY = fileURLToPath(new URL('../../out/main/headless.js', import.meta.url));
const DESKTOP_ENTRY = fileURLToPath(new URL('../../out/main/index.js', import.meta.url));

test('the built command line never reaches Electron, through whatever chunk', () => {
  const packages = packagesReachedFrom(ENTRY, IMPORT);
  expect(packages).toContain('better-sqlite3');
  expect(packagesReachedFrom(DESKTOP_ENTRY, IMPORT)).toContain('electron');
  expect([...packages].filter((name) => /^electron\b/.test(name))).toEqual([]);
});

test('the version of Node is checked before better-sqlite3, which crashes an older one, is loaded', () => {
  const loadedAtOnce = [...packagesReachedFrom(ENTRY, STATIC_IMPORT)];
  // Node's own modules are there in every version; what comes from npm may not be loaded yet.
  expect(loadedAtOnce.filter((name) => !name.startsWith('node:'))).toEqual([]);
});

const STATIC_IMPORT = /^(?:import|export)\b[^'"`(]*["'](?<specifier>[^"']+)["']/gm;
const IMPORT = /(?:^(?:import|export)\b[^'"`(]*|\bimport\(\s*|\brequire\(\s*)["'](?<specifier>[^"']+)["']/gm;

/** Follows relative imports from chunk to chunk. */
function packagesReachedFrom(entry: string, pattern: RegExp): Set<string> {
  const packages = new Set<string>();
  const files = new Set([entry]);
  for (const file of files) {
    for (const { groups } of readFileSync(file, 'utf8').matchAll(pattern)) {
      const specifier = groups?.['specifier'] ?? '';
      if (specifier.startsWith('.')) files.add(join(dirname(file), specifier));
      else packages.add(specifier);
    }
  }
  return packages;
}
