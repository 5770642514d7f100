import type { Endpoint } from '../endpoint/endpoint.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { type InProcess, sendInProcess } from './in-process.ts';
import type { Target } from './target.ts';
import type { ReplayToken } from './replay-token.ts';

/** This sandbox as it is: what is sent is in its log like any other request. */
export function sandboxTarget(options: {
  sandbox: Sandbox;
  endpoint: Endpoint;
  token: ReplayToken;
  host: string;
  basePath?: string | undefined;
}): Target {
  const { token, ...rest } = options;
  return {
    isDurable: true,
    obeysRetryAfter: true,
    hasOwnWording: false,
    send: (request, maker) => {
      const to: InProcess = { ...rest, secret: token.secret() };
      return sendInProcess(to, request, new Date(), maker);
    },
    close: () => Promise.resolve(),
  };
}
