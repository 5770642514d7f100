import { ScimClient, minimalUser } from '../support/scim-client.ts';

/** Calls as Entra ID does, with one secret. */
export class IdentityProvider {
  readonly #client: ScimClient;
  readonly #token: string;

  constructor(scim: string, token: string) {
    this.#client = new ScimClient(scim);
    this.#token = token;
  }

  get #request() {
    return { token: this.#token, headers: { adscimversion: 'Date:2026-01-01, ActivityId:0' } };
  }

  /** @returns the answer's status */
  async testConnection(): Promise<number> {
    const filter = encodeURIComponent('userName eq "cf4d78e8-7d5c-4f0a-8f3e-0f7f1f4d1a11"');
    return (await this.#client.get(`/Users?filter=${filter}`, this.#request)).status;
  }

  /** @returns the new user's id */
  async createUser(userName: string): Promise<string> {
    const answer = await this.#client.post('/Users', minimalUser(userName), this.#request);
    const { id } = answer.json();
    if (answer.status !== 201 || id === undefined) throw new Error(`${userName} was answered ${answer.status}: ${answer.text}`);
    return id;
  }

  /** @returns the answer's status, whatever it is */
  async tryToCreateUser(userName: string): Promise<number> {
    return (await this.#client.post('/Users', minimalUser(userName), this.#request)).status;
  }

  /** Sends an attribute that is not in the mapping list. */
  async createUserWithTitle(userName: string): Promise<number> {
    const body = { ...minimalUser(userName), title: 'Consultant' };
    return (await this.#client.post('/Users', body, this.#request)).status;
  }

  /** Sends a user with just these attributes. @returns the answer's status */
  async sendUser(attributes: Record<string, unknown>): Promise<number> {
    const body = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], ...attributes };
    return (await this.#client.post('/Users', body, this.#request)).status;
  }

  /** Disables as the default dialect does: with a string for a boolean. */
  async disable(id: string): Promise<number> {
    return (await this.#client.patch(`/Users/${id}`, [{ op: 'Replace', path: 'active', value: 'False' }], this.#request)).status;
  }

  /** @returns the answer's status */
  async rename(id: string, userName: string): Promise<number> {
    return (await this.#client.patch(`/Users/${id}`, [{ op: 'Replace', path: 'userName', value: userName }], this.#request))
      .status;
  }

  /** @returns the answer's status */
  async delete(kind: 'Users' | 'Groups', id: string): Promise<number> {
    return (await this.#client.delete(`/${kind}/${id}`, this.#request)).status;
  }

  /** @returns the new group's id */
  async createGroup(displayName: string, members: readonly string[]): Promise<string> {
    const body = {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName,
      members: members.map((value) => ({ value })),
    };
    const answer = await this.#client.post('/Groups', body, this.#request);
    const { id } = answer.json();
    if (answer.status !== 201 || id === undefined)
      throw new Error(`${displayName} was answered ${answer.status}: ${answer.text}`);
    return id;
  }
}
