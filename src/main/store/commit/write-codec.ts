import type { Bound, Write } from './write-recorder.ts';

/*
 * How writes lie in the redo log. Of each: the number of its statement (and the text, the first time that it comes up), how many
 * values, and the values with a tag before each. Written by hand because it is on the way of every request: JSON costs three times as much.
 */

const TAG = { null: 0, number: 1, text: 2, bytes: 3 } as const;
const FIRST_CAPACITY = 64 * 1024;
/** Up to here a loop is faster than the call into native code. */
const SHORT = 40;

/** Turns writes into bytes; knows which statements it has spelled out already. */
export class WriteEncoder {
  readonly #numbers = new Map<string, number>();
  #buffer = Buffer.allocUnsafe(FIRST_CAPACITY);
  #end = 0;

  /** Every statement is spelled out again: a new log begins. */
  reset(): void {
    this.#numbers.clear();
  }

  /**
   * @param headroom bytes to leave free at the start, for the caller to fill
   * @returns headroom and writes; valid until the next call
   */
  encode(writes: readonly Write[], headroom: number): Buffer {
    this.#end = headroom;
    this.#uint32(writes.length);
    for (const { sql, values } of writes) {
      this.#statement(sql);
      this.#uint32(values.length);
      for (const value of values) this.#value(value);
    }
    return this.#buffer.subarray(0, this.#end);
  }

  /** The last writes did not get into the log: what they spelled out must be spelled out again. */
  forget(statementsKnown: number): void {
    for (const [sql, number] of this.#numbers) if (number >= statementsKnown) this.#numbers.delete(sql);
  }

  get statementsKnown(): number {
    return this.#numbers.size;
  }

  #statement(sql: string): void {
    const number = this.#numbers.get(sql);
    if (number !== undefined) return this.#uint32(number);
    this.#uint32(this.#numbers.size);
    this.#numbers.set(sql, this.#numbers.size);
    this.#text(sql);
  }

  #value(value: Bound): void {
    if (value === null) return this.#tag(TAG.null);
    if (typeof value === 'number') {
      this.#tag(TAG.number);
      this.#reserve(8);
      this.#end = this.#buffer.writeDoubleLE(value, this.#end);
    } else if (typeof value === 'string') {
      this.#tag(TAG.text);
      this.#text(value);
    } else {
      this.#tag(TAG.bytes);
      this.#uint32(value.length);
      this.#reserve(value.length);
      this.#buffer.set(value, this.#end);
      this.#end += value.length;
    }
  }

  #text(text: string): void {
    this.#reserve(4 + 3 * text.length);
    const start = this.#end + 4;
    const written = text.length <= SHORT ? this.#ascii(text, start) : -1;
    const length = written >= 0 ? written : this.#buffer.write(text, start, 'utf8');
    this.#buffer.writeUInt32LE(length, this.#end);
    this.#end = start + length;
  }

  /** @returns bytes written; -1 when there is more than ASCII in it */
  #ascii(text: string, start: number): number {
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) return -1;
      this.#buffer[start + i] = code;
    }
    return text.length;
  }

  #tag(tag: number): void {
    this.#reserve(1);
    this.#buffer[this.#end] = tag;
    this.#end += 1;
  }

  #uint32(value: number): void {
    this.#reserve(4);
    this.#end = this.#buffer.writeUInt32LE(value, this.#end);
  }

  #reserve(bytes: number): void {
    const needed = this.#end + bytes;
    if (needed <= this.#buffer.length) return;
    const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#buffer.length));
    this.#buffer.copy(larger, 0, 0, this.#end);
    this.#buffer = larger;
  }
}

/**
 * Reads one group of writes back.
 * @param statements those spelled out so far, by number; new ones are added
 * @throws RangeError when the bytes are not what an encoder made
 */
export function decodeWrites(bytes: Buffer, statements: string[]): Write[] {
  let at = 0;
  const uint32 = () => {
    at += 4;
    return bytes.readUInt32LE(at - 4);
  };
  const slice = () => {
    const length = uint32();
    at += length;
    return bytes.subarray(at - length, at);
  };
  const text = () => slice().toString('utf8');
  const value = (): Bound => {
    const tag = bytes.readUInt8(at);
    at += 1;
    switch (tag) {
      case TAG.null:
        return null;
      case TAG.number:
        at += 8;
        return bytes.readDoubleLE(at - 8);
      case TAG.text:
        return text();
      case TAG.bytes:
        return slice();
      default:
        throw new RangeError(`unknown tag ${tag} in the redo log`);
    }
  };
  return Array.from({ length: uint32() }, () => {
    const number = uint32();
    if (number === statements.length) statements.push(text());
    const sql = statements[number];
    if (sql === undefined) throw new RangeError(`unknown statement ${number} in the redo log`);
    return { sql, values: Array.from({ length: uint32() }, value) };
  });
}
