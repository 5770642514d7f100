import { AskError } from '../ask.ts';
import { type ReachCheck, deadEnd, ok } from '../check.ts';
import { foreignAnswer } from '../foreign-answer.ts';

export const path: ReachCheck = {
  id: 'path',
  title: 'The path leads to a SCIM service',
  run: async (bench) => {
    const { host } = bench.tenantUrl;
    try {
      const { reply, arrival } = await bench.send('GET');
      if (arrival !== null) return ok(`An answer came after ${reply.milliseconds} ms.`);
      const foreign = foreignAnswer(reply, host);
      if (foreign !== null) return deadEnd(foreign.what, foreign.fix);
      return ok(`${host} answers ${reply.status} after ${reply.milliseconds} ms.`);
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      return deadEnd(error.message, 'Start the tunnel or proxy, or check the port of the address.');
    }
  },
};
