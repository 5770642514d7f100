import { type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  /** name and value, in the order and spelling in which they came */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: string;
}

export interface StubAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** A tiny SCIM service on loopback that writes down, byte for byte, what it is sent; or that answers as a test wants it to. */
export class RecordingStub {
  readonly requests: RecordedRequest[] = [];
  readonly #server: Server;
  readonly #resources = new Map<string, Record<string, unknown>>();
  readonly #scripted: StubAnswer[] = [];
  #created = 0;

  private constructor(server: Server) {
    this.#server = server;
  }

  /** @param answerBy answers in place of the tiny service */
  static async start(answerBy?: (request: RecordedRequest) => Promise<StubAnswer>): Promise<RecordingStub> {
    const server = createServer();
    const stub = new RecordingStub(server);
    server.on('request', (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { method = '', url = '', rawHeaders } = request;
        const headers = rawHeaders.flatMap((name, i) => (i % 2 === 0 ? [[name, rawHeaders[i + 1] ?? ''] as const] : []));
        const recorded = { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
        stub.requests.push(recorded);
        const reply = ({ status, headers: own, body }: StubAnswer) => {
          response.writeHead(status, { ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }), ...own });
          response.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
        };
        const scripted = stub.#scripted.shift();
        if (scripted !== undefined || answerBy === undefined) reply(scripted ?? stub.#answer(recorded));
        else answerBy(recorded).then(reply, (error: unknown) => response.destroy(error instanceof Error ? error : undefined));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return stub;
  }

  get url(): URL {
    return new URL(`http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/scim/v2`);
  }

  /** The next requests are answered so. */
  script(...answers: StubAnswer[]): void {
    this.#scripted.push(...answers);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  #answer({ method, path, body }: RecordedRequest): StubAnswer {
    const [, id = ''] = /^\/scim\/v2\/(?:Users|Groups)\/([^?]+)/.exec(path) ?? [];
    if (method === 'POST') {
      const made = `id-${++this.#created}`;
      const resource = { ...(JSON.parse(body) as Record<string, unknown>), id: made };
      this.#resources.set(made, resource);
      return { status: 201, body: resource };
    }
    if (method === 'DELETE') return { status: this.#resources.delete(id) ? 204 : 404 };
    if (method === 'PATCH') {
      const active = /"(?:path":"active","value|active)":("True"|"False"|true|false)/.exec(body)?.[1];
      const patched = this.#resources.get(id);
      if (patched !== undefined && active !== undefined) patched['active'] = /true/i.test(active);
      return { status: 204 };
    }
    if (id === '')
      return { status: 200, body: { schemas: [LIST], totalResults: 0, startIndex: 1, itemsPerPage: 0, Resources: [] } };
    if (method === 'PUT') this.#resources.set(id, { ...(JSON.parse(body) as Record<string, unknown>), id });
    const resource = this.#resources.get(id);
    return resource === undefined ? { status: 404, body: { schemas: [ERROR], status: '404' } } : { status: 200, body: resource };
  }
}

const LIST = 'urn:ietf:params:scim:api:messages:2.0:ListResponse';
const ERROR = 'urn:ietf:params:scim:api:messages:2.0:Error';
