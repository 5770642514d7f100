/** A log file that cannot be read; the message names the line and says what to do. */
export class LogFileError extends Error {
  override readonly name = 'LogFileError';
  /** from 1 */
  readonly line: number;

  constructor(line: number, problem: string) {
    super(`Line ${line}: ${problem}`);
    this.line = line;
  }
}
