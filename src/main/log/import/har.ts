import { z } from 'zod';
import { recognise } from '../../dialect/recognise.ts';
import type { LogFileExchange } from '../format/schema.ts';
import { ImportError } from './import-error.ts';
import { parseJsonBody } from './json-body.ts';

const HeaderList = z.array(z.object({ name: z.string(), value: z.string() })).default([]);
const Entry = z.object({
  startedDateTime: z.string(),
  time: z.number().catch(0),
  request: z.object({
    method: z.string(),
    url: z.string(),
    headers: HeaderList,
    postData: z.object({ text: z.string().optional() }).optional(),
  }),
  response: z.object({
    status: z.number().int(),
    headers: HeaderList,
    content: z.object({ text: z.string().optional(), encoding: z.string().optional() }).default({}),
  }),
});
type Entry = z.infer<typeof Entry>;

/** HTTP Archive 1.2 §4.1 */
export const HarFile = z.object({ log: z.object({ entries: z.array(z.unknown()) }) });

/** What SCIM addresses have below their base URL (RFC 7644 §3.2). */
const SCIM_PATH = /\/(?:Users|Groups|Bulk|Schemas|ResourceTypes|ServiceProviderConfigs?|Me|\.search)(?=[/?#]|$).*$/;

/**
 * The SCIM requests of an HTTP archive, in its order.
 * @throws ImportError when there are none, or an entry has no HTTP
 */
export function readHar(file: z.infer<typeof HarFile>): { entries: LogFileExchange[]; warning: string | null } {
  const all = file.log.entries;
  const entries: LogFileExchange[] = [];
  for (const [index, one] of all.entries()) {
    const parsed = Entry.safeParse(one);
    if (!parsed.success) {
      const where = parsed.error.issues[0]?.path.join('.') ?? '';
      throw new ImportError(
        `Entry ${index + 1} of this HAR has no request and answer that can be read (${where}). Record it anew with bodies.`,
      );
    }
    const path = SCIM_PATH.exec(parsed.data.request.url)?.[0];
    if (path !== undefined) entries.push(exchangeOf(parsed.data, path, index + 1));
  }
  if (entries.length === 0) {
    throw new ImportError(
      `This HAR has no SCIM request: none of its ${all.length} addresses has /Users, /Groups or another SCIM path. Record it at the identity provider's side, or export the log of SCIM Rehearsal.`,
    );
  }
  const left = all.length - entries.length;
  return { entries, warning: left === 0 ? null : `${left} of its ${all.length} requests are no SCIM and were left out.` };
}

function exchangeOf({ startedDateTime, time, request, response }: Entry, path: string, id: number): LogFileExchange {
  const body = request.postData?.text ?? null;
  const [address = '', query = ''] = path.split('?', 2);
  const lowered = request.headers.map(({ name, value }): [string, string] => [name.toLowerCase(), value]);
  const json = parseJsonBody(body);
  const caller = recognise({ method: request.method, path: address, query, headers: Object.fromEntries(lowered), body: json });
  const { text, encoding } = response.content;
  const at = new Date(startedDateTime);
  return {
    kind: 'exchange',
    id,
    at: Number.isNaN(at.getTime()) ? new Date(0).toISOString() : at.toISOString(),
    durationMs: Math.max(0, time),
    idp: caller.idp,
    client: caller.client,
    madeBy: null,
    remoteAddress: '',
    token: null,
    request: {
      method: request.method,
      url: request.url,
      path,
      headers: request.headers,
      body,
      bytes: Buffer.byteLength(body ?? ''),
    },
    response: {
      status: response.status,
      headers: response.headers,
      body: text === undefined ? null : encoding === 'base64' ? Buffer.from(text, 'base64').toString('utf8') : text,
    },
    verdict: verdictOf(response.status),
    sentence: `${caller.name} sent ${request.method} ${address} and was answered ${response.status === 0 ? 'nothing' : response.status}`,
    resource: { type: null, id: null, name: nameIn(json) },
    findings: [],
    forgiven: [],
    evidence: [...caller.evidence],
    changes: [],
    pinned: false,
    note: null,
    tags: [],
  };
}

function verdictOf(status: number): LogFileExchange['verdict'] {
  if (status === 0) return 'cut-off';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'ok';
}

function nameIn(body: unknown): string | null {
  if (typeof body !== 'object' || body === null) return null;
  if ('userName' in body && typeof body.userName === 'string') return body.userName;
  return 'displayName' in body && typeof body.displayName === 'string' ? body.displayName : null;
}
