import { afterAll, afterEach, expect } from 'vitest';
import type { ReachState } from '#shared/contract/reach.ts';
import { makeDataFolder } from '../../support/host.ts';
import { type Faults, type ReverseProxy, startReverseProxy } from '../../support/reverse-proxy.ts';
import { type StandInMode, putStandIn } from '../../support/stand-in-tunnel.ts';
import { withHost } from '../../support/with-host.ts';

export const isChecked = ({ run }: ReachState) => run !== null && run.finished !== null;

/** A host, and the ways in that the tests of one file put before it; each test begins with none. */
export function withReach() {
  const running = withHost([]);
  const programs = makeDataFolder();
  afterAll(() => programs.remove());
  const proxies: ReverseProxy[] = [];
  afterEach(async () => {
    await running.console.reach.stop({});
    await Promise.all(proxies.splice(0).map((proxy) => proxy.close()));
  });

  async function proxyWith(faults: Faults, tls: Parameters<typeof startReverseProxy>[2] = null): Promise<ReverseProxy> {
    const proxy = await startReverseProxy(new URL(running.host.scim).origin, faults, tls);
    proxies.push(proxy);
    return proxy;
  }

  async function until(condition: (state: ReachState) => boolean): Promise<ReachState> {
    let state = await running.console.reach.state({});
    await expect.poll(async () => condition((state = await running.console.reach.state({}))), { timeout: 30_000 }).toBe(true);
    return state;
  }

  /** Checks an address, and gives each check's outcome with what was seen. */
  async function check(address: string) {
    await running.console.reach.check({ address, minutes: 60, sandbox: null });
    const { run } = await until(isChecked);
    if (run === null) throw new Error('the check was broken off');
    const of = (id: string) => run.results.find((result) => result.id === id);
    const outcomes = Object.fromEntries(run.results.map(({ id, outcome }) => [id, outcome]));
    return { run, of, outcomes };
  }

  const checkThrough = async (faults: Faults) => check((await proxyWith(faults)).url);

  async function start(mode: StandInMode, program: 'cloudflared' | 'ngrok' | 'devtunnel' = 'cloudflared') {
    await running.console.reach.configure({ path: { program, path: putStandIn(programs.folder, mode) } });
    return running.console.reach.start({ program, minutes: 240, sandbox: null });
  }

  return { running, programs, proxyWith, until, check, checkThrough, start };
}
