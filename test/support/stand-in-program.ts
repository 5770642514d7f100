import { startReverseProxy } from './reverse-proxy.ts';

/*
 * What cloudflared, ngrok and devtunnel do, as far as it can be seen from this machine: it writes what they write, and leads from an
 * address of loopback to the port that it was called with. Started by a small file of the program's name (stand-in-tunnel.ts).
 */

const [mode, ...args] = process.argv.slice(2);
const target = args.map((arg) => /^(?:http:\/\/127\.0\.0\.1:)?(\d+)$/.exec(arg)?.[1]).find((port) => port !== undefined);
const log = (line: string) => void process.stderr.write(`2026-01-02T03:04:05Z INF ${line}\n`);
const FRAME = `+${'-'.repeat(92)}+`;
const end = () => process.exit(0);
process.on('SIGTERM', end);

switch (mode) {
  case 'dies': {
    log('Requesting new quick Tunnel on trycloudflare.com...');
    process.stderr.write('2026-01-02T03:04:05Z ERR Error requesting new quick Tunnel error="429 Too Many Requests"\n');
    process.exitCode = 1;
    break;
  }
  case 'silent': {
    process.stdout.write('Waiting for something that never comes\n');
    setInterval(() => undefined, 60_000);
    break;
  }
  default: {
    const proxy = await startReverseProxy(`http://127.0.0.1:${target}`, { in: breakDown });
    tell(mode, proxy.url);
  }
}

/** The program ends in the middle, as when its connection is lost for good; or because no host is left that would end it. */
function breakDown({ url }: { url: string }): undefined {
  if (url.endsWith('/Break')) process.exit(3);
}

function tell(program: string | undefined, url: string): void {
  if (program === 'ngrok') {
    process.stdout.write(
      't=2026-01-02T03:04:05+0000 lvl=info msg="open config file" path=/home/anna/.config/ngrok/ngrok.yml err=nil\n',
    );
    process.stdout.write('t=2026-01-02T03:04:05+0000 lvl=info msg="using authtoken=4nq9771bPxe8ctg7LKr_2ClH7Y15Zqe4bWLWF9p"\n');
    process.stdout.write(
      `t=2026-01-02T03:04:06+0000 lvl=info msg="started tunnel" obj=tunnels name=command_line addr=http://localhost:${target} url=${url}\n`,
    );
    return;
  }
  if (program === 'devtunnel') {
    process.stdout.write(`Hosting port: ${target}\nConnect via browser: ${url}\nInspect network activity: ${url}/inspect\n\n`);
    process.stdout.write('Ready to accept connections for tunnel: quick-pond-mprv3rk.usw3\n');
    return;
  }
  log('Thank you for trying Cloudflare Tunnel.');
  log('Requesting new quick Tunnel on trycloudflare.com...');
  log(FRAME);
  log('|  Your quick Tunnel has been created! Visit it at (it may take some time to be reachable):  |');
  log(`|  ${url.padEnd(90)}|`);
  log(FRAME);
  log('Registered tunnel connection connIndex=0 event=0 ip=198.41.200.13 location=fra protocol=quic');
}
