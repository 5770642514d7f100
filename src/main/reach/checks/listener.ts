import { type ReachCheck, deadEnd, ok } from '../check.ts';
import { AskError } from '../ask.ts';

/** First of all, because no way leads to a service that does not listen. */
export const listener: ReachCheck = {
  id: 'listener',
  title: 'The service listens on this machine',
  run: async (bench) => {
    const where = `127.0.0.1:${bench.port}`;
    try {
      const { arrival } = await bench.send('GET', { local: true });
      if (arrival !== null) return ok(`It answers at ${where}.`);
      return deadEnd(`Another program answers at ${where}.`, 'Stop that program, then start SCIM Rehearsal again.');
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      return deadEnd(error.message, 'Start SCIM Rehearsal again. A firewall on this machine may keep it from its own port.');
    }
  },
};
