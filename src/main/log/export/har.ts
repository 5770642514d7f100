import type { LogFileExchange } from '../format/schema.ts';

/**
 * HTTP Archive 1.2, for browsers' developer tools and HTTP debuggers, one entry at a time. What HAR has no member for goes into members
 * that begin with an underscore, as its specification allows.
 * @param origin `http://127.0.0.1:4700`, because HAR wants absolute addresses
 */
export function* writeHar(
  entries: Iterable<LogFileExchange>,
  { origin, version }: { origin: string; version: string },
): Generator<string, void> {
  yield `{"log":{"version":"1.2","creator":${JSON.stringify({ name: 'SCIM Rehearsal', version })},"entries":[`;
  let separator = '\n';
  for (const entry of entries) {
    yield separator + JSON.stringify(harEntry(entry, origin));
    separator = ',\n';
  }
  yield '\n]}}\n';
}

function harEntry({ request, response, ...exchange }: LogFileExchange, origin: string): object {
  const url = absolute(request.url, origin);
  return {
    startedDateTime: exchange.at,
    time: exchange.durationMs,
    request: {
      method: request.method,
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: request.headers,
      queryString: queryOf(url),
      headersSize: -1,
      bodySize: request.bytes,
      ...(request.body === null ? {} : { postData: { mimeType: header(request.headers, 'content-type'), text: request.body } }),
    },
    response: {
      status: response.status,
      statusText: '',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: response.headers,
      content: {
        size: Buffer.byteLength(response.body ?? ''),
        mimeType: header(response.headers, 'content-type'),
        ...(response.body === null ? {} : { text: response.body }),
      },
      redirectURL: header(response.headers, 'location'),
      headersSize: -1,
      bodySize: Buffer.byteLength(response.body ?? ''),
    },
    cache: {},
    timings: { send: 0, wait: exchange.durationMs, receive: 0 },
    comment: exchange.sentence,
    _verdict: exchange.verdict,
    _client: exchange.client,
  };
}

function absolute(url: string, origin: string): string {
  return /^https?:\/\//i.test(url) ? url : origin + url;
}

/** A target that cannot be read as an address has no parameters to list. */
function queryOf(url: string): { name: string; value: string }[] {
  if (!URL.canParse(url)) return [];
  return [...new URL(url).searchParams].map(([name, value]) => ({ name, value }));
}

function header(headers: readonly { name: string; value: string }[], name: string): string {
  return headers.find((one) => one.name.toLowerCase() === name)?.value ?? '';
}
