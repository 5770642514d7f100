import { type ReachCheck, deadEnd, failed, ok } from '../check.ts';
import { foreignAnswer } from '../foreign-answer.ts';

/** The request carries a name that only this process knows, and its answer a random text that only this process can have given. */
export const thisService: ReachCheck = {
  id: 'this-service',
  title: 'It is this service that answers',
  run: async (bench) => {
    const { reply, arrival } = await bench.send('GET');
    const { host } = bench.tenantUrl;
    if (arrival === null) {
      const isScim = /application\/(?:scim\+)?json/i.test(reply.headers['content-type'] ?? '');
      return deadEnd(
        `The request did not arrive here. ${isScim ? 'Another service' : 'Something else'} answers ${reply.status} at ${host}.`,
        `Lead the tunnel or proxy to http://127.0.0.1:${bench.port}, the port of this service. It may lead to another SCIM Rehearsal.`,
      );
    }
    if (!reply.text.includes(arrival.proof)) {
      const foreign = foreignAnswer(reply, host);
      return deadEnd(
        `The request arrived, and its answer did not come back: ${foreign?.what ?? `${host} answers ${reply.status} with something else.`}`,
        foreign?.fix ?? 'Let the proxy pass answers on as they are.',
      );
    }
    bench.isProven = true;
    const came = arrival.url.replace(bench.probePath, '');
    if (came !== bench.tenantPath) {
      return failed(
        `It is this service, and the path arrives as ${came === '' ? '/' : came} in place of ${bench.tenantPath}.`,
        `Have the proxy pass on the path as ${bench.tenantPath}: under another one this sandbox does not answer.`,
      );
    }
    return ok('A random text that only this service knows came back.');
  },
};
