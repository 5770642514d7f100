import type { AccountSettings } from '#shared/contract/accounts.ts';
import type { Caller } from '../dialect/caller.ts';
import type { Operation } from '../explain/facts.ts';
import type { Outbox } from '../mail/outbox.ts';
import type { CompiledProfile } from '../profile/compile.ts';
import type { Note } from '../rules/note.ts';
import type { RuleSettings } from '../rules/settings.ts';
import { ScimError } from '../scim/errors.ts';
import type { JsonObject } from '#shared/scim/wire.ts';
import type { ResourceModel } from '../scim/model.ts';
import { parseDoc } from '../store/document.ts';
import { keyAttribute } from '../store/resource-keys.ts';
import type { ResourceRow } from '../store/repositories/resources.ts';
import type { Tx } from '../store/store.ts';

/** What a use case did to one resource; it becomes a row of the history once the sentence is known. */
export interface ChangeDraft {
  readonly resourceType: string;
  readonly resourceId: string;
  readonly resourceName: string;
  readonly kind: 'created' | 'updated' | 'deleted';
  readonly version: number;
  /** JSON text without `meta`, or null */
  readonly before: string | null;
  readonly after: string | null;
}

/** Everything that the use cases of one request work with. It lives as long as the request. */
export interface Work {
  readonly tx: Tx;
  readonly model: ResourceModel;
  readonly profile: CompiledProfile;
  readonly settings: RuleSettings;
  readonly accounts: AccountSettings;
  readonly caller: Caller;
  /** `scim`: a request provisions. `local`: the admin acts in the console, as if by hand in the product. */
  readonly origin: 'scim' | 'local';
  /** ISO 8601, UTC */
  readonly now: string;
  /** tenant URL as the client knows it, without trailing slash */
  readonly base: string;
  /** id of the user that owns the token */
  readonly tokenOwnerId: string | null;
  /** whether the sandbox has a list of resources to compare links with (rule 20) */
  readonly hasResourceList: boolean;
  /** headers of the request that make it conditional (RFC 7644 §3.14) */
  readonly ifMatch: string | undefined;
  readonly ifNoneMatch: string | undefined;
  readonly notes: Note[];
  readonly changes: ChangeDraft[];
  /** null for an act in the console, which sends its mails itself */
  readonly mailing: RequestMailing | null;
}

/** Where a use case puts a mail, in the transaction of the request. */
export interface RequestMailing {
  readonly outbox: Pick<Outbox, 'invite'>;
  /** the exchange that the request will be in the log */
  readonly exchangeId: number;
  /** ids of the mails that were written */
  readonly written: number[];
}

/** What the use case answers. `facts` are for the log's sentence. */
export interface Outcome {
  readonly status: number;
  readonly body: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly facts: OutcomeFacts;
}

export interface OutcomeFacts {
  readonly operation: Operation;
  readonly resourceType?: string;
  readonly resourceId?: string;
  readonly resourceName?: string;
  readonly filter?: string;
  readonly resultCount?: number;
  readonly membersAdded?: MembersMoved;
  readonly membersRemoved?: MembersMoved;
  readonly changedAttributes?: readonly string[];
}

/** Members that joined or left: how many, and the names of the first ones. */
export interface MembersMoved {
  readonly names: readonly string[];
  readonly count: number;
}

/**
 * @param model of the resource, where it is at hand: what a type of the user's own is matched by may be its only name
 * @returns the name an admin knows a resource by
 */
export function nameOf(doc: JsonObject, model?: ResourceModel): string {
  for (const name of ['userName', 'displayName', 'name']) {
    const candidate = doc[name];
    if (typeof candidate === 'string' && candidate !== '') return candidate;
  }
  const key = model === undefined ? null : keyAttribute(model);
  const candidate = key === null ? undefined : doc[key.name];
  if (typeof candidate === 'string' && candidate !== '') return candidate;
  return typeof doc['id'] === 'string' ? doc['id'] : '';
}

/** Larger ones are not parsed for a name: thousands of operations may meet one. */
const LARGE_DOCUMENT = 64 * 1024;

/** The same of a stored resource. */
export function nameOfRow(row: { readonly doc: string; readonly key: string }): string {
  return row.doc.length > LARGE_DOCUMENT ? row.key : nameOf(parseDoc(row));
}

/** @throws ScimError 404 that names the id (RFC 7644 §3.12) */
export function requireResource(work: Work, id: string): ResourceRow {
  const row = work.tx.resources.byId(id);
  if (row !== undefined && row.type === work.model.type.name) return row;
  throw new ScimError(404, `There is no ${work.model.type.name} with the id "${id.slice(0, 200)}".`);
}
