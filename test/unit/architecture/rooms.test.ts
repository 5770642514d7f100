import { describe, expect, test } from 'vitest';
import { type Import, importsBelow } from './imports.ts';
import { ENTRIES, FEATURES, OUTSIDE, PORTS, ROOMS } from './rooms.ts';

const inMain = importsBelow('src/main');

describe('the rooms of src/main', () => {
  test('every file lies in a room that the table knows', () => {
    const rooms = new Set(inMain.map(({ file }) => roomOf(file)));
    expect([...rooms].filter((room) => !(room in ROOMS) && !(room in ENTRIES))).toEqual([]);
  });

  test('arrows go one way: no room may reach itself through others', () => {
    let left = Object.entries(ROOMS);
    for (let free = left; free.length > 0;) {
      const names = new Set(left.map(([name]) => name));
      free = left.filter(([name, { rooms }]) => !rooms.some((other) => other !== name && names.has(other)));
      left = left.filter((entry) => !free.includes(entry));
    }
    expect(left.map(([name]) => name)).toEqual([]);
  });

  test.each([...Object.keys(ROOMS), ...Object.keys(ENTRIES)])('%s imports only what it may', (name) => {
    const room = ROOMS[name] ?? ENTRIES[name];
    const own = inMain.filter(({ file }) => roomOf(file) === name);
    const wrong = own.filter(({ target, specifier }) => {
      if (target === null) return !room?.packages.some((each) => isOf(specifier, each));
      if (target === 'package.json' || target.startsWith('src/shared/')) return false;
      const other = roomOf(target);
      return other !== name && room?.rooms.includes(other) !== true;
    });
    expect(wrong.map(sentence)).toEqual([]);
  });
});

test.each(Object.entries(OUTSIDE))('%s imports itself, src/shared and its own packages only', (folder, packages) => {
  const wrong = importsBelow(folder).filter(({ target, specifier }) => {
    if (target === null) return !packages.some((each) => isOf(specifier, each));
    return !target.startsWith(`${folder}/`) && !target.startsWith('src/shared/');
  });
  expect(wrong.map(sentence)).toEqual([]);
});

test('the console imports nothing of Node, of Electron or of src/main', () => {
  const wrong = importsBelow('src/renderer').filter(({ target, specifier }) => {
    return target === null ? /^(?:node:|electron)/.test(specifier) : /^src\/(?:main|preload)\//.test(target);
  });
  expect(wrong.map(sentence)).toEqual([]);
});

test('a feature of the console never imports another one', () => {
  const wrong = importsBelow(FEATURES).filter(({ file, target }) => {
    return target?.startsWith(`${FEATURES}/`) === true && featureOf(target) !== featureOf(file);
  });
  expect(wrong.map(sentence)).toEqual([]);
});

function roomOf(file: string): string {
  if (PORTS.includes(file)) return 'ports';
  if (file in ENTRIES) return file;
  return file.split('/')[2] ?? '';
}

function featureOf(file: string): string {
  return file.split('/')[3] ?? '';
}

function isOf(specifier: string, name: string): boolean {
  return name.endsWith(':') ? specifier.startsWith(name) : specifier === name || specifier.startsWith(`${name}/`);
}

function sentence({ file, specifier }: Import): string {
  return `${file} imports ${specifier}`;
}
