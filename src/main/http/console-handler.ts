import { randomBytes } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { extname, join, sep } from 'node:path';
import { securityHeaders } from './security-headers.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

const NONCE_MARK = '__CSP_NONCE__';

/**
 * Everything that one console origin serves: the built renderer, and `/api/*`. Files come from a list made at start,
 * never from joining a path that a client sent. Every other path is the page itself, so that its router can use real paths.
 */
export function createConsoleHandler(options: {
  api: (request: Request) => Promise<Response>;
  assetsFolder: string;
}): (request: Request) => Promise<Response> {
  const assets = listAssets(options.assetsFolder);
  const page = readFileSync(join(options.assetsFolder, 'index.html'), 'utf8');
  return async (request) => {
    const { pathname } = new URL(request.url);
    if (pathname === '/api' || pathname.startsWith('/api/')) return withSecurity(await options.api(request));
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return withSecurity(new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } }));
    }
    const file = assets.get(pathname);
    if (file !== undefined) return withSecurity(assetAnswer(file));
    if (pathname.startsWith('/assets/')) return withSecurity(new Response(null, { status: 404 }));
    return pageAnswer(page);
  };
}

function listAssets(folder: string): Map<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  const url = (path: string) => `/${path.slice(folder.length).split(sep).filter(Boolean).join('/')}`;
  return new Map(paths.map((path): [string, string] => [url(path), path]).filter(([path]) => path !== '/index.html'));
}

function assetAnswer(file: string): Response {
  const hashed = file.split(sep).includes('assets');
  return new Response(new Uint8Array(readFileSync(file)), {
    headers: {
      'content-type': TYPES[extname(file)] ?? 'application/octet-stream',
      'cache-control': hashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  });
}

function pageAnswer(page: string): Response {
  const nonce = randomBytes(16).toString('base64');
  const response = new Response(page.replaceAll(NONCE_MARK, nonce), {
    headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  });
  return withSecurity(response, nonce);
}

function withSecurity(response: Response, nonce?: string): Response {
  for (const [name, value] of Object.entries(securityHeaders(nonce))) response.headers.set(name, value);
  return response;
}
