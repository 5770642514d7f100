import { describe, expect, test } from 'vitest';
import { TUNNEL_PROGRAMS, tunnelProgram } from '#main/reach/tunnel-programs.ts';

const addressIn = (program: 'cloudflared' | 'ngrok' | 'devtunnel', output: string) =>
  output
    .split('\n')
    .map((line) => tunnelProgram(program).addressIn(line))
    .filter((address) => address !== null);

/** Lines as the programs write them, gathered from public logs and documentation. */
const CLOUDFLARED = `2024-12-20T10:30:15Z INF Thank you for trying Cloudflare Tunnel. Doing so, without a Cloudflare account, is a quick way to experiment and try it out. However, be aware that these account-less Tunnels have no uptime guarantee. If you intend to use Tunnels in production you should use a pre-created named tunnel by following: https://developers.cloudflare.com/cloudflare-one/connections/connect-apps
2024-12-20T10:30:16Z INF Requesting new quick Tunnel on trycloudflare.com...
2024-12-20T10:30:18Z INF +--------------------------------------------------------------------------------------------+
2024-12-20T10:30:18Z INF |  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |
2024-12-20T10:30:18Z INF |  https://processor-identifies-botswana-messaging.trycloudflare.com                         |
2024-12-20T10:30:18Z INF +--------------------------------------------------------------------------------------------+
2024-12-20T10:30:18Z INF Cannot determine default configuration path. No file [config.yml config.yaml] in [~/.cloudflared]
2024-12-20T10:30:18Z INF Registered tunnel connection connIndex=0 event=0 ip=198.41.200.13 location=fra protocol=quic`;

const NGROK = `t=2024-09-05T18:46:57+0500 lvl=info msg="no configuration paths supplied"
t=2024-09-05T18:46:57+0500 lvl=info msg="open config file" path=/root/.config/ngrok/ngrok.yml err=nil
t=2024-09-05T18:46:57+0500 lvl=info msg="starting web service" obj=web addr=127.0.0.1:4040 allow_hosts=[]
t=2024-09-05T18:46:58+0500 lvl=info msg="client session established" obj=tunnels.session
t=2024-09-05T18:46:58+0500 lvl=info msg="started tunnel" obj=tunnels name=command_line addr=http://localhost:4700 url=https://99fd-129.ngrok-free.app`;

const DEVTUNNEL = `Hosting port: 8000
Connect via browser: https://3tgxrktm.usw3.devtunnels.ms:8000, https://3tgxrktm-8000.usw3.devtunnels.ms
Inspect network activity: https://3tgxrktm-8000-inspect.usw3.devtunnels.ms

Ready to accept connections for tunnel: quick-pond-mprv3rk.usw3`;

describe('the public address is read from what the program writes', () => {
  test('cloudflared: from its frame, and from nowhere else', () => {
    expect(addressIn('cloudflared', CLOUDFLARED)).toEqual(['https://processor-identifies-botswana-messaging.trycloudflare.com']);
    expect(
      addressIn('cloudflared', 'ERR Error unmarshaling QuickTunnel response: error="https://api.trycloudflare.com/tunnel"'),
    ).toEqual([]);
  });

  test('ngrok: of the started tunnel, not of the local port or its own web page', () => {
    expect(addressIn('ngrok', NGROK)).toEqual(['https://99fd-129.ngrok-free.app']);
  });

  test('devtunnel: of two, the one on the usual port; never the one for looking on', () => {
    expect(addressIn('devtunnel', DEVTUNNEL)).toEqual(['https://3tgxrktm-8000.usw3.devtunnels.ms']);
    expect(addressIn('devtunnel', 'Connect via browser: https://abc123-3001.euw.devtunnels.ms')).toEqual([
      'https://abc123-3001.euw.devtunnels.ms',
    ]);
  });
});

test('each program is led to loopback by its port, without a shell’s tricks', () => {
  for (const program of TUNNEL_PROGRAMS) {
    const args = program.args(4700);
    expect(
      args.some((arg) => /(?:^|:)4700$/.test(arg)),
      program.id,
    ).toBe(true);
    expect(
      args.every((arg) => /^[\w./:-]+$/.test(arg)),
      program.id,
    ).toBe(true);
  }
});

test.each([
  [
    'cloudflared',
    'ERR Error requesting new quick Tunnel error="failed to request quick Tunnel: 429 Too Many Requests"',
    'no more quick tunnels',
  ],
  [
    'cloudflared',
    'failed to request quick Tunnel: Post "https://api.trycloudflare.com/tunnel": dial tcp: lookup api.trycloudflare.com: no such host',
    'could not reach Cloudflare',
  ],
  [
    'ngrok',
    'ERROR:  authentication failed: Usage of ngrok requires a verified account and authtoken.\nERROR:  ERR_NGROK_4018',
    'add-authtoken',
  ],
  [
    'ngrok',
    'err="authentication failed: Your account is limited to 1 simultaneous ngrok agent sessions. ERR_NGROK_108"',
    'Stop that one',
  ],
  ['devtunnel', 'Not logged in. Use the `devtunnel user login` command', 'devtunnel user login'],
] as const)('%s: what "%s" means', (id, output, meaning) => {
  const found = tunnelProgram(id).meanings.find(({ pattern }) => pattern.test(output));
  expect(found?.fix).toContain(meaning);
});
