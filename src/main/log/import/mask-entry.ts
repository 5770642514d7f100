import type { LogFileExchange } from '../format/schema.ts';
import { type Header, maskBody, maskHeaders, maskUrl } from '../mask.ts';

const MASKED = /^(?:\w+ )?\S{0,12}••••$/;

/** Somebody else's file may still hold secrets; they are taken out before anything is kept, as with requests. */
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
  // A token that was masked before keeps its beginning, which tells one token from another.
  return masked.map((header, place) => (MASKED.test(list[place]?.value ?? '') ? (list[place] ?? header) : header));
}
