import type { Caller } from '../dialect/caller.ts';
import type { Forgiven } from '../dialect/forgiven.ts';
import type { Note } from '../rules/note.ts';
import type { ScimError } from '../scim/errors.ts';
import type { ErrorCode } from './codes.ts';

export type { Note };

/** What was asked for, in product words. */
export type Operation =
  | 'discover'
  | 'probe'
  | 'search'
  | 'list'
  | 'read'
  | 'create'
  | 'match'
  | 'update'
  | 'replace'
  | 'deactivate'
  | 'reactivate'
  | 'delete'
  | 'add-members'
  | 'remove-members'
  | 'change-members'
  | 'bulk'
  | 'unknown';

/** Everything `explain` needs to tell one exchange as a sentence with findings. Names, not ids, where they are known. */
export interface ExchangeFacts {
  readonly caller: Caller;
  readonly method: string;
  readonly path: string;
  readonly status: number;
  readonly operation: Operation;
  /** `User`, `Group`, or a profile's own type */
  readonly resourceType: string | null;
  readonly resourceName: string | null;
  readonly resourceId: string | null;
  /** the filter as sent, for search sentences */
  readonly filter: string | null;
  readonly resultCount: number | null;
  /** names of members that joined or left, at most ten, with the full counts */
  readonly membersAdded: { readonly names: readonly string[]; readonly count: number } | null;
  readonly membersRemoved: { readonly names: readonly string[]; readonly count: number } | null;
  /** attribute paths that changed, for "changed title and name.givenName of …" */
  readonly changedAttributes: readonly string[];
  readonly error: ScimError | null;
  /** the exact cause, where neither `error.reason` nor status and `scimType` tell it */
  readonly errorCode?: ErrorCode | null | undefined;
  readonly forgiven: readonly Forgiven[];
  readonly notes: readonly Note[];
  /** a rehearsal looks at what became of one of its steps */
  readonly checksBack?: boolean | undefined;
  /** the step of a rehearsal that wants this request refused for its token */
  readonly refusedOnPurpose?: string | null | undefined;
}
