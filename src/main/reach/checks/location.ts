import { baseUrl } from '../../endpoint/base-url.ts';
import { type ReachCheck, failed, ok, warning } from '../check.ts';

/** Whether the addresses in answers (`meta.location`, `Location`) are the public ones, which depends on the headers that the tunnel sends. */
export const location: ReachCheck = {
  id: 'location',
  title: 'Addresses in answers are the public ones',
  run: async (bench) => {
    const { reply, arrival } = await bench.send('GET');
    if (arrival === null) return failed(`The request did not arrive; ${reply.status} came back.`, 'Check again.');
    const told = baseUrl(arrival, bench.tenantPath);
    if (told === bench.tenantUrl.href) return ok(`They begin with ${told}.`);
    return warning(
      `They begin with ${told}.`,
      'Have the proxy keep Host, or send X-Forwarded-Host and X-Forwarded-Proto. Most identity providers do not look at these addresses.',
    );
  },
};
