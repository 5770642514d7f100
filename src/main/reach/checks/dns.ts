import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { addressKind } from '../address-kind.ts';
import { type Bench, type ReachCheck, deadEnd, failed, ok, warning } from '../check.ts';

/** DNS needs some seconds to learn the name of a new tunnel. */
const TRIES = 6;
const BETWEEN_MS = 2500;

export const dns: ReachCheck = {
  id: 'dns',
  title: 'The address is known, and a public one',
  run: async (bench) => {
    const host = bench.tenantUrl.hostname.replace(/^\[|\]$/g, '');
    const addresses = isIP(host) === 0 ? await resolve(host, bench) : [host];
    const [first] = addresses;
    if (first === undefined) {
      return deadEnd(
        `There is no host named ${host}, as far as this machine can see.`,
        'Check the spelling. A new tunnel needs some seconds until its name is known everywhere; then check again.',
      );
    }
    const told = isIP(host) === 0 ? `${host} is ${addresses.slice(0, 3).join(', ')}` : `${host} is an address itself`;
    const kinds = new Set(addresses.map((address) => addressKind(address)));
    if (kinds.has('loopback')) {
      return failed(
        `${told}: that is this machine, for whoever asks.`,
        'An identity provider in the cloud needs a public address. Start a tunnel, or enter the address of one.',
      );
    }
    if (kinds.has('private')) {
      return warning(
        `${told}, an address of a private network.`,
        'That is right for an identity provider or an agent in the same network. One in the cloud needs a public address.',
      );
    }
    return ok(`${told}.`);
  },
};

async function resolve(host: string, { isNew, signal }: Bench): Promise<readonly string[]> {
  const tries = isNew && host.includes('.') ? TRIES : 1;
  for (let attempt = 1; ; attempt++) {
    // Asking too early would have the resolver cache the answer "unknown" for a while.
    if (tries > 1) await wait(BETWEEN_MS, undefined, { signal });
    try {
      return (await lookup(host, { all: true })).map(({ address }) => address);
    } catch (error) {
      if (!isUnknown(error)) throw error;
      if (attempt === tries) return [];
    }
  }
}

function isUnknown(error: unknown): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
