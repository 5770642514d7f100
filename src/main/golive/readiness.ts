import type { Idp } from '#shared/contract/exchanges.ts';
import type { Checklist, GoLiveSettings } from '#shared/contract/golive.ts';
import type { MappingReport } from '#shared/contract/mappings.ts';
import { TrafficObserver } from '../log/observe-traffic.ts';
import type { MappingContext } from '../mapping/context.ts';
import { judgeMappings } from '../mapping/judge/judge.ts';
import { judgeObserved } from '../mapping/observe/judge-observed.ts';
import { readMappings } from '../mapping/read/read.ts';
import { readGoLiveSettings } from '../sandbox/go-live-settings.ts';
import { readMappingSettings } from '../sandbox/mapping-settings.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { judgeChecklist } from './checklist/judge.ts';
import type { GoLiveFacts } from './facts.ts';
import { gatherGoLiveFacts } from './gather-facts.ts';

/** Where a sandbox stands on the way to production. */
export interface Readiness {
  readonly settings: GoLiveSettings;
  readonly facts: GoLiveFacts;
  readonly checklist: Checklist;
  /** what was sent, judged; null before anything was */
  readonly observed: MappingReport | null;
  /** the export that was given last, judged by the rules as they are set */
  readonly imported: { readonly name: string; readonly report: MappingReport } | null;
}

/**
 * Looks at a sandbox as a whole. Reads only.
 * @param override what counts in place of the sandbox's own go-live settings
 * @param now ISO 8601, UTC
 */
export async function readiness(
  sandbox: Sandbox,
  observer: TrafficObserver,
  now: string,
  override: { readonly idp?: Idp | undefined; readonly region?: GoLiveSettings['region'] | undefined } = {},
): Promise<Readiness> {
  const { traffic, simulated } = await observer.observe();
  const objects = { outside: traffic.objects(), simulated: simulated.objects() };
  return sandbox.store.read((tx) => {
    const stored = readGoLiveSettings(tx);
    const settings = { region: override.region ?? stored.region, idp: override.idp ?? stored.idp };
    const facts = gatherGoLiveFacts(tx, sandbox, objects, settings.idp, now);
    const context: MappingContext = {
      profile: sandbox.profile,
      settings: sandbox.settings,
      sso: sandbox.accountSettings.singleSignOn === 'on',
      nameId: readMappingSettings(tx).nameId ?? undefined,
    };
    const file = tx.mappingFiles.get();
    return {
      settings,
      facts,
      checklist: judgeChecklist(facts, tx.waivers.all()),
      observed: objects.outside.length === 0 ? null : judgeObserved(traffic, context, objects.outside),
      imported: file === undefined ? null : { name: file.name, report: judgeMappings(readMappings(file.text).set, context) },
    };
  });
}

/** @returns an observer of this sandbox's traffic; it keeps what it has read, so hold on to it */
export function trafficObserver({ store, profile }: Sandbox): TrafficObserver {
  return new TrafficObserver(store, profile);
}
