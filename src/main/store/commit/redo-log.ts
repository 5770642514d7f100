import type { Database as Sqlite } from 'better-sqlite3';
import { closeSync, constants, existsSync, ftruncateSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { WriteEncoder, decodeWrites } from './write-codec.ts';
import type { Write } from './write-recorder.ts';

/*
 * The file beside a sandbox's SQLite file that holds what was answered and is not committed there yet: a head with the generation
 * of the SQLite file that the rest builds on, then a frame (length, CRC-32 that begins with a mark of the generation, writes) for each group of requests. Every long
 * transaction raises the generation, so what is committed can never be done twice.
 */

const FORMAT = 'redolog2';
const HEAD = FORMAT.length + 8;
const FRAME_HEAD = 8;
/** A frame of no bytes would be nothing but its checksum. */
const SHORTEST_FRAME = 4;
const LARGEST_KEPT = 1024 * 1024;

/** Kept open while the sandbox is; an append is one write to the file. */
export class RedoLog {
  readonly #file: string;
  readonly #descriptor: number;
  readonly #encoder = new WriteEncoder();
  #end = 0;
  /** what checksums begin with */
  #mark = 0;

  constructor(sandboxFile: string) {
    this.#file = redoFileOf(sandboxFile);
    this.#descriptor = openSync(this.#file, constants.O_RDWR | constants.O_CREAT, 0o600);
  }

  /** bytes that wait to be committed, the head included */
  get size(): number {
    return this.#end;
  }

  /**
   * Starts anew, on top of a generation. To be called inside the transaction that holds the write lock.
   * @throws when the disk is full
   */
  start(generation: number): void {
    this.#encoder.reset();
    // What is left of the last generation is overwritten, which costs less than a file that grows; its checksums are of that one.
    if (this.#end > LARGEST_KEPT) ftruncateSync(this.#descriptor, 0);
    this.#end = 0;
    this.#mark = markOf(generation);
    const head = Buffer.alloc(HEAD, FORMAT);
    head.writeDoubleLE(generation, FORMAT.length);
    this.#write(head);
  }

  /**
   * Once this returns, the writes outlive the process.
   * @throws when the disk is full; nothing of it counts then
   */
  append(writes: readonly Write[]): void {
    if (writes.length === 0) return;
    const known = this.#encoder.statementsKnown;
    const frame = this.#encoder.encode(writes, FRAME_HEAD);
    frame.writeUInt32LE(frame.length - FRAME_HEAD, 0);
    frame.writeUInt32LE(crc32(frame.subarray(FRAME_HEAD), this.#mark), 4);
    try {
      this.#write(frame);
    } catch (error) {
      this.#encoder.forget(known);
      throw error;
    }
  }

  /** Nothing waits any more. */
  close(): void {
    closeSync(this.#descriptor);
    rmSync(this.#file, { force: true });
  }

  /** What a write that failed left behind is overwritten by the next one, and does not count until then: its checksum is wrong. */
  #write(bytes: Buffer): void {
    let written = 0;
    while (written < bytes.length) {
      written += writeSync(this.#descriptor, bytes, written, bytes.length - written, this.#end + written);
    }
    this.#end += bytes.length;
  }
}

function redoFileOf(sandboxFile: string): string {
  return `${sandboxFile}-redo`;
}

/**
 * Commits what an ended process answered and did not commit. To be called whenever a sandbox file is opened, before it is
 * used or migrated; beside a running host it changes nothing, because the host commits before it lets go of the write lock.
 * @returns groups of requests that were done again
 */
export function recover(sqlite: Sqlite, sandboxFile: string): number {
  if (!existsSync(redoFileOf(sandboxFile))) return 0;
  return sqlite.transaction(() => redo(sqlite, sandboxFile)).immediate();
}

/** The same inside a transaction that is open already. */
export function redo(sqlite: Sqlite, sandboxFile: string): number {
  const generation = generationOf(sqlite);
  const groups = readGroups(redoFileOf(sandboxFile), generation);
  if (groups.length === 0) return 0;
  for (const { sql, values } of groups.flat()) sqlite.prepare(sql).run(...values);
  raiseGeneration(sqlite, generation);
  return groups.length;
}

/** How many long transactions the file has seen; it lies in the header, where a new file has 0. */
export function generationOf(sqlite: Sqlite): number {
  return sqlite.pragma('user_version', { simple: true }) as number;
}

const LAST_GENERATION = 0x7fff_ffff;

/** Part of the transaction that is open: once that is committed, the redo log is void. */
export function raiseGeneration(sqlite: Sqlite, generation: number): void {
  sqlite.pragma(`user_version = ${generation === LAST_GENERATION ? 1 : generation + 1}`);
}

/** Spread over all 32 bits: the log of an older generation lies behind this one's, and has many small numbers in it. */
function markOf(generation: number): number {
  return crc32(`${FORMAT}:${generation}`);
}

/** Frames up to the first that is not whole: the process ended while it wrote that one, so nothing was answered by it. */
function readGroups(file: string, generation: number): Write[][] {
  const bytes = readFileSync(file);
  if (bytes.length < HEAD || bytes.toString('latin1', 0, FORMAT.length) !== FORMAT) return [];
  if (bytes.readDoubleLE(FORMAT.length) !== generation) return [];
  const groups: Write[][] = [];
  const statements: string[] = [];
  const mark = markOf(generation);
  for (let at = HEAD; at + FRAME_HEAD <= bytes.length;) {
    const end = at + FRAME_HEAD + bytes.readUInt32LE(at);
    const frame = bytes.subarray(at + FRAME_HEAD, end);
    if (end > bytes.length || frame.length < SHORTEST_FRAME || crc32(frame, mark) !== bytes.readUInt32LE(at + 4)) break;
    groups.push(decodeWrites(frame, statements));
    at = end;
  }
  return groups;
}
