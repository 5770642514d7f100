import type { Faults } from '../../support/reverse-proxy.ts';

interface Fault {
  readonly what: string;
  readonly id: string;
  readonly seen: string;
  readonly faults: Faults;
}

const page = (html: string, status = 200) => ({ status, headers: { 'content-type': 'text/html' }, body: Buffer.from(html) });

/** What proxies, firewalls and tunnels do to requests, which check notices it, and what that check says. */
export const FAULTS: readonly Fault[] = [
  {
    what: 'a redirect',
    id: 'path',
    seen: 'answers 301 and sends the caller on to https://www.example.com/',
    faults: { in: () => ({ status: 301, headers: { location: 'https://www.example.com/' }, body: Buffer.alloc(0) }) },
  },
  {
    what: 'the warning page of ngrok',
    id: 'path',
    seen: 'ngrok shows its warning page of the free plan',
    faults: { in: () => page('<!DOCTYPE html><title>ngrok</title><p>ERR_NGROK_6024</p>') },
  },
  {
    what: 'a log-in page',
    id: 'path',
    seen: 'A log-in page stands before the service',
    faults: { in: () => page('<html><form><input type="password"></form></html>') },
  },
  {
    what: 'a web page of something else',
    id: 'path',
    seen: 'with a web page in place of SCIM, titled “Welcome to nginx!”',
    faults: { in: () => page('<html><title>Welcome to nginx!</title></html>') },
  },
  {
    what: 'a tunnel without anything behind it',
    id: 'path',
    seen: 'does not reach what is behind it',
    faults: { in: () => ({ status: 502, headers: {}, body: Buffer.from('bad gateway') }) },
  },
  {
    what: 'a proxy that strips Authorization',
    id: 'token',
    seen: 'The header Authorization does not arrive',
    faults: { in: ({ headers }) => void delete headers['authorization'] },
  },
  {
    what: 'a proxy that answers 403 for 401',
    id: 'token',
    seen: 'the service answers 401, and 403 came back',
    faults: { out: (outgoing) => void (outgoing.status = outgoing.status === 401 ? 403 : outgoing.status) },
  },
  {
    what: 'a firewall that knows only GET and POST',
    id: 'methods',
    seen: 'Not every method arrives: PUT (405), PATCH (405), DELETE (405)',
    faults: {
      in: ({ method }) => (['GET', 'POST'].includes(method) ? undefined : { status: 405, headers: {}, body: Buffer.alloc(0) }),
    },
  },
  {
    what: 'a proxy that makes 200 of every success',
    id: 'methods',
    seen: 'POST: 200 instead of 201; DELETE: 200 instead of 204',
    faults: { out: (outgoing) => void (outgoing.status = outgoing.status < 300 ? 200 : outgoing.status) },
  },
  {
    what: 'a proxy that caps bodies',
    id: 'body-size',
    seen: 'does not arrive; 413 came back',
    faults: {
      in: ({ body }) => (body.length > 100_000 ? { status: 413, headers: {}, body: Buffer.alloc(0) } : undefined),
    },
  },
  {
    what: 'a proxy that breaks off at large bodies',
    id: 'body-size',
    seen: 'broke the connection off',
    faults: { drops: ({ body }) => body.length > 100_000 },
  },
  {
    what: 'a proxy that spoils bodies',
    id: 'body-size',
    seen: 'arrives with other contents',
    faults: { in: ({ body }) => void (body.length > 100_000 && body.fill(0x20, 50_000, 50_010)) },
  },
  {
    what: 'a proxy that rewrites the type of a body',
    id: 'content-type',
    seen: 'a body arrives as application/json',
    faults: {
      in: ({ headers }) => {
        if (headers['content-type'] !== undefined) headers['content-type'] = 'application/json';
      },
    },
  },
  {
    what: 'a proxy that rewrites the type of an answer',
    id: 'content-type',
    seen: 'a body comes back as application/json',
    faults: {
      out: ({ headers }) => {
        if (headers['content-type'] !== undefined) headers['content-type'] = 'application/json';
      },
    },
  },
  {
    what: 'a firewall that takes a filter for an attack',
    id: 'query',
    seen: 'does not arrive; 403 came back',
    faults: {
      in: ({ url }) => (url.includes('%22') ? { status: 403, headers: {}, body: Buffer.alloc(0) } : undefined),
    },
  },
  {
    what: 'a proxy that spoils queries',
    id: 'query',
    seen: 'The filter arrives as something else',
    faults: { in: (incoming) => void (incoming.url = incoming.url.replaceAll('%22', '')) },
  },
];
