import { type ReachCheck, failed, ok } from '../check.ts';

/** The search that every identity provider begins with, with characters that proxies like to rewrite. */
const QUERY = '?filter=userName%20eq%20%22anna%2Btest%40contoso.example%22&startIndex=1&count=1';

export const query: ReachCheck = {
  id: 'query',
  title: 'Filters arrive as they were sent',
  run: async (bench) => {
    const { reply, arrival } = await bench.send('GET', { query: QUERY });
    if (arrival === null) {
      return failed(
        `A search with filter=userName eq "…" does not arrive; ${reply.status} came back.`,
        'Allow quotes and spaces in queries. A web application firewall often takes them for an attack.',
      );
    }
    const came = arrival.url.slice(arrival.url.indexOf('?'));
    if (new URLSearchParams(came).get('filter') !== new URLSearchParams(QUERY).get('filter')) {
      return failed(
        `The filter arrives as something else: ${came.slice(0, 200)}`,
        'Let the proxy pass the query on as it is, with its percent signs.',
      );
    }
    return ok('The search for a user name arrived unchanged.');
  },
};
