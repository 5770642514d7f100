import { randomBytes } from 'node:crypto';
import { AskError } from '../ask.ts';
import { type ReachCheck, failed, ok } from '../check.ts';
import { hashOf } from '../probe.ts';

/** The endpoint itself takes 1 MiB. */
const BYTES = 1024 * 1024 - 1;

export const bodySize: ReachCheck = {
  id: 'body-size',
  title: 'A large body arrives whole',
  run: async (bench) => {
    const fix = 'Let the proxy take bodies of 1 MiB (nginx: client_max_body_size 4m). A group with many members needs it.';
    const body = largeBody();
    try {
      const { reply, arrival } = await bench.send('PUT', { body });
      if (arrival === null) return failed(`A body of 1 MiB does not arrive; ${reply.status} came back.`, fix);
      if (arrival.bodyBytes !== body.length) return failed(`Of a body of ${body.length} bytes ${arrival.bodyBytes} arrive.`, fix);
      if (arrival.bodyHash !== hashOf(body)) {
        return failed('A body of 1 MiB arrives with other contents.', 'Let the proxy pass on bodies as they are.');
      }
      return ok('1 MiB arrived, byte for byte.');
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      return failed(`A body of 1 MiB does not arrive: ${error.message}`, fix);
    }
  },
};

/** JSON of exactly that length, which no compression can make smaller. */
function largeBody(): Buffer {
  const before = '{"filler":"';
  const after = '"}';
  const room = BYTES - before.length - after.length;
  return Buffer.from(
    before +
      randomBytes(Math.ceil(room / 2))
        .toString('hex')
        .slice(0, room) +
      after,
  );
}
