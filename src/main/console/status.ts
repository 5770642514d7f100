import type { ConsoleContract, Idp, MadeBy, Service } from '#shared/contract/index.ts';
import packageJson from '../../../package.json' with { type: 'json' };
import { OutsideCalls } from '../log/outside-calls.ts';
import type { ConsoleDependencies } from './console.ts';

/** Rule 1 of the product brief. */
const PRODUCTION_URLS = [
  { region: 'EU', url: 'https://api.eu.meisterplan.com/scim/v2' },
  { region: 'US', url: 'https://api.us.meisterplan.com/scim/v2' },
];

export function createStatusOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['status'] {
  const { sandbox, scimUrl, config } = dependencies;
  const outside = new OutsideCalls();
  return {
    get: () =>
      sandbox.store.read((tx) => {
        const { first, latest } = outside.look(tx);
        const newest = tx.exchanges.latest();
        return {
          version: packageJson.version,
          host: config.host,
          sandbox: sandbox.name,
          profile: { id: sandbox.profile.id, name: sandbox.profile.name, description: sandbox.profile.description },
          tenantUrl: scimUrl,
          dataFolder: config.dataFolder,
          productionUrls: PRODUCTION_URLS,
          exchangeCount: tx.log.index.countAll(),
          userCount: tx.resources.count('User'),
          groupCount: tx.resources.count('Group'),
          liveTokenCount: tx.tokens.countLive(),
          firstAuthenticated:
            first === undefined
              ? null
              : {
                  exchangeId: first.id,
                  at: first.at,
                  idp: first.idp as Idp,
                  client: first.client,
                  sentence: first.sentence,
                },
          latest:
            latest === undefined
              ? null
              : {
                  exchangeId: latest.id,
                  at: latest.at,
                  status: latest.status,
                  client: latest.client,
                  sentence: latest.sentence,
                },
          latestOwn:
            newest === undefined || newest.made_by === null
              ? null
              : {
                  exchangeId: newest.id,
                  at: newest.at,
                  madeBy: newest.made_by as MadeBy,
                  sentence: newest.sentence,
                },
        };
      }),
  };
}
