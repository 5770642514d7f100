import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { openConsole } from './console-client.ts';
import { type Host, makeDataFolder, startHost } from './host.ts';
import { ScimClient } from './scim-client.ts';

export interface Running {
  /** the folder, there from before the host starts until after it has stopped */
  readonly data: string;
  readonly host: Host;
  readonly client: ScimClient;
  readonly console: Awaited<ReturnType<typeof openConsole>>;
  /** Stops the host, lets `between` work on the folder that it leaves, and starts another host there. */
  restart(between?: () => Promise<void>): Promise<void>;
}

/** Starts a built host of its own for all tests of the file or of the `describe`, and stops it behind them. */
export function withHost(extra: readonly string[] = ['--profile', 'rfc7643']): Running {
  const { running, start, stop } = hosting(extra);
  beforeAll(start);
  afterAll(stop);
  return running;
}

/** Starts a built host of its own for each test, and stops it behind it. */
export function withFreshHost(extra: readonly string[] = []): Running {
  const { running, start, stop } = hosting(extra);
  beforeEach(start);
  afterEach(stop);
  return running;
}

function hosting(extra: readonly string[]) {
  let data: ReturnType<typeof makeDataFolder> | undefined;
  let started: Pick<Running, 'host' | 'client' | 'console'> | undefined;
  const now = <T>(value: T | undefined): T => {
    if (value === undefined) throw new Error('the host has not been started yet');
    return value;
  };
  const open = async (folder: string) => {
    const host = await startHost(folder, extra);
    started = { host, client: new ScimClient(host.scim), console: await openConsole(host.console) };
  };
  const running: Running = {
    get data() {
      return now(data).folder;
    },
    get host() {
      return now(started).host;
    },
    get client() {
      return now(started).client;
    },
    get console() {
      return now(started).console;
    },
    async restart(between) {
      await running.host.stop();
      await between?.();
      await open(running.data);
    },
  };
  const start = async () => {
    data = makeDataFolder();
    await open(data.folder);
  };
  const stop = async () => {
    await started?.host.stop();
    data?.remove();
    [data, started] = [undefined, undefined];
  };
  return { running, start, stop };
}
