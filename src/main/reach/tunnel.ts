import { type ChildProcess, spawn } from 'node:child_process';
import type { TunnelState } from '#shared/contract/reach.ts';
import { TunnelOutput } from './tunnel-output.ts';
import type { TunnelProgram } from './tunnel-programs.ts';

/** A program that has told no address by then is reported, and keeps running. */
const ADDRESS_WITHIN_MS = 30_000;
/** A program that has not ended by then, though asked to, is killed. */
const ENDS_WITHIN_MS = 3000;
const LAST_WORDS_WITHIN_MS = 500;

export interface TunnelOptions {
  readonly program: TunnelProgram;
  /** the file to execute, never through a shell */
  readonly path: string;
  readonly port: number;
  readonly started: Date;
  /** called when anything has changed */
  readonly onChange: () => void;
  /** called when it has told its public address */
  readonly onOpen: (url: string) => void;
  /** called when it has ended, asked to or not */
  readonly onEnd: () => void;
  readonly addressWithinMs?: number;
}

/** A tunnel program that runs as a child of this process, and never outlives it. */
export class Tunnel {
  readonly #options: TunnelOptions;
  readonly #child: ChildProcess;
  readonly #output: TunnelOutput;
  readonly #ended = Promise.withResolvers<void>();
  readonly #late: NodeJS.Timeout;
  #state: TunnelState['state'] = 'starting';
  #url: string | null = null;
  #problem: TunnelState['problem'] = null;
  #isAskedToEnd = false;
  /** Node exits without waiting for anything, and the child must not stay behind. */
  readonly #killAtExit = () => void this.#child.kill('SIGKILL');

  constructor(options: TunnelOptions) {
    this.#options = options;
    this.#output = new TunnelOutput((line) => this.#read(line));
    this.#child = spawn(options.path, options.program.args(options.port), {
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: false,
      windowsHide: true,
      env: withoutOwnSecrets(process.env),
    });
    for (const name of ['stdout', 'stderr'] as const) {
      this.#child[name]?.setEncoding('utf8').on('data', (text: string) => {
        this.#output.write(name, text);
        options.onChange();
      });
    }
    this.#child.on('error', (error: NodeJS.ErrnoException) => this.#failed(error));
    this.#child.once('close', (code, signal) => this.#hasEnded(code, signal));
    // Its last output arrives between `exit` and `close`; a child of its own may keep `close` from ever coming.
    this.#child.once('exit', (code, signal) => {
      setTimeout(() => this.#hasEnded(code, signal), LAST_WORDS_WITHIN_MS).unref();
    });
    process.once('exit', this.#killAtExit);
    this.#late = setTimeout(() => this.#isLate(), options.addressWithinMs ?? ADDRESS_WITHIN_MS).unref();
  }

  state(): TunnelState {
    const { program, path, port, started } = this.#options;
    return {
      program: program.id,
      state: this.#state,
      started: started.toISOString(),
      commandLine: [path, ...program.args(port)].map((part) => (/\s/.test(part) ? `"${part}"` : part)).join(' '),
      url: this.#url,
      output: [...this.#output.lines],
      problem: this.#problem,
    };
  }

  /** Resolves when the program is gone. */
  async stop(): Promise<void> {
    this.#isAskedToEnd = true;
    if (this.#state === 'ended') return;
    this.#child.kill('SIGTERM');
    const timer = setTimeout(() => this.#child.kill('SIGKILL'), ENDS_WITHIN_MS);
    await this.#ended.promise;
    clearTimeout(timer);
  }

  #read(line: string): void {
    if (this.#url !== null || this.#isAskedToEnd) return;
    const url = this.#options.program.addressIn(line);
    const parsed = url === null ? null : URL.parse(url);
    if (url === null || parsed === null || parsed.username !== '') return;
    clearTimeout(this.#late);
    this.#url = url.replace(/\/+$/, '');
    this.#state = 'open';
    this.#problem = null;
    this.#options.onOpen(this.#url);
  }

  #isLate(): void {
    const { program } = this.#options;
    this.#problem = {
      what: `${program.name} runs, and has told no public address so far.`,
      fix:
        this.#meaning() ??
        'Look at what it wrote. If it waits for something, stop it, do that in a terminal, and start it again.',
    };
    this.#options.onChange();
  }

  #failed(error: NodeJS.ErrnoException): void {
    const { program, path } = this.#options;
    if (this.#child.pid !== undefined) {
      const what = `${program.name} could not be stopped: ${error.message}.`;
      return this.#end({ what, fix: `End the process ${this.#child.pid} yourself.` });
    }
    const reason =
      error.code === 'EACCES' ? 'this user may not execute it' : error.code === 'ENOENT' ? 'it is not there' : error.message;
    this.#end({
      what: `${path} could not be started: ${reason}.`,
      fix: `Install ${program.name}, or set the path of the program.`,
    });
  }

  #hasEnded(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.#state === 'ended') return;
    const { program } = this.#options;
    const how = code === null ? `by the signal ${signal ?? 'of another program'}` : `with code ${code}`;
    const last = this.#output.lines.at(-1);
    this.#output.end();
    if (this.#isAskedToEnd) return this.#end(null);
    const when =
      this.#url === null ? 'before it had told a public address' : 'by itself, and the public address leads nowhere now';
    this.#end({
      what: `${program.name} ended ${when} (${how}).`,
      fix:
        this.#meaning() ??
        (last === undefined
          ? 'It wrote nothing. Start it in a terminal to see why.'
          : 'Look at what it wrote last, then start it again.'),
    });
  }

  #end(problem: TunnelState['problem']): void {
    if (this.#state === 'ended') return;
    clearTimeout(this.#late);
    process.off('exit', this.#killAtExit);
    this.#state = 'ended';
    this.#problem = problem;
    this.#ended.resolve();
    this.#options.onEnd();
  }

  #meaning(): string | null {
    const text = this.#output.lines.join('\n');
    return this.#options.program.meanings.find(({ pattern }) => pattern.test(text))?.fix ?? null;
  }
}

/** A tunnel program must not be handed our own tokens. */
function withoutOwnSecrets(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('REHEARSAL_')));
}
