import type { Caller } from '../dialect/caller.ts';
import type { ResourceModel } from '../scim/model.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import { NO_EXCHANGE } from '../store/repositories/changes.ts';
import type { Tx } from '../store/store.ts';
import type { ChangeDraft, Work } from './work.ts';

/** Whoever sits at the console. */
const ADMIN: Caller = { idp: 'unknown', dialect: 'unknown', client: 'Console', name: 'An admin', evidence: [] };

/** What an act in the console comes to. */
export interface Act<T> {
  readonly result: T;
  /** what was done, without the subject: "disabled anna@contoso.example" */
  readonly deed: string;
  /** who did it; left out: an admin */
  readonly by?: string;
  /** earlier changes that it takes back, each with the place among its own changes that did it */
  readonly undone?: readonly { readonly changeId: number; readonly place: number }[];
}

/**
 * Does what an admin asks for in the console, with the rules of a request, in one transaction, and puts it into the history of everything it
 * changed. There is no exchange: nothing came over the wire, so the log has no row of it.
 * @param now ISO 8601, UTC
 * @returns the result, and what changed, for the consoles to be told
 * @throws ScimError where a rule refuses it
 */
export function perform<T>(
  sandbox: Sandbox,
  model: ResourceModel,
  now: string,
  act: (work: Work) => Act<T>,
): { result: T; changes: readonly ChangeDraft[] } {
  const changes: ChangeDraft[] = [];
  const result = sandbox.store.write((tx) => {
    const done = act({ ...workByHand(sandbox, tx, now), model, changes });
    const ids = recordAct(tx, sandbox, { at: now, sentence: `${done.by ?? ADMIN.name} ${done.deed}`, changes });
    for (const { changeId, place } of done.undone ?? []) {
      const by = ids[place];
      if (by !== undefined) tx.undos.insert({ undone_id: changeId, change_id: by });
    }
    return done.result;
  });
  return { result, changes };
}

/** Writes the history of an act, in the transaction that does it. @returns the ids of its changes, in their order */
function recordAct(
  tx: Tx,
  sandbox: Sandbox,
  { at, sentence, changes }: { at: string; sentence: string; changes: readonly ChangeDraft[] },
): number[] {
  if (changes.length === 0) return [];
  const number = sandbox.nextNumber();
  return changes.map((change, place) => {
    const row = {
      exchange_id: NO_EXCHANGE,
      at,
      sentence,
      resource_type: change.resourceType,
      resource_id: change.resourceId,
      resource_name: change.resourceName,
      kind: change.kind,
      version: change.version,
      before: change.before,
      after: change.after,
    };
    return tx.changes.insert(row, place, number);
  });
}

function workByHand(sandbox: Sandbox, tx: Tx, now: string): Omit<Work, 'model' | 'changes'> {
  return {
    tx,
    profile: sandbox.profile,
    settings: sandbox.settings,
    accounts: sandbox.accountSettings,
    caller: ADMIN,
    origin: 'local',
    now,
    base: '',
    tokenOwnerId: null,
    hasResourceList: sandbox.hasResourceList,
    ifMatch: undefined,
    ifNoneMatch: undefined,
    notes: [],
    mailing: null,
  };
}
