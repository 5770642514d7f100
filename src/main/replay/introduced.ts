import type { MadeBy } from '#shared/contract/exchanges.ts';
import { type Maker, FAREWELL, INTRODUCTION, OWN_USER_AGENT } from '../service/own-traffic.ts';
import { anotherListensAt } from '../service/listening.ts';
import { endpointTarget } from './endpoint-target.ts';
import { isLoopback } from './target-url.ts';
import { type Target, TargetError } from './target.ts';

const ANSWER_WITHIN_MS = 2000;

/**
 * Another SCIM Rehearsal process on this machine cannot know what this one has under way, so it is told before the first request and after the
 * last one, by separate requests. Those in between stay as they are, and any other endpoint gets nothing extra.
 */
export function introduced(target: Target, { url, token, by }: { url: URL; token: string | null; by: MadeBy }): Target {
  if (token === null || !isLoopback(url.hostname) || !anotherListensAt(portOf(url))) return target;
  let isIntroduced: Promise<void> | null = null;
  return {
    ...target,
    send: async (request, maker) => {
      isIntroduced ??= say(url, token, by, by);
      await isIntroduced;
      return target.send(request, maker);
    },
    close: async () => {
      if (isIntroduced !== null) await say(url, token, by, FAREWELL);
      await target.close();
    },
  };
}

function portOf({ port, protocol }: URL): number {
  if (port !== '') return Number(port);
  return protocol === 'https:' ? 443 : 80;
}

async function say(url: URL, token: string, by: MadeBy, what: string): Promise<void> {
  const to = endpointTarget({ url, token, answerWithinMs: ANSWER_WITHIN_MS });
  const maker: Maker = { by: by === 'simulator' ? 'check-back' : by, run: null, refusedOnPurpose: null };
  const headers = [
    { name: 'User-Agent', value: OWN_USER_AGENT },
    { name: 'Accept', value: 'application/scim+json' },
    { name: INTRODUCTION, value: what },
  ];
  try {
    await to.send({ method: 'GET', path: '/ServiceProviderConfig', headers, body: null, at: '' }, maker);
  } catch (error) {
    // Whatever is wrong with the endpoint, the first request that matters finds and reports it.
    if (!(error instanceof TargetError)) throw error;
  } finally {
    await to.close();
  }
}
