import { z } from 'zod';
import { Change } from './exchanges.ts';
import { command, query } from './operation.ts';

/** A later change that undoing an earlier one would take back too. */
export const UndoClash = z.object({
  resourceName: z.string(),
  /** SCIM path of what was set again; null: the resource as a whole, which goes */
  path: z.string().nullable(),
  /** what it is now, and what it would go back to; null: nothing */
  now: z.string().nullable(),
  back: z.string().nullable(),
  /** the change that set it last; null when the history does not tell */
  by: z.object({ changeId: z.number().int(), exchangeId: z.number().int().nullable(), sentence: z.string() }).nullable(),
});
export type UndoClash = z.infer<typeof UndoClash>;

/** What undoing would set, or has set. */
const ChangeToCome = Change.omit({ id: true, exchangeId: true, at: true, sentence: true });
export type ChangeToCome = z.infer<typeof ChangeToCome>;

export const UndoOutcome = z.discriminatedUnion('done', [
  /** `notes`: what could not be set back, and what follows from it, as sentences */
  z.object({ done: z.literal(true), notes: z.array(z.string()) }),
  /** Later changes are in the way. Nothing was done: this is what would be, and `despite` says that it is meant. */
  z.object({
    done: z.literal(false),
    notes: z.array(z.string()),
    clashes: z.array(UndoClash),
    changes: z.array(ChangeToCome),
    despite: z.array(z.number().int()),
  }),
]);
export type UndoOutcome = z.infer<typeof UndoOutcome>;

/** A resource that is gone, as its history tells. */
export const DeletedRow = z.object({
  id: z.string(),
  resourceType: z.string(),
  name: z.string(),
  at: z.string(),
  /** how it was deleted */
  sentence: z.string(),
  exchangeId: z.number().int().nullable(),
  /** the deletion, which can be undone */
  changeId: z.number().int(),
});
export type DeletedRow = z.infer<typeof DeletedRow>;

export const history = {
  /**
   * Takes back one change, or with `together` all that its exchange or act changed. It is an act in the history like any other, and can be
   * undone. Error `not_found` for a change that is not in the history, `conflict` where it cannot be taken back, `invalid_input` where what
   * was before is no longer allowed.
   */
  undo: command(
    z.object({
      changeId: z.number().int(),
      together: z.boolean().default(false),
      /** of the outcome that told of later changes */
      despite: z.array(z.number().int()).max(1000).default([]),
    }),
    UndoOutcome,
  ),
  /** Which of these changes are undone now, each with the change that did it. */
  undone: query(
    z.object({ changeIds: z.array(z.number().int()).max(1000) }),
    z.object({ items: z.array(z.object({ changeId: z.number().int(), by: z.number().int(), at: z.string() })) }),
  ),
  /** Users and groups that are gone, newest first. */
  deleted: query(
    z.object({
      text: z.string().max(200).default(''),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    }),
    z.object({ items: z.array(DeletedRow), total: z.number().int() }),
  ),
};
