/** A public address that leads nowhere (RFC 5737). */
const DOCUMENTATION_ADDRESS = '203.0.113.7';

/**
 * Options for Node under which a name looks public to whoever asks for its address, and leads to this machine for whoever connects: the far end
 * of a tunnel, without the internet between.
 */
export function pretendedName(name: string): string {
  const module = `
    import dns from 'node:dns';
    import promises from 'node:dns/promises';
    import { syncBuiltinESMExports } from 'node:module';
    const { lookup } = dns;
    const asked = promises.lookup;
    promises.lookup = (host, options) =>
      host === '${name}' ? Promise.resolve([{ address: '${DOCUMENTATION_ADDRESS}', family: 4 }]) : asked(host, options);
    dns.lookup = (host, options, done) => lookup(host === '${name}' ? '127.0.0.1' : host, options, done);
    syncBuiltinESMExports();
  `;
  return `--import=data:text/javascript,${encodeURIComponent(module)}`;
}
