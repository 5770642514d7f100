import { join } from 'node:path';
import type { Service, WorldContract } from '#shared/contract/index.ts';
import { Conformance } from '../conformance/conformance.ts';
import { createConsole } from '../console/console.ts';
import type { EventHub } from '../console/event-hub.ts';
import { createInvitations } from '../directory/invitations.ts';
import { Drills } from '../drill/drills.ts';
import { Endpoint } from '../endpoint/endpoint.ts';
import { LogIndexer } from '../log/indexer.ts';
import { LogKeeper } from '../log/keeper.ts';
import type { Invitations } from '../mail/invitations.ts';
import { Outbox } from '../mail/outbox.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import { Rehearsals } from '../rehearsal/rehearsals.ts';
import { ReplayToken } from '../replay/replay-token.ts';
import { Replays } from '../replay/replays.ts';
import { Sandbox } from '../sandbox/sandbox.ts';
import { checkedPlaces, revokeLeftOverCheckTokens } from './checked-places.ts';
import { loadShippedProfile } from './load-profile.ts';
import { type Logger, type PdfPrinter, type SecretBox, systemClock } from './ports.ts';

export interface WorldConfig {
  readonly slug: string;
  /** it also answers at `/scim/v2` */
  readonly isDefault: boolean;
  readonly profile: CompiledProfile;
  readonly dataFolder: string;
  readonly host: 'desktop' | 'headless';
  /** port of the SCIM listener */
  readonly port: number;
  readonly secrets: SecretBox;
  readonly pdf: PdfPrinter;
  readonly logger: Logger;
  /** outlives this world, because consoles go on following it */
  readonly events: EventHub;
}

/** One sandbox with everything that works on it, from opening its file to closing it. */
export interface World {
  readonly sandbox: Sandbox;
  readonly endpoint: Endpoint;
  readonly invitations: Invitations;
  readonly console: Service<WorldContract>;
  /** for the command line, which rehearses without a console */
  readonly rehearsals: Rehearsals;
  readonly drills: Drills;
  /** Stops what runs, commits what waits, and lets go of the file. */
  close(): Promise<void>;
}

/** @returns the path of a sandbox's tenant URL */
export function tenantPath(slug: string, isDefault: boolean): string {
  return isDefault ? '/scim/v2' : `/${slug}/scim/v2`;
}

/** @throws DatabaseError when the sandbox's file cannot be used */
export async function openWorld(config: WorldConfig): Promise<World> {
  const { slug, profile, dataFolder, logger } = config;
  const now = systemClock.now().toISOString();
  const sandbox = await Sandbox.open({ folder: dataFolder, name: slug, profile, now, logger });
  try {
    return assembleWorld(sandbox, config);
  } catch (error) {
    sandbox.close();
    throw error;
  }
}

function assembleWorld(sandbox: Sandbox, config: WorldConfig): World {
  const { slug, isDefault, dataFolder, logger, events, secrets, pdf } = config;
  const clock = systemClock;
  const origin = `http://127.0.0.1:${config.port}`;
  const basePath = tenantPath(slug, isDefault);
  const outbox = new Outbox({ sandbox, events, clock, secrets, logger });
  revokeLeftOverCheckTokens(sandbox);
  const drills = new Drills({ sandbox, events, clock, logger });
  const endpoint = new Endpoint({ sandbox, outbox, events, clock, logger, drills });
  outbox.open(isDefault ? `${origin}/invitation` : `${origin}/invitation/${slug}`);
  const replays = new Replays(
    {
      sandbox,
      endpoint,
      token: new ReplayToken({ sandbox, events, clock }),
      host: `127.0.0.1:${config.port}`,
      basePath,
      copies: join(dataFolder, 'copies', slug),
      logger,
      loadProfile: loadShippedProfile,
    },
    { events, clock },
  );
  replays.recover();
  const scimUrl = origin + basePath;
  const conformance = new Conformance({ events, clock, logger, ...checkedPlaces({ sandbox, events, scimUrl, logger }) });
  const rehearsals = new Rehearsals({ sandbox, events, clock, logger, scimUrl, drills });
  rehearsals.recover();
  const runs = { replays, rehearsals, conformance };
  const console = createConsole({ sandbox, outbox, drills, ...runs, events, clock, scimUrl, pdf, config });
  const endUpkeep = keepUp(sandbox, events, logger);
  return {
    sandbox,
    endpoint,
    invitations: createInvitations({ sandbox, events, clock }),
    console,
    rehearsals,
    drills,
    close: async () => {
      await rehearsals.close();
      await conformance.stop();
      await replays.close();
      drills.close();
      endUpkeep();
      await outbox.close();
      try {
        sandbox.close();
      } finally {
        events.endSubscriptions();
      }
    },
  };
}

/** Keeps the log's index and limits up with what happens. @returns a function that ends it */
function keepUp({ store }: Sandbox, events: EventHub, logger: Logger): () => void {
  const indexer = new LogIndexer(store, logger, () => events.publish({ type: 'log.changed', exchangeId: null }));
  const onRemoved = () => events.publish({ type: 'exchanges.removed' });
  const keeper = new LogKeeper({ store, clock: systemClock, logger, onRemoved });
  events.subscribe(({ event }) => {
    if (event.type === 'exchange.logged') indexer.notice();
    else if (event.type === 'log.changed') keeper.look();
    else if (event.type === 'exchanges.cleared') keeper.compact();
  });
  return () => {
    indexer.close();
    keeper.close();
  };
}
