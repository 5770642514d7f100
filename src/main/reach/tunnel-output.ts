const MOST_LINES = 200;
const LONGEST_LINE = 500;

/** Sequences that colour a terminal (ECMA-48 §5.4); only the text around them counts. */
const ESCAPES = /\u001B\[[0-?]*[ -/]*[@-~]/g;
const UNPRINTABLE = /[\u0000-\u0008\u000B-\u001F\u007F]/g;

/**
 * The output of a program, line by line: the newest lines are kept, with secrets masked. A line counts once its end has arrived,
 * because half an address looks like an address.
 */
export class TunnelOutput {
  readonly #onLine: (line: string) => void;
  readonly #lines: string[] = [];
  readonly #unfinished = new Map<string, string>();

  /** @param onLine is called with each line as it was written, unmasked */
  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  get lines(): readonly string[] {
    return this.#lines;
  }

  /** @param stream keeps unfinished lines of stdout and stderr apart */
  write(stream: string, text: string): void {
    const parts = ((this.#unfinished.get(stream) ?? '') + text).split(/\r?\n|\r/);
    this.#unfinished.set(stream, (parts.pop() ?? '').slice(-10 * LONGEST_LINE));
    for (const part of parts) this.#take(part);
  }

  /** For when the program has ended: whatever is left is its last line. */
  end(): void {
    for (const rest of this.#unfinished.values()) this.#take(rest);
    this.#unfinished.clear();
  }

  #take(raw: string): void {
    const line = raw.replaceAll(ESCAPES, '').replaceAll(UNPRINTABLE, '').trimEnd();
    if (line.trim() === '') return;
    this.#onLine(line);
    const masked = maskSecrets(line);
    this.#lines.push(masked.length > LONGEST_LINE ? `${masked.slice(0, LONGEST_LINE)}…` : masked);
    if (this.#lines.length > MOST_LINES) this.#lines.shift();
  }
}

const MASK = '••••';
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // A JSON web token, which Cloudflare and Microsoft use.
  [/\beyJ[\w-]{10,}(?:\.[\w-]*)*/g, MASK],
  // An authtoken of ngrok: two runs of letters and digits.
  [/\b[0-9A-Za-z]{15,}_[0-9A-Za-z]{15,}\b/g, MASK],
  // A token of ours.
  [/\bapi-[0-9a-f]{32}\b/g, MASK],
  [/\b(Bearer|Basic)\s+\S+/gi, `$1 ${MASK}`],
  [/\b([\w-]*(?:authtoken|token|secret|password|api[_-]?key|credential))(["']?\s*[=:]\s*["']?)[^\s"',;&]+/gi, `$1$2${MASK}`],
  // The password of an address.
  [/(\/\/[^\s/:@]+):[^\s/@]+@/g, `$1:${MASK}@`],
];

/** Masks whatever looks like a secret, so that it never reaches the screen. */
export function maskSecrets(line: string): string {
  return SECRETS.reduce((masked, [pattern, by]) => masked.replaceAll(pattern, by), line);
}
