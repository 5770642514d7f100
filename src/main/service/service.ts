import { createReachOperations } from '../console/reach.ts';
import { createSandboxOperations } from '../console/sandboxes.ts';
import type { Drills } from '../drill/drills.ts';
import { createApiHandler } from '../http/api-handler.ts';
import { type ScimListener, startScimListener } from '../http/scim-listener.ts';
import { createBrowserPrinter } from '../pdf/browser-printer.ts';
import { Outside } from '../reach/outside.ts';
import { Reach, type ReachOptions } from '../reach/reach.ts';
import { DatabaseError } from '../store/open-database.ts';
import type { Rehearsals } from '../rehearsal/rehearsals.ts';
import { ensureBootstrapToken } from './bootstrap-token.ts';
import { lockDataFolder, prepareDataFolder } from './data-folder.ts';
import { createKeyFileSecrets } from './key-file-secrets.ts';
import { forgetListening, noteListening } from './listening.ts';
import { loadProfile } from './load-profile.ts';
import { type Logger, type PdfPrinter, type SecretBox, systemClock } from './ports.ts';
import { openReachFile } from './reach-file.ts';
import { mustNameSandbox } from './sandbox-name.ts';
import { StartupError } from './startup-error.ts';
import type { World } from './world.ts';
import { Worlds } from './worlds.ts';

export interface ServiceConfig {
  readonly dataFolder: string;
  /** 0 = any free one */
  readonly scimPort: number;
  /** `meisterplan`, `rfc7643`, or the path of a profile file; undefined: the one that the sandbox was made under */
  readonly profile?: string | undefined;
  readonly sandbox: string;
  readonly host: 'desktop' | 'headless';
  /** makes a token with this secret for the service user, if there is none */
  readonly bootstrapToken?: string | undefined;
  /** when left out, secrets are sealed with a key file in the data folder */
  readonly secrets?: SecretBox | undefined;
  /** when left out, a Chromium that is installed prints */
  readonly pdf?: PdfPrinter | undefined;
  readonly logger: Logger;
}

/** The core, running. A host mounts `handle` where its console can reach it. */
export interface RunningService {
  /** answers `/api/*` of the console */
  handle(request: Request): Promise<Response>;
  /** `http://127.0.0.1:4700/scim/v2` */
  readonly scimUrl: string;
  readonly dataFolder: string;
  /** for the command line, which rehearses without a console */
  readonly rehearsals: Rehearsals;
  readonly drills: Drills;
  close(): Promise<void>;
}

/**
 * Puts the rooms together: data folder, sandboxes, SCIM listener, console operations.
 * @throws StartupError with one clear sentence when the service cannot start
 */
export async function createService(config: ServiceConfig): Promise<RunningService> {
  mustNameSandbox(config.sandbox);
  if (config.profile !== undefined) loadProfile(config.profile);
  const { dataFolder, host, logger } = config;
  prepareDataFolder(dataFolder);
  const unlock = lockDataFolder(dataFolder);
  let listener: ScimListener | undefined;
  let worlds: Worlds | undefined;
  try {
    const secrets = config.secrets ?? createKeyFileSecrets(dataFolder);
    const pdf = config.pdf ?? createBrowserPrinter();
    worlds = new Worlds({ dataFolder, host, secrets, pdf, logger, defaultSlug: config.sandbox, profile: config.profile });
    const outside = new Outside();
    const store = openReachFile(dataFolder);
    listener = await startScimListener({ port: config.scimPort, endpoint: worlds, outside, logger });
    const { sandbox, rehearsals, drills } = await startDefault(worlds, listener.port);
    ensureBootstrapToken(sandbox, config.bootstrapToken, systemClock);
    const reach = openReach({ worlds, port: listener.port, outside, store, logger });
    const running = { worlds, listener, reach };
    announce(listener.port, logger);
    return {
      handle: createApiHandler({
        worlds,
        ofHost: { sandboxes: createSandboxOperations(worlds, systemClock), reach: createReachOperations(reach) },
        logger,
      }),
      scimUrl: worlds.tenantUrlOf(config.sandbox),
      dataFolder,
      rehearsals,
      drills,
      close: async () => {
        await running.reach.close();
        forgetListening(running.listener.port);
        await running.listener.close();
        await running.worlds.close();
        unlock();
      },
    };
  } catch (error) {
    await listener?.close();
    await worlds?.close();
    unlock();
    throw error;
  }
}

function openReach(options: { worlds: Worlds } & Pick<ReachOptions, 'port' | 'outside' | 'store' | 'logger'>): Reach {
  const { worlds, ...rest } = options;
  return new Reach({
    ...rest,
    clock: systemClock,
    publish: () => worlds.tellAll({ type: 'reach.changed' }),
    tenantPathOf: (sandbox) => worlds.tenantPathOf(sandbox),
  });
}

/** If this fails, a rehearsal of another process counts as a call from outside, which is no reason not to start. */
function announce(port: number, logger: Logger): void {
  try {
    noteListening(port);
  } catch (error) {
    logger.error('the temporary folder cannot be written, so rehearsals of the command line are not told apart', error);
  }
}

async function startDefault(worlds: Worlds, port: number): Promise<World> {
  try {
    return await worlds.start(port);
  } catch (error) {
    if (error instanceof DatabaseError) throw new StartupError(error.message, { cause: error });
    throw error;
  }
}
