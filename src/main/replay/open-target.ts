import type { ReplayTarget } from '#shared/contract/replay.ts';
import type { Endpoint } from '../endpoint/endpoint.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Maker } from '../service/own-traffic.ts';
import type { Logger } from '../service/ports.ts';
import { checkedAccess } from './checked-url.ts';
import { type CopyTarget, chosenRules, openCopy } from './copy-target.ts';
import { endpointTarget } from './endpoint-target.ts';
import type { IdMap } from './id-map.ts';
import { introduced } from './introduced.ts';
import { learn } from './learn.ts';
import { inRange, originalOf } from './originals.ts';
import { ReplayError } from './replay-error.ts';
import type { ReplayToken } from './replay-token.ts';
import { replayable } from './replayable.ts';
import { rewrite } from './rewrite.ts';
import { sandboxTarget } from './sandbox-target.ts';
import type { Target } from './target.ts';

export interface TargetWorld {
  readonly sandbox: Sandbox;
  /** null where nothing listens (the command line) */
  readonly endpoint: Endpoint | null;
  readonly token: ReplayToken;
  /** `127.0.0.1:4700` */
  readonly host: string;
  /** path of the sandbox's tenant URL; left out: `/scim/v2` */
  readonly basePath?: string | undefined;
  /** where throw-away copies lie while a run lasts */
  readonly copies: string;
  readonly logger: Logger;
  /** @throws when there is no such profile */
  loadProfile(name: string): CompiledProfile;
}

/**
 * Makes the target of a run ready.
 * @param first the first exchange of the run, for what came before it
 * @throws ReplayError, NoTokenError
 */
export async function openTarget(
  target: ReplayTarget,
  world: TargetWorld,
  options: { token: string | undefined; first: number | null; ids: IdMap },
): Promise<Target> {
  const { sandbox, endpoint, token, host, copies: within, logger } = world;
  switch (target.kind) {
    case 'sandbox':
      if (endpoint === null) throw new ReplayError('invalid_input', 'Nothing listens here, so name a target.');
      return sandboxTarget({ sandbox, endpoint, token, host, basePath: world.basePath });
    case 'snapshot':
      return openCopy({
        of: sandbox,
        profile: sandbox.profile,
        rules: chosenRules(target.rules),
        host,
        within,
        logger,
      });
    case 'fresh': {
      const { profile: name } = target;
      // Another profile brings its own rules along; the same one is taken with the rules as they are set here.
      const profile = name === undefined ? sandbox.profile : world.loadProfile(name);
      const rules = name === undefined ? sandbox.settings : {};
      const copy = await openCopy({ accounts: sandbox.accountSettings, profile, rules, host, within, logger });
      if (target.preface && options.first !== null) await prefaced(copy, sandbox, options.first, options.ids);
      copy.setRules(chosenRules(target.rules));
      return copy;
    }
    case 'endpoint': {
      const access = checkedAccess(target.url, options.token);
      return introduced(endpointTarget(access), { ...access, by: 'replay' });
    }
  }
}

/** A copy's own log goes with it, so no run is named there. */
const REPLAY: Maker = { by: 'replay', run: null, refusedOnPurpose: null };

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Repeats in a copy what succeeded before the first exchange of the run, so that the run finds the same people. */
async function prefaced(copy: CopyTarget, { store }: Sandbox, first: number, ids: IdMap): Promise<void> {
  const earlier = await inRange(store, { from: 0, to: first - 1 });
  try {
    for (const { id, status, method } of earlier) {
      if (status >= 300 || !WRITES.has(method)) continue;
      const original = store.read((tx) => originalOf(tx, 0, { exchange_id: id, seq: 0 }));
      if (original === null) continue;
      const check = replayable(original, { deletes: true });
      if (!check.can) continue;
      const outgoing = rewrite(check.recorded, ids);
      ids.learn(learn(original, await copy.send(outgoing, REPLAY), outgoing.path));
    }
  } catch (error) {
    await copy.close();
    throw error;
  }
}
