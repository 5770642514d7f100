/**
 * The rooms of src/main and what each may import: the one table that the linter (oxlint.config.ts) and rooms.test.ts both read.
 * Arrows go one way: shared <- pure rooms <- store <- what works on it <- console <- http <- service <- the entries.
 */

const PURE = ['scim', 'rules', 'profile', 'dialect', 'explain', 'mapping'];
const OVER_STORE = [...PURE, 'store', 'ports'];
const USE_CASES = ['token', 'log', 'sandbox', 'account', 'mail', 'directory'];

interface Room {
  /** the rooms of src/main that it may import, besides itself; `#shared/*` is open to all */
  readonly rooms: readonly string[];
  /** npm packages and Node modules that it may import: a name, or a prefix that ends in `:` */
  readonly packages: readonly string[];
}

export const ROOMS: Readonly<Record<string, Room>> = {
  scim: { rooms: [], packages: [] },
  rules: { rooms: ['scim'], packages: ['zod'] },
  profile: { rooms: ['scim', 'rules'], packages: ['zod'] },
  dialect: { rooms: ['scim', 'rules'], packages: [] },
  explain: { rooms: ['scim', 'rules', 'profile', 'dialect'], packages: [] },
  mapping: { rooms: ['scim', 'rules', 'profile', 'dialect', 'explain'], packages: ['zod'] },
  traps: { rooms: ['scim', 'rules', 'explain'], packages: [] },
  table: { rooms: [], packages: ['csv-parse', 'hucre'] },
  'resource-list': { rooms: ['table'], packages: [] },
  report: { rooms: [], packages: [] },
  ports: { rooms: [], packages: ['node:'] },
  pdf: { rooms: ['ports', 'sandbox'], packages: ['node:'] },
  store: { rooms: [...PURE, 'ports'], packages: ['node:', 'kysely', 'better-sqlite3', 'zod'] },
  token: { rooms: OVER_STORE, packages: ['node:', 'zod'] },
  log: { rooms: [...OVER_STORE, 'token'], packages: ['node:', 'zod'] },
  sandbox: { rooms: [...OVER_STORE, 'token', 'log'], packages: ['node:', 'zod'] },
  account: { rooms: [...OVER_STORE, 'token', 'sandbox'], packages: ['node:', 'zod'] },
  mail: { rooms: [...OVER_STORE, 'token', 'sandbox', 'account', 'report'], packages: ['node:', 'zod', 'nodemailer'] },
  directory: { rooms: [...OVER_STORE, 'token', 'log', 'sandbox', 'account', 'mail'], packages: ['node:', 'zod', 'uuid'] },
  golive: {
    rooms: [...OVER_STORE, 'token', 'log', 'sandbox', 'account', 'directory', 'traps'],
    packages: ['node:', 'zod'],
  },
  'user-list': { rooms: ['table'], packages: [] },
  drill: { rooms: ['scim', 'ports', 'store', 'sandbox'], packages: ['node:', 'zod'] },
  endpoint: { rooms: [...OVER_STORE, ...USE_CASES, 'drill'], packages: ['node:', 'zod'] },
  replay: { rooms: [...OVER_STORE, ...USE_CASES, 'endpoint', 'report'], packages: ['node:', 'zod'] },
  conformance: { rooms: ['scim', 'ports', 'replay', 'report'], packages: ['node:', 'zod'] },
  rehearsal: {
    rooms: [...OVER_STORE, 'token', 'log', 'sandbox', 'replay', 'report', 'table'],
    packages: ['node:', 'zod'],
  },
  reach: { rooms: ['ports', 'endpoint'], packages: ['node:', 'zod'] },
  console: {
    rooms: [
      ...OVER_STORE,
      ...USE_CASES,
      'traps',
      'table',
      'resource-list',
      'user-list',
      'golive',
      'replay',
      'drill',
      'reach',
      'rehearsal',
      'conformance',
    ],
    packages: ['node:', 'zod'],
  },
  http: {
    rooms: [...PURE, 'ports', 'endpoint', 'reach', 'console', 'mail', 'report'],
    packages: ['node:', 'zod', 'koa', 'raw-body'],
  },
  service: {
    rooms: [
      ...OVER_STORE,
      ...USE_CASES,
      'drill',
      'endpoint',
      'reach',
      'replay',
      'rehearsal',
      'conformance',
      'pdf',
      'console',
      'http',
    ],
    packages: ['node:', 'zod', 'conf'],
  },
  cli: {
    rooms: [
      ...OVER_STORE,
      'token',
      'log',
      'sandbox',
      'table',
      'user-list',
      'golive',
      'drill',
      'replay',
      'rehearsal',
      'conformance',
      'pdf',
      'http',
      'service',
    ],
    packages: ['node:', 'zod', 'commander', 'conf'],
  },
  desktop: { rooms: ['ports', 'http', 'service'], packages: ['node:', 'zod', 'electron', 'electron-store'] },
};

/** Leaves that everything above the pure rooms may use: what a host gives, how a start fails, what it sends itself, where events go. They import no room. */
export const PORTS = [
  'src/main/service/ports.ts',
  'src/main/service/startup-error.ts',
  'src/main/service/own-traffic.ts',
  'src/main/service/listening.ts',
  'src/main/console/event-hub.ts',
];

/** The entries. They only check the version and hand over. */
export const ENTRIES: Readonly<Record<string, Room>> = {
  'src/main/index.ts': { rooms: ['ports', 'service', 'desktop'], packages: ['node:', 'electron'] },
  'src/main/headless.ts': { rooms: ['service', 'cli'], packages: [] },
};

/** The folders beside src/main, and the packages that each may import. None imports src/main. */
export const OUTSIDE: Readonly<Record<string, readonly string[]>> = {
  'src/shared': ['zod'],
  'src/preload': ['electron'],
};

/** A feature of the console (src/renderer/features/*) never imports another one; what two need lies in ui, api or platform. */
export const FEATURES = 'src/renderer/features';
