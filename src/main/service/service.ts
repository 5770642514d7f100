import { join } from 'node:path';
import { createConsole } from '../console/console.ts';
import { EventHub } from '../console/event-hub.ts';
import { createInvitations } from '../directory/invitations.ts';
import { Endpoint } from '../endpoint/endpoint.ts';
import { createApiHandler } from '../http/api-handler.ts';
import { Outbox } from '../mail/outbox.ts';
import { ReplayToken } from '../replay/replay-token.ts';
import { Replays } from '../replay/replays.ts';
import { type ScimListener, startScimListener } from '../http/scim-listener.ts';
import { LogIndexer } from '../log/indexer.ts';
import { LogKeeper } from '../log/keeper.ts';
import { Sandbox, isSandboxName } from '../sandbox/sandbox.ts';
import { DatabaseError } from '../store/open-database.ts';
import { ensureBootstrapToken } from './bootstrap-token.ts';
import { lockDataFolder, prepareDataFolder } from './data-folder.ts';
import { createKeyFileSecrets } from './key-file-secrets.ts';
import { loadProfile, loadShippedProfile } from './load-profile.ts';
import { type Logger, type SecretBox, systemClock } from './ports.ts';
import { StartupError } from './startup-error.ts';

export interface ServiceConfig {
  readonly dataFolder: string;
  /** 0 = any free one */
  readonly scimPort: number;
  /** `meisterplan`, `rfc7643`, or the path of a profile file */
  readonly profile: string;
  readonly sandbox: string;
  readonly host: 'desktop' | 'headless';
  /** makes a token with this secret for the service user, if there is none */
  readonly bootstrapToken?: string | undefined;
  /** left out: sealed with a key file in the data folder */
  readonly secrets?: SecretBox | undefined;
  readonly logger: Logger;
}

/** The core, running. A host mounts `handle` where its console can reach it. */
export interface RunningService {
  /** answers `/api/*` of the console */
  handle(request: Request): Promise<Response>;
  /** `http://127.0.0.1:4700/scim/v2` */
  readonly scimUrl: string;
  readonly dataFolder: string;
  close(): Promise<void>;
}

/**
 * Puts the rooms together: data folder, sandbox, SCIM listener, console operations.
 * @throws StartupError with one clear sentence when the service cannot start
 */
export async function createService(config: ServiceConfig): Promise<RunningService> {
  if (!isSandboxName(config.sandbox)) {
    throw new StartupError(`"${config.sandbox}" is no sandbox name. Use letters, digits, dash and underscore, at most 40.`);
  }
  const profile = loadProfile(config.profile);
  prepareDataFolder(config.dataFolder);
  const unlock = lockDataFolder(config.dataFolder);
  let sandbox: Sandbox | undefined;
  let listener: ScimListener;
  try {
    sandbox = await openSandbox(config, profile);
    ensureBootstrapToken(sandbox, config.bootstrapToken, systemClock);
    const events = new EventHub(Date.now());
    const secrets = config.secrets ?? createKeyFileSecrets(config.dataFolder);
    const outbox = new Outbox({ sandbox, events, clock: systemClock, secrets, logger: config.logger });
    const endpoint = new Endpoint({ sandbox, outbox, events, clock: systemClock, logger: config.logger });
    const invitations = createInvitations({ sandbox, events, clock: systemClock });
    listener = await startScimListener({ port: config.scimPort, endpoint, invitations, logger: config.logger });
    const origin = `http://127.0.0.1:${listener.port}`;
    const scimUrl = `${origin}/scim/v2`;
    outbox.open(origin);
    const replays = new Replays(
      {
        sandbox,
        endpoint,
        token: new ReplayToken({ sandbox, events, clock: systemClock }),
        host: `127.0.0.1:${listener.port}`,
        copies: join(config.dataFolder, 'copies'),
        logger: config.logger,
        loadProfile: loadShippedProfile,
      },
      { events, clock: systemClock },
    );
    replays.recover();
    const service = createConsole({ sandbox, outbox, replays, events, clock: systemClock, scimUrl, config });
    const running = sandbox;
    const indexer = new LogIndexer(running.store, config.logger, () => events.publish({ type: 'log.changed', exchangeId: null }));
    const keeper = new LogKeeper({
      store: running.store,
      clock: systemClock,
      logger: config.logger,
      onRemoved: () => events.publish({ type: 'exchanges.removed' }),
    });
    events.subscribe(({ event }) => {
      if (event.type === 'exchange.logged') indexer.notice();
      else if (event.type === 'log.changed') keeper.look();
      else if (event.type === 'exchanges.cleared') keeper.compact();
    });
    return {
      handle: createApiHandler({ service, events, logger: config.logger }),
      scimUrl,
      dataFolder: config.dataFolder,
      close: async () => {
        await replays.close();
        await listener.close();
        indexer.close();
        keeper.close();
        await outbox.close();
        running.close();
        unlock();
      },
    };
  } catch (error) {
    sandbox?.close();
    unlock();
    throw error;
  }
}

async function openSandbox(config: ServiceConfig, profile: Sandbox['profile']): Promise<Sandbox> {
  try {
    return await Sandbox.open(config.dataFolder, config.sandbox, profile, systemClock.now().toISOString());
  } catch (error) {
    if (error instanceof DatabaseError) throw new StartupError(error.message, { cause: error });
    throw error;
  }
}
