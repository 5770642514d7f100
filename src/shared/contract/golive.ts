import { z } from 'zod';
import { Idp } from './exchanges.ts';
import { Fidelity } from './findings.ts';
import { command, query } from './operation.ts';
import { TableFile, roomFor } from './table-file.ts';
import { TrapEvidence } from './traps.ts';
import {
  BlastRadius,
  BlastRow,
  BlastCategory,
  UserColumns,
  UserListInfo,
  UserListPreview,
  USER_FILE_LIMIT,
} from './user-list.ts';

/** Where the customer's system is hosted (rule 1). */
export const Region = z.enum(['us', 'eu']);
export type Region = z.infer<typeof Region>;

export const CheckId = z.enum([
  'connection-tested',
  'required-mappings',
  'user-created',
  'user-updated',
  'user-disabled',
  'user-enabled',
  'user-deleted',
  'group-rights',
  'last-cycle-clean',
  'traps-solved',
  'service-account-out',
  'least-rights',
  'log-in-works',
  'rules-as-documented',
]);
export type CheckId = z.infer<typeof CheckId>;

/** `done`: it was seen. `rehearsed`: of the simulator only, so it is still open. `not-possible`: this identity provider never does it. `waived`: the admin wrote down why it may stay open. */
export const CheckState = z.enum(['open', 'rehearsed', 'done', 'not-possible', 'waived']);
export type CheckState = z.infer<typeof CheckState>;

/** Why a check may stay open, for whoever reads the report. */
export const WaiverReason = z.string().trim().min(10).max(1000);

export const Waiver = z.object({ reason: z.string(), at: z.string() });
export type Waiver = z.infer<typeof Waiver>;

export const Check = z.object({
  id: CheckId,
  title: z.string(),
  state: CheckState,
  /** what was seen, or not, in one sentence */
  what: z.string(),
  /** why it matters */
  why: z.string(),
  /** what to do next; null when nothing is to be done */
  next: z.string().nullable(),
  /** in the words of the identity provider */
  clickPath: z.array(z.string()).nullable(),
  ruleId: z.string().nullable(),
  fidelity: Fidelity,
  evidence: TrapEvidence,
  waiver: Waiver.nullable(),
  /** a waiver that no longer holds, because something else is open now than when it was written */
  lapsed: Waiver.nullable(),
});
export type Check = z.infer<typeof Check>;

/** One who called, as far as it was recognised. */
export const Sender = z.object({
  idp: Idp,
  /** dialects: "Entra ID, default dialect" */
  clients: z.array(z.string()),
  exchanges: z.number().int(),
  first: z.string(),
  last: z.string(),
});
export type Sender = z.infer<typeof Sender>;

export const Checklist = z.object({
  /** "4 of 14 are still open." */
  sentence: z.string(),
  ready: z.boolean(),
  open: z.number().int(),
  items: z.array(Check),
  /** whose rehearsal this is; null before the first call of a known one */
  idp: Idp.nullable(),
  senders: z.array(Sender),
  /** the log holds more than was looked at */
  bounded: z.boolean(),
});
export type Checklist = z.infer<typeof Checklist>;

const CutOverField = z.object({
  field: z.string(),
  /** to copy; null where the text says what to enter */
  value: z.string().nullable(),
  text: z.string().nullable(),
});

export const CutOverStep = z.object({
  what: z.string(),
  fidelity: Fidelity,
  /** in the words of the identity provider; null in the product, whose menus are not documented publicly here */
  clickPath: z.array(z.string()).nullable(),
  fields: z.array(CutOverField),
});
export type CutOverStep = z.infer<typeof CutOverStep>;

export const CutOverSection = z.object({
  id: z.enum(['prepare', 'product', 'idp', 'first-day', 'back']),
  title: z.string(),
  steps: z.array(CutOverStep),
});
export type CutOverSection = z.infer<typeof CutOverSection>;

export const CutOverSheet = z.object({
  region: Region,
  tenantUrl: z.string(),
  idp: Idp.nullable(),
  sections: z.array(CutOverSection),
});
export type CutOverSheet = z.infer<typeof CutOverSheet>;

export const GoLiveSettings = z.object({
  region: Region,
  /** null: the one that called most */
  idp: Idp.nullable(),
});
export type GoLiveSettings = z.infer<typeof GoLiveSettings>;

const GoLiveReport = z.object({
  fileName: z.string(),
  html: z.string(),
  /** SHA-256 over the canonical JSON of what the report says */
  hash: z.string(),
  ready: z.boolean(),
});

const ROOM = roomFor(USER_FILE_LIMIT);

export const golive = {
  /** Ticked by what was observed. Computed anew only when something has changed since. */
  checklist: query(z.object({}), Checklist),
  /** Error `conflict` for a check that is not open. */
  waive: command(z.object({ id: CheckId, reason: WaiverReason }), Checklist),
  unwaive: command(z.object({ id: CheckId }), Checklist),
  settings: query(z.object({}), GoLiveSettings),
  saveSettings: command(GoLiveSettings.partial(), GoLiveSettings),
  cutOver: query(z.object({}), CutOverSheet),
  /** null: no user list was imported */
  userList: query(z.object({}), z.object({ list: UserListInfo.nullable() })),
  /** Error `invalid_input` for a file that cannot be read as a user list, with the line where that is known. */
  previewUsers: query(TableFile.extend({ columns: UserColumns.optional() }), UserListPreview, ROOM),
  /** Keeps the list in the sandbox until it is removed; applies nothing. Errors as `previewUsers`. */
  importUsers: command(
    TableFile.extend({ name: z.string().trim().min(1).max(255), columns: UserColumns.optional() }),
    UserListInfo,
    ROOM,
  ),
  removeUsers: command(z.object({}), z.object({ removed: z.boolean() })),
  /** Error `not_found` without a user list. */
  blastRadius: query(
    z.object({
      show: BlastCategory.nullable().default(null),
      text: z.string().max(200).default(''),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(200),
    }),
    BlastRadius,
  ),
  /** One person of the blast radius. Error `not_found`. */
  blastRow: query(z.object({ id: z.string() }), BlastRow),
  report: query(z.object({ pseudonymise: z.boolean().default(false) }), GoLiveReport),
};
