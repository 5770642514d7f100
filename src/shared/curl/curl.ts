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

export interface CurlRequest {
  readonly method: string;
  /** request target as received */
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: string | null;
}

/**
 * The request as a command for a shell. The secret is not known any more, so the command takes it from `$TOKEN`.
 * @param tenantUrl says where the listener is now; the path comes from the exchange
 */
export function curlOf({ method, url, headers, body }: CurlRequest, tenantUrl: string): string {
  const target = url.startsWith('http') ? url : tenantUrl.replace(/^(https?:\/\/[^/]+).*$/, '$1') + url;
  const parts = [`curl -i -X ${method} ${quoted(target)}`];
  if (headers.some(({ name }) => name.toLowerCase() === 'authorization')) {
    parts.push('-H "Authorization: Bearer $TOKEN"');
  }
  for (const { name, value } of headers) {
    if (!LEFT_OUT.has(name.toLowerCase())) parts.push(`-H ${quoted(`${name}: ${value}`)}`);
  }
  if (body !== null && body !== '') parts.push(`--data-binary ${quoted(body)}`);
  return parts.join(' \\\n  ');
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
