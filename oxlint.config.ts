import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { type OxlintOverride, defineConfig } from 'oxlint';
import packageJson from './package.json' with { type: 'json' };
import { ENTRIES, FEATURES, OUTSIDE, PORTS, ROOMS } from './test/unit/architecture/rooms.ts';

interface Room {
  rooms: readonly string[];
  packages: readonly string[];
}

const PACKAGES = ['node:', ...Object.keys(packageJson.dependencies), ...Object.keys(packageJson.devDependencies)];

const TABLE = 'The table is test/unit/architecture/rooms.ts.';

/** One override for each room; a later override replaces an earlier one, so each says everything that the room may not import. */
function roomOverride(files: string[], name: string, { rooms, packages }: Room): OxlintOverride {
  const closed = Object.keys(ROOMS).filter((room) => room !== 'ports' && room !== name && !rooms.includes(room));
  // The ports lie in src/main/service and stay open where the rest of it is closed.
  const ports = rooms.includes('ports') ? PORTS.map((file) => `!**/${file.replace('src/main/', '')}`) : [];
  return restrict(files, [
    { group: [...closed.map((room) => `**/${room}/**`), ...ports], message: `${name} may not import this room. ${TABLE}` },
    closedPackages(name, (each) => !packages.includes(each)),
  ]);
}

function restrict(files: string[], patterns: { group?: string[]; regex?: string; message: string }[]): OxlintOverride {
  return { files, rules: { 'no-restricted-imports': ['error', { patterns }] } };
}

function closedPackages(name: string, isClosed: (name: string) => boolean): { regex: string; message: string } {
  const closed = PACKAGES.filter(isClosed).map(packagePattern);
  return { regex: `^(?:${closed.join('|')})`, message: `${name} may not import this package. ${TABLE}` };
}

function packagePattern(name: string): string {
  return name.endsWith(':') ? name : `${name.replaceAll('.', '\\.')}(?:/|$)`;
}

const roomOverrides = Object.entries(ROOMS).map(([name, room]) => {
  return roomOverride(name === 'ports' ? [...PORTS] : [`src/main/${name}/**/*.ts`], name, room);
});
const entryOverrides = Object.entries(ENTRIES).map(([file, room]) => roomOverride([file], file, room));
const outsideOverrides = Object.entries(OUTSIDE).map(([folder, packages]) => {
  const rooms = {
    group: ['**/main/**', '**/renderer/**', '#main/**'],
    message: `${folder} imports itself and src/shared only. ${TABLE}`,
  };
  return restrict([`${folder}/**`], [rooms, closedPackages(folder, (name) => !packages.includes(name))]);
});

/** What runs in the page: no Node, no Electron, nothing that only src/main depends on. */
const ofMain = (name: string) => name === 'node:' || name === 'electron' || (name in packageJson.dependencies && name !== 'zod');
const inPage = [
  { group: ['#main/**', '**/src/main/**'], message: 'The console reaches src/main through its API.' },
  closedPackages('The console', ofMain),
];
const features = readdirSync(join(import.meta.dirname, FEATURES));
const featureOverrides = features.map((feature) => {
  const others = features.filter((other) => other !== feature).join('|');
  const siblings = {
    regex: `^(?:\\.\\./)+(?:features/)?(?:${others})/`,
    message: 'A feature imports no other one: move what both need to ui, api or platform.',
  };
  return restrict([`${FEATURES}/${feature}/**`], [...inPage, siblings]);
});

export default defineConfig({
  plugins: ['eslint', 'typescript', 'unicorn', 'oxc', 'import', 'promise', 'node', 'react', 'jsx-a11y', 'vitest'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  options: { typeAware: true, denyWarnings: true, reportUnusedDisableDirectives: 'error' },
  ignorePatterns: ['out', 'dist', '.cache', 'test-results', 'bench/peers', 'bench/results'],
  rules: {
    eqeqeq: 'error',
    'max-lines': ['error', { max: 350, skipBlankLines: true, skipComments: true }],
    'no-empty': 'error',
    'no-var': 'error',
    'no-warning-comments': 'error',
    'prefer-const': 'error',
    'typescript/ban-ts-comment': 'error',
    'typescript/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    'typescript/no-deprecated': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-unsafe-argument': 'error',
    'typescript/no-unsafe-assignment': 'error',
    'typescript/no-unsafe-call': 'error',
    'typescript/no-unsafe-member-access': 'error',
    'typescript/no-unsafe-return': 'error',
    'typescript/return-await': 'error',
    'typescript/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
    'typescript/use-unknown-in-catch-callback-variable': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'oxc/no-barrel-file': 'error',
    'react/rules-of-hooks': 'error',
    'unicorn/filename-case': ['error', { case: 'kebabCase' }],
    'unicorn/prefer-node-protocol': 'error',

    // With options.
    'import/no-unassigned-import': [
      'error',
      { allow: ['**/*.css', '@fontsource*/**', '**/styles.ts', '**/app/zod-without-eval.ts'] },
    ],
    'typescript/only-throw-error': [
      'error',
      { allow: [{ from: 'package', package: '@tanstack/router-core', name: ['Redirect', 'NotFoundError'] }] },
    ],
    'vitest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*', 'fc.assert'] }],
    'vitest/valid-expect': ['error', { maxArgs: 2 }],

    // Off, each for its reason.
    // What goes out one after another (requests, statements, retries) is meant to.
    'no-await-in-loop': 'off',
    // The parsers look for control characters in what clients send.
    'no-control-regex': 'off',
    // A name that would shadow a global takes an underscore at its end.
    'no-underscore-dangle': 'off',
    // A copy with one change is how data that must not change is changed.
    'oxc/no-map-spread': 'off',
    // Rows of our own SQLite file and JSON that we wrote are named by an assertion; what comes from outside goes through zod.
    'typescript/no-unsafe-type-assertion': 'off',
    // A small helper stands beside its only use.
    'unicorn/consistent-function-scoping': 'off',
    // The compiler does it: noImplicitReturns.
    'typescript/consistent-return': 'off',
    // fast-check and i18next document their default object.
    'import/no-named-as-default-member': 'off',
    // Node's callbacks and Koa's listeners are where promises begin; floating ones are refused above.
    'promise/always-return': 'off',
    'promise/no-promise-in-callback': 'off',
    // JSX compiles to react/jsx-runtime.
    'react/react-in-jsx-scope': 'off',
    // Rows of a virtual list are placed one by one, which elements of a table cannot be.
    'jsx-a11y/prefer-tag-over-role': 'off',
    // Lists that change are keyed by id; an index stands only for the pieces of one text.
    'react/no-array-index-key': 'off',
    // A pane that the user opened takes the focus, as WAI-ARIA asks of dialogs.
    'jsx-a11y/no-autofocus': 'off',
    // A helper of a test file may expect, and a property may expect what it caught.
    'vitest/no-conditional-expect': 'off',
    'vitest/no-standalone-expect': 'off',
  },
  overrides: [
    ...roomOverrides,
    ...entryOverrides,
    ...outsideOverrides,
    restrict(['src/renderer/**'], inPage),
    ...featureOverrides,
    {
      // The contract is one thing under one name.
      files: ['src/shared/contract/index.ts'],
      rules: { 'oxc/no-barrel-file': 'off' },
    },
    {
      // Their tools ask for a default export.
      files: ['*.config.ts', '*.config.mjs'],
      rules: { 'import/no-default-export': 'off' },
    },
    {
      // Tests and scripts name the type of JSON that they made or fetched themselves.
      files: ['test/**', 'scripts/**', 'bench/**'],
      rules: { 'typescript/no-unsafe-assignment': 'off' },
    },
    {
      // Playwright's fixtures are handed over by a function that it calls `use`. A table of cases is as long as its cases.
      files: ['test/**'],
      rules: { 'react/rules-of-hooks': 'off', 'max-lines': 'off' },
    },
  ],
});
