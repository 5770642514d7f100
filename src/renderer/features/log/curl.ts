import type { ExchangeDetail } from '#shared/contract/exchanges.ts';

/** Headers that curl makes itself, or that only belonged to that one connection. */
const LEFT_OUT = new Set([
  'host',
  'connection',
  'content-length',
  'accept-encoding',
  'authorization',
  'transfer-encoding',
  'expect',
]);

/**
 * The request as a command for a shell. The secret is not known any more, so the command takes it from `$TOKEN`.
 * @param tenantUrl says where the listener is now; the path comes from the exchange
 */
export function curlOf(exchange: ExchangeDetail, tenantUrl: string): string {
  const target = exchange.url.startsWith('http') ? exchange.url : new URL(tenantUrl).origin + exchange.url;
  const parts = [`curl -i -X ${exchange.method} ${quoted(target)}`];
  if (exchange.requestHeaders.some(({ name }) => name.toLowerCase() === 'authorization')) {
    parts.push('-H "Authorization: Bearer $TOKEN"');
  }
  for (const { name, value } of exchange.requestHeaders) {
    if (!LEFT_OUT.has(name.toLowerCase())) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (exchange.requestBody !== null && exchange.requestBody !== '') parts.push(`--data-binary ${quoted(exchange.requestBody)}`);
  return parts.join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
