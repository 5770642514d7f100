import type { ExchangeDetail } from '#shared/contract/exchanges.ts';
import { METHODS, type Method } from '#shared/scim/methods.ts';
import { prettyJson } from '../../ui/json-text.ts';

/** A request while it is edited: headers and body as texts. */
export interface Draft {
  readonly method: Method;
  readonly path: string;
  /** one in each line: `Content-Type: application/scim+json` */
  readonly headers: string;
  readonly body: string;
}

/** Belonged to that one connection, or is added anew. */
const LEFT_OUT = /^(?:host|connection|content-length|transfer-encoding|authorization|accept-encoding|expect|cookie)$/i;

/** An exchange as a draft; a method that no request can have becomes GET. */
export function draftOf(exchange: ExchangeDetail): Draft {
  return {
    method: METHODS.find((method) => method === exchange.method) ?? 'GET',
    path: exchange.path,
    headers: exchange.requestHeaders
      .filter(({ name }) => !LEFT_OUT.test(name))
      .map(({ name, value }) => `${name}: ${value}`)
      .join('\n'),
    body: exchange.requestBody === null ? '' : prettyJson(exchange.requestBody),
  };
}

/** The draft as it is sent; a line without a colon is a header without a value, which the service then refuses by name. */
export function requestOf({ method, path, headers, body }: Draft) {
  const lines = headers.split('\n').filter((line) => line.trim() !== '');
  return {
    method,
    path,
    headers: lines.map((line) => {
      const colon = line.indexOf(':');
      return colon === -1
        ? { name: line, value: '' }
        : { name: line.slice(0, colon).trim(), value: line.slice(colon + 1).trim() };
    }),
    body: body === '' ? null : body,
  };
}
