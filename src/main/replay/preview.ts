import type { ReplayPreview } from '#shared/contract/replay.ts';
import type { Maker } from '../service/own-traffic.ts';
import type { Store } from '../store/store.ts';
import { originalOf } from './originals.ts';
import { type Recorded, isRecord, parseJson } from './recorded.ts';
import { ReplayError } from './replay-error.ts';
import { replayable } from './replayable.ts';
import { resourceIdOf } from './rewrite.ts';
import { type Target, TargetError } from './target.ts';

/** A preview belongs to no run yet. */
const LOOK: Maker = { by: 'replay', run: null, refusedOnPurpose: null };
const NAMED = 200;
/** The most requests that a preview sends; the rest is counted as if nothing at the target stood in its way. */
const LOOKS = 400;
const CHUNK = 100;

type Kind = 'creates' | 'changes' | 'deletes' | 'refusals';

/**
 * What a run would do at its target. Each write is looked at by reading: is the user there who would be created, is the
 * resource there that would be changed? What the run itself would create counts as there.
 * @throws ReplayError when the target cannot be read
 */
export async function previewRun(store: Store, runId: number, target: Target): Promise<ReplayPreview> {
  const look = new Looking(target);
  await look.begin();
  for (let after = 0; ;) {
    const steps = store.read((tx) => tx.runs.steps(runId, { after, limit: CHUNK }));
    for (const step of steps) {
      after = step.seq;
      const original = store.read((tx) => originalOf(tx, runId, step));
      const check = original === null ? null : replayable(original, { deletes: true });
      if (original === null || check?.can !== true) look.cannot();
      else await look.at(original);
    }
    if (steps.length === 0) return look.preview();
  }
}

class Looking {
  readonly #target: Target;
  readonly #names: Record<Kind, string[]> = { creates: [], changes: [], deletes: [], refusals: [] };
  readonly #counts = { creates: 0, changes: 0, deletes: 0, refusals: 0, reads: 0, cannot: 0 };
  /** ids and names that the run itself would bring about, or take away */
  readonly #made = new Map<string, string>();
  readonly #gone = new Set<string>();
  readonly #there = new Map<string, string | null>();
  #looks = 0;

  constructor(target: Target) {
    this.#target = target;
  }

  /** A wrong address or token is reported before anything else. */
  async begin(): Promise<void> {
    const status = await this.#ask('/ServiceProviderConfig');
    if (status.status === 401 || status.status === 403) {
      throw new ReplayError(
        'unreachable',
        `The endpoint refused the token (${status.status}). Check the secret token and its rights.`,
      );
    }
  }

  preview(): ReplayPreview {
    return { ...this.#names, counts: this.#counts, isPartial: this.#looks > LOOKS };
  }

  cannot(): void {
    this.#counts.cannot += 1;
  }

  async at(original: Recorded): Promise<void> {
    const { method, path } = original;
    const body = parseJson(original.requestBody);
    if (method === 'GET' || method === 'HEAD' || /\/\.search\b/.test(path)) this.#counts.reads += 1;
    else if (/^\/Bulk\b/i.test(path)) await this.#bulk(body, original);
    else await this.#write(method, path, body, idIn(original.responseBody));
  }

  async #bulk(body: unknown, original: Recorded): Promise<void> {
    const operations = isRecord(body) && Array.isArray(body['Operations']) ? body['Operations'] : [];
    const answer = parseJson(original.responseBody);
    const results = isRecord(answer) && Array.isArray(answer['Operations']) ? answer['Operations'] : [];
    for (const [index, one] of operations.entries()) {
      if (!isRecord(one) || typeof one['path'] !== 'string' || typeof one['method'] !== 'string') continue;
      const result: unknown = results[index];
      const location = isRecord(result) && typeof result['location'] === 'string' ? result['location'] : '';
      await this.#write(one['method'].toUpperCase(), one['path'], one['data'], location.slice(location.lastIndexOf('/') + 1));
    }
  }

  async #write(method: string, path: string, body: unknown, madeId: string): Promise<void> {
    if (method === 'POST') return this.#create(path, body, madeId);
    const id = resourceIdOf(path) ?? path;
    const made = this.#made.get(id);
    const name = this.#gone.has(id) ? null : (made ?? (await this.#nameAt(path)));
    if (name === null) return this.#add('refusals', `${method} ${path}: it is not there`);
    this.#add(method === 'DELETE' ? 'deletes' : 'changes', made === undefined ? name : `${name} (created by this replay)`);
    if (method === 'DELETE') this.#gone.add(id);
  }

  async #create(path: string, body: unknown, madeId: string): Promise<void> {
    const attribute = isRecord(body) && typeof body['userName'] === 'string' ? 'userName' : 'displayName';
    const value = isRecord(body) ? body[attribute] : undefined;
    if (typeof value !== 'string') return this.#add('creates', `something at ${path}`);
    const filter = encodeURIComponent(`${attribute} eq ${JSON.stringify(value)}`);
    const found = await this.#exists(`${path.split('?', 1)[0] ?? ''}?filter=${filter}&count=1&attributes=id`);
    const again = [...this.#made.values()].includes(value);
    if (found || again) return this.#add('refusals', `${value}: it is there already`);
    this.#add('creates', value);
    if (madeId !== '') this.#made.set(madeId, value);
  }

  async #exists(path: string): Promise<boolean> {
    if (this.#isTired()) return false;
    const { body } = await this.#ask(path);
    const list = parseJson(body);
    return isRecord(list) && typeof list['totalResults'] === 'number' && list['totalResults'] > 0;
  }

  /** the name of what is at an address, or null */
  async #nameAt(path: string): Promise<string | null> {
    const address = path.split('?', 1)[0] ?? path;
    const known = this.#there.get(address);
    if (known !== undefined) return known;
    if (this.#isTired()) return address;
    const { status, body } = await this.#ask(`${address}?excludedAttributes=members`);
    const resource = parseJson(body);
    const named = isRecord(resource) ? (resource['userName'] ?? resource['displayName']) : undefined;
    const name = status === 200 ? (typeof named === 'string' ? named : address) : null;
    this.#there.set(address, name);
    return name;
  }

  #isTired(): boolean {
    this.#looks += 1;
    return this.#looks > LOOKS;
  }

  async #ask(path: string): Promise<{ status: number; body: string | null }> {
    const headers = [{ name: 'Accept', value: 'application/scim+json' }];
    try {
      return await this.#target.send({ method: 'GET', path, headers, body: null, at: '' }, LOOK);
    } catch (error) {
      if (error instanceof TargetError) throw new ReplayError('unreachable', error.message, { cause: error });
      throw error;
    }
  }

  #add(kind: Kind, name: string): void {
    this.#counts[kind] += 1;
    if (this.#names[kind].length < NAMED) this.#names[kind].push(name);
  }
}

function idIn(responseBody: string | null): string {
  const body = parseJson(responseBody);
  return isRecord(body) && typeof body['id'] === 'string' ? body['id'] : '';
}
