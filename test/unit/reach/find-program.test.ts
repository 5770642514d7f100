import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findProgram } from '#main/reach/find-program.ts';

const folder = mkdtempSync(join(tmpdir(), 'programs '));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const put = (name: string, mode: number) => {
  const path = join(folder, name);
  writeFileSync(path, '#!/bin/sh\n', { mode });
  return path;
};

test('a program is found in PATH as a shell would find it: the first that may be executed', () => {
  const first = join(folder, 'first');
  mkdirSync(first);
  writeFileSync(join(first, 'stand-in-a'), 'text', { mode: 0o644 });
  const path = put('stand-in-a', 0o755);
  const env = { PATH: ['relative', first, folder].join(':') };
  expect(findProgram('stand-in-a', '', { env, platform: 'linux' })).toEqual({ path, problem: null });
  expect(findProgram('stand-in-b', '', { env, platform: 'linux' })).toEqual({ path: null, problem: null });
  expect(findProgram('stand-in-a', '', { env: {}, platform: 'linux' }).path).toBeNull();
});

test('Windows starts only what ends in .exe without a shell', () => {
  const path = put('stand-in-c.exe', 0o755);
  const env = { Path: `C:\\Windows;${folder}` };
  expect(findProgram('stand-in-c', '', { env, platform: 'win32' })).toEqual({ path, problem: null });
});

test('a path that was set by hand counts alone, and is told what is wrong with it', () => {
  const path = put('stand-in-d', 0o755);
  const env = { PATH: folder };
  expect(findProgram('stand-in-a', path, { env, platform: 'linux' })).toEqual({ path, problem: null });
  const problemOf = (set: string) => findProgram('stand-in-d', set, { env, platform: 'linux' }).problem;
  expect(problemOf('stand-in-d')).toContain('must be a whole one');
  expect(problemOf(folder)).toContain('is a folder');
  expect(problemOf(join(folder, 'nothing'))).toContain('There is no program at');
  expect(problemOf(`${path}/below`)).toContain('There is no program at');
});
