import { TOKEN } from './host.ts';

export interface ScimAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** the body as JSON; throws when it is none */
  json(): ScimBody;
}

/** Loose on purpose: a test reads what came over the wire. */
export type ScimBody = Record<string, unknown> & { id?: string; detail?: string; scimType?: string; Resources?: ScimBody[] };

export interface ScimRequest {
  readonly token?: string | null;
  readonly headers?: Record<string, string>;
  /** sent as it is */
  readonly raw?: string | Uint8Array;
  readonly body?: unknown;
}

/** A SCIM client that sends what it is told, right or wrong. */
export class ScimClient {
  readonly #base: string;

  constructor(base: string) {
    this.#base = base;
  }

  async send(method: string, path: string, request: ScimRequest = {}): Promise<ScimAnswer> {
    const body = request.raw ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
    const token = request.token === undefined ? TOKEN : request.token;
    const response = await fetch(this.#base + path, {
      method,
      headers: {
        ...(token === null ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/scim+json' }),
        ...request.headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: () => JSON.parse(text) as ScimBody };
  }

  get(path: string, request?: ScimRequest): Promise<ScimAnswer> {
    return this.send('GET', path, request);
  }

  post(path: string, body: unknown, request?: ScimRequest): Promise<ScimAnswer> {
    return this.send('POST', path, { ...request, body });
  }

  put(path: string, body: unknown, request?: ScimRequest): Promise<ScimAnswer> {
    return this.send('PUT', path, { ...request, body });
  }

  patch(path: string, operations: readonly object[], request?: ScimRequest): Promise<ScimAnswer> {
    const body = { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations: operations };
    return this.send('PATCH', path, { ...request, body });
  }

  delete(path: string, request?: ScimRequest): Promise<ScimAnswer> {
    return this.send('DELETE', path, request);
  }
}

/** A user that every rule of the Meisterplan profile accepts. */
export function minimalUser(userName: string): Record<string, unknown> {
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
    userName,
    emails: [{ value: userName, type: 'work', primary: true }],
    active: true,
  };
}
