import { randomBytes } from 'node:crypto';
import { endpointTarget } from '../replay/endpoint-target.ts';
import { introduced } from '../replay/introduced.ts';
import type { Targets } from './client.ts';

/**
 * The same address with the token, without any, and with one that nobody has.
 * @param isElsewhere another process may answer there
 */
export function openTargets(
  url: URL,
  token: string,
  { isElsewhere, answerWithinMs }: { isElsewhere: boolean; answerWithinMs?: number },
): { targets: Targets; close(): Promise<void> } {
  const open = (secret: string | null) =>
    endpointTarget({ url, token: secret, ...(answerWithinMs === undefined ? {} : { answerWithinMs }) });
  const targets = {
    own: isElsewhere ? introduced(open(token), { url, token, by: 'conformance' }) : open(token),
    anonymous: open(null),
    wrong: open(`api-${randomBytes(16).toString('hex')}`),
  };
  return {
    targets,
    close: async () => {
      for (const target of Object.values(targets)) await target.close();
    },
  };
}
