import { z } from 'zod';
import { Fidelity } from './findings.ts';
import { TableSource } from './table-file.ts';

/** Bytes of a user list that is read; some 50,000 users. */
export const USER_FILE_LIMIT = 5 * 1024 * 1024;

export const UserField = z.enum(['userName', 'email', 'givenName', 'familyName', 'groups', 'active']);
export type UserField = z.infer<typeof UserField>;

/** Which column, from 0, holds what; null: none does. */
export const UserColumns = z.record(UserField, z.number().int().min(0).max(500).nullable());
export type UserColumns = z.infer<typeof UserColumns>;

/** A user of the real system, as its list tells. */
export const ListedUser = z.object({
  userName: z.string(),
  email: z.string().nullable(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  groups: z.array(z.string()),
  /** null: the list does not say */
  active: z.boolean().nullable(),
});
export type ListedUser = z.infer<typeof ListedUser>;

export const UserListPreview = z.object({
  source: TableSource,
  headings: z.array(z.string()),
  columns: UserColumns,
  count: z.number().int(),
  sample: z.array(ListedUser),
  /** the first ones; a line that is left out, or read in another way than it looks */
  problems: z.array(z.object({ line: z.number().int(), what: z.string() })),
  problemCount: z.number().int(),
});
export type UserListPreview = z.infer<typeof UserListPreview>;

export const UserListInfo = z.object({ name: z.string(), imported: z.string(), count: z.number().int() });
export type UserListInfo = z.infer<typeof UserListInfo>;

/**
 * What the first cycle would do with one person, the gravest first.
 * `ambiguous`: the user name is new and the mail address is not, or the list has the same one twice.
 * `deactivated`: an account in use that the identity provider holds as inactive.
 * `taken-over`: an account whose data change. `matched`: one that stays as it is. `left-alone`: not in the scope, so nobody governs it.
 */
export const BlastCategory = z.enum(['ambiguous', 'deactivated', 'taken-over', 'created', 'left-alone', 'matched']);
export type BlastCategory = z.infer<typeof BlastCategory>;

export const Consequence = z.object({
  kind: z.enum(['account', 'privilege', 'log-in']),
  text: z.string(),
  ruleId: z.string().nullable(),
  fidelity: Fidelity,
});
export type Consequence = z.infer<typeof Consequence>;

export const BlastRow = z.object({
  /** stable for one list and scope */
  id: z.string(),
  category: BlastCategory,
  userName: z.string(),
  name: z.string().nullable(),
  email: z.string().nullable(),
  /** groups of the list */
  groups: z.array(z.string()),
  /** the user in the sandbox, where there is one */
  sandboxId: z.string().nullable(),
  /** one sentence */
  what: z.string(),
  changes: z.array(z.object({ attribute: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  consequences: z.array(Consequence),
});
export type BlastRow = z.infer<typeof BlastRow>;

const BlastCount = z.object({ category: BlastCategory, count: z.number().int() });

export const BlastRadius = z.object({
  list: UserListInfo,
  /** "Of 400 accounts 380 are taken over or matched …" */
  sentence: z.string(),
  scope: z.number().int(),
  counts: z.array(BlastCount),
  /** rows with a consequence for rights, and for log-in */
  privilege: z.number().int(),
  logIn: z.number().int(),
  items: z.array(BlastRow),
  total: z.number().int(),
});
export type BlastRadius = z.infer<typeof BlastRadius>;
