import type { ConsoleContract, DeletedRow, Service, UndoOutcome } from '#shared/contract/index.ts';
import { UndoClash, undoByHand } from '../directory/undo/undo-by-hand.ts';
import type { Clash } from '../directory/undo/undoing.ts';
import type { ChangeDraft } from '../directory/work.ts';
import { type ChangeRow, NO_EXCHANGE } from '../store/repositories/changes.ts';
import type { DeletionRow } from '../store/repositories/deleted-resources.ts';
import { ConsoleError } from './console-error.ts';
import type { ConsoleDependencies } from './console.ts';
import { performAndTell } from './perform-and-tell.ts';

export function createHistoryOperations(dependencies: ConsoleDependencies): Service<ConsoleContract>['history'] {
  const { store } = dependencies.sandbox;
  return {
    undo: (request) => {
      const [model] = dependencies.sandbox.profile.models;
      if (model === undefined) throw new ConsoleError('conflict', 'The profile of this sandbox has no resource types.');
      try {
        const { notes } = performAndTell(dependencies, model, (work) => undoByHand(work, request));
        return { done: true, notes: [...notes] };
      } catch (error) {
        if (error instanceof UndoClash) return viewClash(error);
        throw error;
      }
    },

    undone: ({ changeIds }) =>
      store.read((tx) => ({
        items: changeIds.flatMap((changeId) => {
          const id = tx.undos.inForce(changeId);
          const by = id === null ? undefined : tx.changes.byId(id);
          return by === undefined ? [] : [{ changeId, by: by.id, at: by.at }];
        }),
      })),

    deleted: (query) =>
      store.read((tx) => {
        const { rows, total } = tx.deleted.search(query);
        return { items: rows.map(viewDeletion), total };
      }),
  };
}

function viewClash({ clashes, notes, changes }: UndoClash): UndoOutcome {
  return {
    done: false,
    notes: [...notes],
    clashes: clashes.map((clash) => ({ ...clash, by: clash.by === null ? null : viewBy(clash.by) })),
    changes: changes.map(viewDraft),
    despite: [...new Set(clashes.map(({ by }: Clash) => by?.id ?? 0))],
  };
}

function viewBy({ id, exchange_id, sentence }: ChangeRow) {
  return { changeId: id, exchangeId: exchangeOf(exchange_id), sentence };
}

function viewDraft({ resourceType, resourceId, resourceName, kind, version, before, after }: ChangeDraft) {
  return { resourceType, resourceId, resourceName, kind, version, before: parse(before), after: parse(after) };
}

function viewDeletion(row: DeletionRow): DeletedRow {
  return {
    id: row.resource_id,
    resourceType: row.resource_type,
    name: row.resource_name,
    at: row.at,
    sentence: row.sentence,
    exchangeId: exchangeOf(row.exchange_id),
    changeId: row.id,
  };
}

function exchangeOf(id: number): number | null {
  return id === NO_EXCHANGE ? null : id;
}

function parse(state: string | null): Record<string, unknown> | null {
  return state === null ? null : (JSON.parse(state) as Record<string, unknown>);
}
