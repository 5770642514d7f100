import type { TunnelProgram as Described, TunnelProgramId } from '#shared/contract/reach.ts';

/** All that differs from one tunnel program to the next. */
export interface TunnelProgram extends Pick<Described, 'id' | 'name' | 'install' | 'page' | 'needs'> {
  /** arguments that make it lead to a port of this machine */
  args(port: number): readonly string[];
  /** @returns the public address, if this line of its output tells it */
  addressIn(line: string): string | null;
  /** what the output before a failure means; the first pattern that matches counts */
  readonly meanings: readonly { readonly pattern: RegExp; readonly fix: string }[];
}

const URL_TEXT = /https?:\/\/[^\s|,"'<>]+/i;

/**
 * Quick tunnels need no account. On Linux there is a package for each distribution and processor, which the page lists. The address is
 * printed in a frame: `INF |  https://quiet-river.trycloudflare.com   |`
 */
const cloudflared: TunnelProgram = {
  id: 'cloudflared',
  name: 'cloudflared (Cloudflare)',
  install: [
    { system: 'macOS', command: 'brew install cloudflared' },
    { system: 'Windows', command: 'winget install --id Cloudflare.cloudflared' },
  ],
  page: 'https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/downloads/',
  needs: null,
  args: (port) => ['tunnel', '--no-autoupdate', '--url', `http://127.0.0.1:${port}`],
  addressIn: (line) => {
    const framed = /\|\s+(https?:\/\/[^\s|]+)\s+\|/.exec(line)?.[1];
    if (framed !== undefined) return framed;
    // api.trycloudflare.com hands out the names; it is not a tunnel itself.
    return /https:\/\/(?!api\.)[a-z0-9-]+\.trycloudflare\.com/i.exec(line)?.[0] ?? null;
  },
  meanings: [
    {
      pattern: /429 Too Many Requests|status_code="?429|error code: 1015/i,
      fix: 'Cloudflare hands out no more quick tunnels to this network for the moment. Wait some minutes, or take another program.',
    },
    {
      pattern: /failed to request quick tunnel|dial tcp|no such host|i\/o timeout/i,
      fix: 'cloudflared could not reach Cloudflare. Let this machine open connections to *.trycloudflare.com and *.argotunnel.com (ports 443 and 7844).',
    },
  ],
};

/** With `--log stdout` it writes lines of keys and values: `msg="started tunnel" … url=https://….ngrok-free.app` */
const ngrok: TunnelProgram = {
  id: 'ngrok',
  name: 'ngrok',
  install: [
    { system: 'macOS', command: 'brew install ngrok' },
    { system: 'Windows', command: 'winget install --id Ngrok.Ngrok' },
    { system: 'Linux', command: 'sudo snap install ngrok' },
  ],
  page: 'https://ngrok.com/download',
  needs: 'An account, and its authtoken given once: `ngrok config add-authtoken …`',
  args: (port) => ['http', `http://127.0.0.1:${port}`, '--log', 'stdout', '--log-format', 'logfmt'],
  addressIn: (line) => /\bmsg="?started (?:tunnel|endpoint)\b.*\burl="?(https?:\/\/[^\s"]+)/.exec(line)?.[1] ?? null,
  meanings: [
    {
      pattern: /ERR_NGROK_(?:105|107|4018)\b/,
      fix: 'ngrok wants an account. Sign up at ngrok.com, then run "ngrok config add-authtoken" with your authtoken, once.',
    },
    {
      pattern: /ERR_NGROK_108\b/,
      fix: 'Your ngrok account is in use by another ngrok. Stop that one, here or on another machine.',
    },
    {
      pattern: /ERR_NGROK_(?:120|121)\b/,
      fix: 'This ngrok is too old for its service. Run "ngrok update".',
    },
    {
      pattern: /ERR_NGROK_334\b/,
      fix: 'The address is in use by another ngrok of your account. Stop that one.',
    },
  ],
};

/** `Connect via browser: https://x.usw3.devtunnels.ms:4700, https://x-4700.usw3.devtunnels.ms`: of two, the one on the usual port. */
const devtunnel: TunnelProgram = {
  id: 'devtunnel',
  name: 'devtunnel (Microsoft)',
  install: [
    { system: 'macOS', command: 'brew install --cask devtunnel' },
    { system: 'Windows', command: 'winget install --id Microsoft.devtunnel' },
    { system: 'Linux', command: 'curl -sL https://aka.ms/DevTunnelCliInstall | bash' },
  ],
  page: 'https://learn.microsoft.com/azure/developer/dev-tunnels/get-started',
  needs: 'A Microsoft or GitHub account, logged in once: `devtunnel user login`',
  args: (port) => ['host', '--port-numbers', String(port), '--protocol', 'http', '--allow-anonymous'],
  addressIn: (line) => {
    const [, list] = /^\s*Connect via browser:(.*)$/i.exec(line) ?? [];
    const told = [...(list ?? '').matchAll(new RegExp(URL_TEXT, 'gi'))].map(([text]) => text.replace(/\/+$/, ''));
    return told.findLast((text) => URL.parse(text)?.port === '') ?? told.at(-1) ?? null;
  },
  meanings: [
    {
      pattern: /not logged in|login required|unauthorized|user login/i,
      fix: 'devtunnel wants a Microsoft or GitHub account. Run "devtunnel user login" in a terminal, once.',
    },
    {
      pattern: /anonymous.*(?:not allowed|denied|disabled|blocked)/i,
      fix: 'Your organisation does not allow anonymous dev tunnels, and an identity provider cannot log in. Take another program, or ask your administrator.',
    },
  ],
};

const PROGRAMS: Readonly<Record<TunnelProgramId, TunnelProgram>> = { cloudflared, ngrok, devtunnel };

export const TUNNEL_PROGRAMS: readonly TunnelProgram[] = Object.values(PROGRAMS);

/** @returns the tunnel program of this id */
export function tunnelProgram(id: TunnelProgramId): TunnelProgram {
  return PROGRAMS[id];
}
