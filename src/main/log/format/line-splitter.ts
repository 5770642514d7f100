import { LogFileError } from './log-file-error.ts';

/** An exchange with bulk bodies of 4 MiB on both sides, all of it escaped, is still shorter. */
const LONGEST_LINE = 64 * 1024 * 1024;

interface Line {
  /** from 1 */
  readonly number: number;
  readonly text: string;
}

/** Text that comes in pieces, as lines with their numbers; LF or CRLF, a byte order mark is ignored. */
export class LineSplitter {
  #rest = '';
  #count = 0;

  /** lines so far */
  get count(): number {
    return this.#count;
  }

  /** @throws LogFileError when a line grows beyond any that the format can have */
  push(text: string): Line[] {
    if (!text.includes('\n')) {
      this.#rest += text;
      if (this.#rest.length > LONGEST_LINE) {
        throw new LogFileError(this.#count + 1, 'This line has more than 64 MiB, which no line of a log has.');
      }
      return [];
    }
    const parts = (this.#rest + text).split('\n');
    this.#rest = parts.pop() ?? '';
    return parts.map((part) => this.#line(part.endsWith('\r') ? part.slice(0, -1) : part));
  }

  /** @returns what came after the last line break */
  end(): Line[] {
    const rest = this.#rest;
    this.#rest = '';
    return rest.trim() === '' ? [] : [this.#line(rest)];
  }

  #line(text: string): Line {
    this.#count += 1;
    return { number: this.#count, text: this.#count === 1 && text.startsWith('\uFEFF') ? text.slice(1) : text };
  }
}
