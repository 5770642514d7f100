import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { bodyToText } from '#main/store/body-codec.ts';
import { openConsole } from '../support/console-client.ts';
import { type Host, TOKEN, makeDataFolder, startHost } from '../support/host.ts';
import { Connection } from './connection.ts';
import * as bodies from './generators-bodies.ts';
import * as http from './generators-http.ts';
import * as scim from './generators-scim.ts';
import * as wire from './generators-wire.ts';
import { mutatedSession } from './mutate.ts';
import { type Generator, type Probe, bytesOf } from './probe.ts';
import { Random } from './random.ts';
import { faultOf } from './verdict.ts';

/** How often each kind comes, of a thousand. What costs megabytes comes seldom. */
const MIX: readonly (readonly [Generator, number])[] = [
  [scim.good, 100],
  [mutatedSession, 240],
  [scim.patchGarbage, 120],
  [scim.bulkGarbage, 50],
  [scim.filters, 100],
  [scim.hugeFilter, 4],
  [bodies.brokenJson, 50],
  [bodies.deepNesting, 20],
  [bodies.hostileNames, 50],
  [bodies.duplicateKeys, 30],
  [bodies.hugeNumbers, 30],
  [bodies.invalidUtf8, 30],
  [bodies.unicode, 30],
  [scim.cursors, 20],
  [scim.conditional, 20],
  [bodies.mediaTypes, 20],
  [scim.passwords, 20],
  [bodies.largeBodies, 1],
  [http.requestLine, 50],
  [http.tokens, 30],
  [wire.protocol, 30],
  [wire.framing, 20],
  [http.headerFlood, 10],
  [wire.pipelined, 10],
  [wire.slow, 10],
  [wire.gone, 5],
];

export interface FuzzOptions {
  readonly requests: number;
  readonly seed: number;
  readonly profile: 'meisterplan' | 'rfc7643';
  readonly connections: number;
  /** every answer must be there within this */
  readonly boundMs: number;
  /** heads and bodies that never end, which the service has to give up on by itself, after a minute */
  readonly neverEnding: boolean;
  readonly progress?: (done: number) => void;
}

export interface FuzzReport {
  readonly faults: readonly string[];
  /** probes sent; a pipelined one holds several requests */
  readonly probes: number;
  readonly answers: number;
  /** requests that must be in the log, and those that are */
  readonly expectedRows: number;
  readonly rows: number;
  readonly byKind: ReadonlyMap<string, number>;
  readonly byStatus: ReadonlyMap<number, number>;
  readonly medianMs: number;
  readonly p99Ms: number;
  readonly slowest: readonly { kind: string; ms: number }[];
  /** MiB, sampled while it ran; empty where the system does not tell */
  readonly rss: readonly number[];
  readonly seconds: number;
}

const MAX_FAULTS = 30;

/** Sends hostile requests to a host of its own, and says what was not as it must be. */
export async function fuzz(options: FuzzOptions): Promise<FuzzReport> {
  const data = makeDataFolder();
  const host = await startHost(data.folder, ['--profile', options.profile]);
  try {
    const run = new FuzzRun(host, options);
    await run.send();
    const { cookie: _cookie, ...console_ } = await openConsole(host.console);
    const rows = await settledRows(run.expectedRows, async () => (await console_.exchanges.list({ limit: 1 })).total);
    run.checkAfterwards(rows);
    await host.stop();
    run.findSecrets(data.folder);
    return run.report(rows);
  } finally {
    await host.kill();
    data.remove();
  }
}

/** Rows of clients that hung up come a moment after them. */
async function settledRows(expected: number, count: () => Promise<number>): Promise<number> {
  const end = performance.now() + 5000;
  let rows = await count();
  while (rows < expected && performance.now() < end) rows = await count();
  return rows;
}

class FuzzRun {
  expectedRows = 0;
  readonly #host: Host;
  readonly #options: FuzzOptions;
  readonly #port: number;
  readonly #faults: string[] = [];
  readonly #ids: string[] = [];
  readonly #byKind = new Map<string, number>();
  readonly #byStatus = new Map<number, number>();
  readonly #times: { kind: string; ms: number }[] = [];
  readonly #rss: number[] = [];
  readonly #started = performance.now();
  #next = 0;
  #answers = 0;

  constructor(host: Host, options: FuzzOptions) {
    this.#host = host;
    this.#options = options;
    this.#port = Number(new URL(host.scim).port);
  }

  async send(): Promise<void> {
    const sampling = setInterval(() => this.#sample(), 500);
    const endless = this.#options.neverEnding
      ? neverEnding().map((probe) => this.#deliver(probe, new Connection(this.#port, 90_000), 'endless'))
      : [];
    const workers = Array.from({ length: this.#options.connections }, () => this.#work());
    await Promise.all([...workers, ...endless]);
    clearInterval(sampling);
    this.#sample();
  }

  async #work(): Promise<void> {
    const connection = new Connection(this.#port, this.#options.boundMs);
    while (this.#next < this.#options.requests && this.#faults.length < MAX_FAULTS) {
      const number = this.#next++;
      if (number % 1000 === 0) this.#options.progress?.(number);
      const random = new Random(this.#options.seed + number * 2_654_435_761);
      const probe = choose(random)({ random, ids: this.#ids });
      await this.#deliver(probe, connection, String(number));
    }
    connection.close();
  }

  async #deliver(probe: Probe, connection: Connection, label: string): Promise<void> {
    const { answers, took, problem } = await connection.exchange(probe);
    const rows = probe.rows ?? probe.answers;
    this.expectedRows += rows;
    this.#answers += answers.length;
    this.#byKind.set(probe.kind, (this.#byKind.get(probe.kind) ?? 0) + 1);
    if (label !== 'endless') this.#times.push({ kind: probe.kind, ms: took });
    const faults = [problem, ...answers.map((answer) => faultOf(answer, probe.head === true))];
    for (const answer of answers) {
      this.#byStatus.set(answer.status, (this.#byStatus.get(answer.status) ?? 0) + 1);
      if (answer.status === 201) this.#remember(answer.body);
    }
    for (const fault of faults)
      if (fault !== null) this.#fault(`request ${label} (${probe.kind}): ${fault}\n    ${shown(probe)}`);
  }

  #remember(body: string): void {
    const id = /"id":"([0-9a-f-]{36})"/.exec(body)?.[1];
    if (id === undefined) return;
    if (this.#ids.length < 200) this.#ids.push(id);
    else this.#ids[this.#answers % 200] = id;
  }

  #sample(): void {
    const file = `/proc/${this.#host.pid}/status`;
    try {
      const kib = /VmRSS:\s+(\d+)/.exec(readFileSync(file, 'utf8'))?.[1];
      if (kib !== undefined) this.#rss.push(Math.round(Number(kib) / 1024));
    } catch {
      // Not every system has /proc; then there is no figure, and the report says so.
    }
  }

  #fault(text: string): void {
    if (this.#faults.length < MAX_FAULTS) this.#faults.push(text);
  }

  checkAfterwards(rows: number): void {
    if (rows !== this.expectedRows) this.#fault(`the log has ${rows} exchanges of ${this.expectedRows}`);
    if (this.#host.stderr() !== '') this.#fault(`the host complained: ${this.#host.stderr().slice(0, 3000)}`);
  }

  /** The data folder of a stopped host holds neither the token nor a password, compressed bodies included. */
  findSecrets(folder: string): void {
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => name.endsWith('.sqlite') || name.endsWith('.db'),
    );
    if (files.length === 0) this.#fault('no sandbox file was found');
    for (const file of files) {
      const sqlite = new SqliteDatabase(join(folder, file), { readonly: true });
      const tables = sqlite.prepare<[], string>("select name from sqlite_master where type = 'table'").pluck().all();
      for (const table of tables) {
        for (const row of sqlite.prepare<[], Record<string, unknown>>(`select * from "${table}"`).iterate())
          this.#findSecretsIn(table, row);
      }
      sqlite.close();
    }
  }

  #findSecretsIn(table: string, row: Record<string, unknown>): void {
    for (const [column, value] of Object.entries(row)) {
      const isBody = column.endsWith('_body') && value instanceof Uint8Array;
      const text = isBody ? (bodyToText(value) ?? '') : String(value);
      for (const secret of [TOKEN, scim.PASSWORD]) {
        const at = text.indexOf(secret);
        if (at >= 0) this.#fault(`${table}.${column} holds a secret: …${text.slice(Math.max(0, at - 150), at + 60)}`);
      }
    }
  }

  report(rows: number): FuzzReport {
    const times = this.#times.toSorted((a, b) => a.ms - b.ms);
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))]?.ms ?? 0;
    return {
      faults: this.#faults,
      probes: this.#next,
      answers: this.#answers,
      expectedRows: this.expectedRows,
      rows,
      byKind: this.#byKind,
      byStatus: this.#byStatus,
      medianMs: at(0.5),
      p99Ms: at(0.99),
      slowest: times.slice(-5).toReversed(),
      rss: this.#rss,
      seconds: (performance.now() - this.#started) / 1000,
    };
  }
}

const TOTAL = MIX.reduce((sum, [, weight]) => sum + weight, 0);

function choose(random: Random): Generator {
  let at = random.next() * TOTAL;
  for (const [generator, weight] of MIX) {
    at -= weight;
    if (at < 0) return generator;
  }
  return scim.good;
}

function neverEnding(): Probe[] {
  const whole = bytesOf({ method: 'POST', path: '/Users', body: { userName: 'x' } });
  const pieces = (bytes: Buffer): Probe => ({ kind: 'never ends', pieces: [bytes], answers: 1, alone: true });
  return [
    pieces(whole.subarray(0, 20)),
    pieces(whole.subarray(0, whole.indexOf('\r\n\r\n') + 2)),
    pieces(whole.subarray(0, whole.length - 1)),
    pieces(
      Buffer.concat([
        bytesOf({ method: 'POST', path: '/Users', headers: [['Transfer-Encoding', 'chunked']], body: '5\r\n{"a":\r\n' }),
      ]),
    ),
  ];
}

function shown(probe: Probe): string {
  const text = Buffer.concat([...probe.pieces]).toString('latin1');
  return JSON.stringify(text.length > 700 ? `${text.slice(0, 600)}…(${text.length} bytes)` : text).replaceAll(TOKEN, '<token>');
}
