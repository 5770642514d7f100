import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ROOT } from './imports.ts';

interface LockedPackage {
  optionalDependencies?: Record<string, string>;
}

test('npm ci works on every platform: the lock file names the optional packages of all of them', () => {
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as { packages: Record<string, LockedPackage> };
  const missing = Object.entries(lock.packages).flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => {
      return !(`${path}/node_modules/${name}` in lock.packages) && !(`node_modules/${name}` in lock.packages);
    }),
  );
  expect(missing).toEqual([]);
});
