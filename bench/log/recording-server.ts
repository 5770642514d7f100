import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EventHub } from '#main/console/event-hub.ts';
import { Endpoint } from '#main/endpoint/endpoint.ts';
import { startScimListener } from '#main/http/scim-listener.ts';
import { singleEndpoint } from '#main/http/single-endpoint.ts';
import { createInvitations } from '#main/directory/invitations.ts';
import { createSilentOutbox } from '#main/mail/silent-outbox.ts';
import { Sandbox } from '#main/sandbox/sandbox.ts';
import { ensureBootstrapToken } from '#main/service/bootstrap-token.ts';
import { loadProfile } from '#main/service/load-profile.ts';
import { systemClock } from '#main/service/ports.ts';
import { keepHeapSmall } from '#main/service/small-heap.ts';
import { TOKEN } from '../servers.ts';

/*
 * The service as it is, or with the log off, which no user can have: what recording costs is measured against that.
 * `node bench/log/recording-server.ts on|off`
 */

keepHeapSmall();
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-recording-'));
mkdirSync(join(folder, 'sandboxes'));
const logger = { info: () => undefined, error: (message: string, cause?: unknown) => console.error(message, cause) };
const sandbox = await Sandbox.open({
  folder,
  name: 'default',
  profile: loadProfile('rfc7643'),
  now: systemClock.now().toISOString(),
  logger,
});
ensureBootstrapToken(sandbox, TOKEN, systemClock);
if (process.argv[2] === 'off') sandbox.store.write((tx) => Object.assign(tx.exchanges, { insert: () => undefined }));
const events = new EventHub(0);
const endpoint = new Endpoint({
  sandbox,
  outbox: createSilentOutbox(sandbox),
  events,
  clock: systemClock,
  logger,
});
const invitations = createInvitations({ sandbox, events, clock: systemClock });
const listener = await startScimListener({ port: 0, endpoint: singleEndpoint(endpoint, invitations), logger });
process.stdout.write(`${JSON.stringify({ scim: `http://127.0.0.1:${listener.port}/scim/v2` })}\n`);
process.once('SIGTERM', () => {
  void listener.close().then(() => {
    sandbox.close();
    rmSync(folder, { recursive: true, force: true });
    process.exit(0);
  });
});
