import type { LogFileExchange } from '../format/schema.ts';
import { type Header, maskBody, maskHeaders, maskUrl } from '../mask.ts';

const MASKED = /^(?:\w+ )?\S{0,12}••••$/;

/** A file of someone else may still have its secrets: they are taken out before anything is kept, as they are from requests. */
export function maskEntry(entry: LogFileExchange): LogFileExchange {
  const { request, response } = entry;
  return {
    ...entry,
    request: {
      ...request,
      url: maskUrl(request.url),
      path: maskUrl(request.path),
      headers: headers(request.headers),
      body: request.body === null ? null : maskBody(request.body),
    },
    response: { ...response, headers: headers(response.headers), body: response.body === null ? null : maskBody(response.body) },
  };
}

function headers(list: readonly Header[]): Header[] {
  const masked = maskHeaders(list.flatMap(({ name, value }) => [name, value]));
  // What was masked before keeps the beginning that tells one token from another.
  return masked.map((header, place) => (MASKED.test(list[place]?.value ?? '') ? (list[place] ?? header) : header));
}
