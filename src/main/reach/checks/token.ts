import { type ReachCheck, failed, ok } from '../check.ts';

/** With a token made for this check alone. */
export const token: ReachCheck = {
  id: 'token',
  title: 'The token arrives',
  run: async (bench) => {
    const withToken = await bench.send('GET');
    if (withToken.arrival?.hasToken !== true) {
      const came = withToken.arrival?.headers['authorization'];
      return failed(
        came === undefined
          ? 'The header Authorization does not arrive.'
          : 'The header Authorization arrives with something else in it.',
        'Let the tunnel or proxy pass the header Authorization on. One that checks it itself has to be told not to.',
      );
    }
    const without = await bench.send('GET', { token: false });
    if (without.reply.status !== 401) {
      return failed(
        `Without a token the service answers 401, and ${without.reply.status} came back.`,
        'Let the proxy pass on the status as it is: Test Connection of an identity provider depends on it.',
      );
    }
    if (without.reply.headers['www-authenticate'] === undefined) {
      return failed(
        'The header WWW-Authenticate of a 401 is lost on the way back.',
        'Let the proxy pass on all headers of an answer.',
      );
    }
    return ok('A token made for this check arrived; without it the answer is 401, as it should be.');
  },
};
