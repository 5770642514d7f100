import { EventEmitter } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';

/** `app`: ready after the entry is evaluated, quits through `before-quit`, the windows and `will-quit`, as Electron does. */
class App extends EventEmitter {
  readonly #ready = Promise.withResolvers<void>();
  readonly #paths = new Map([
    ['userData', join(tmpdir(), 'stand-in-user-data')],
    ['downloads', join(homedir(), 'Downloads')],
  ]);
  #isReady = false;
  #sandboxed = false;
  #lockFile: string | null = null;
  /** set by the windows' file, so that the two need no import of each other */
  closeWindows: () => Promise<void> = () => Promise.resolve();

  whenReady(): Promise<void> {
    return this.#ready.promise;
  }

  isReady(): boolean {
    return this.#isReady;
  }

  /** Electron does this by itself once the entry's top-level awaits are done. */
  becomeReady(): void {
    this.#isReady = true;
    this.#ready.resolve();
    this.emit('ready');
  }

  enableSandbox(): void {
    this.demandNotReady('app.enableSandbox');
    this.#sandboxed = true;
  }

  isSandboxed(): boolean {
    return this.#sandboxed;
  }

  demandNotReady(what: string): void {
    if (this.#isReady) throw new Error(`${what} can only be called before the app is ready`);
  }

  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} does not exist`);
    this.#paths.set(name, path);
  }

  getPath(name: string): string {
    const path = this.#paths.get(name);
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }

  getVersion(): string {
    return '0.0.0';
  }

  requestSingleInstanceLock(): boolean {
    const file = join(this.getPath('userData'), 'SingletonLock');
    if (existsSync(file) && isAlive(Number(readFileSync(file, 'utf8')))) return false;
    writeFileSync(file, String(process.pid));
    this.#lockFile = file;
    return true;
  }

  quit(): void {
    void this.#quit();
  }

  exit(code = 0): void {
    if (this.#lockFile !== null) rmSync(this.#lockFile, { force: true });
    process.exit(code);
  }

  async #quit(): Promise<void> {
    this.emit('before-quit', preventable());
    await this.closeWindows();
    const event = preventable();
    this.emit('will-quit', event);
    if (!event.defaultPrevented) this.exit(0);
  }
}

/** An event that a listener can stop. */
export function preventable(): { readonly defaultPrevented: boolean; preventDefault(): void } {
  let prevented = false;
  return {
    get defaultPrevented() {
      return prevented;
    },
    preventDefault() {
      prevented = true;
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // ESRCH is the answer that was asked for.
    return false;
  }
}

export const app = new App();
