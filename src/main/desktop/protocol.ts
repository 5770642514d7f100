import { type Protocol, protocol } from 'electron';
import { CONSOLE_SCHEME, isConsoleUrl } from './console-address.ts';

/**
 * Makes `app:` a scheme with an origin, secure context, fetch and streams, as the console needs. Nothing more: no `bypassCSP`,
 * no `corsEnabled`, no service workers. Electron takes this once, before it is ready.
 */
export function registerConsoleScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: CONSOLE_SCHEME,
      privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true },
    },
  ]);
}

/**
 * Serves the console at `app://console/`: no port is opened for administration, so no other program can reach it.
 * @param handler the same one that the headless host mounts on its listener
 */
export function serveConsole(target: Protocol, handler: (request: Request) => Promise<Response>): void {
  target.handle(CONSOLE_SCHEME, async (request) => {
    if (!isConsoleUrl(request.url)) return new Response(null, { status: 404 });
    return handler(request);
  });
}
