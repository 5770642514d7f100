import { type Bench, type ReachCheck, SMALL_BODY, failed, ok } from '../check.ts';

const EXPECTED = [
  { method: 'POST', status: 201 },
  { method: 'PUT', status: 200 },
  { method: 'PATCH', status: 200 },
  { method: 'DELETE', status: 204 },
] as const;

export const methods: ReachCheck = {
  id: 'methods',
  title: 'Every method passes, and its status comes back',
  run: async (bench) => {
    const blocked: string[] = [];
    const changed: string[] = [];
    for (const { method, status } of EXPECTED) {
      const { reply, arrival } = await sent(bench, method);
      if (arrival?.method !== method) blocked.push(`${method} (${reply.status})`);
      else if (reply.status !== status) changed.push(`${method}: ${reply.status} instead of ${status}`);
      else if (method === 'POST' && reply.headers['location'] === undefined) changed.push('POST: without the header Location');
    }
    if (blocked.length > 0) {
      return failed(
        `Not every method arrives: ${blocked.join(', ')}.`,
        'Allow GET, POST, PUT, PATCH and DELETE in the tunnel or proxy. Firewalls for web pages often know only GET and POST.',
      );
    }
    if (changed.length > 0) {
      return failed(
        `Answers are changed on the way back (${changed.join('; ')}).`,
        'Let the proxy pass on status and headers as they are.',
      );
    }
    return ok('POST, PUT, PATCH and DELETE arrive, and 201, 200 and 204 come back.');
  },
};

function sent(bench: Bench, method: string) {
  return bench.send(method, method === 'DELETE' ? {} : { body: SMALL_BODY });
}
