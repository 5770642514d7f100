import { z } from 'zod';
import { command, query } from './operation.ts';
import { TableFile, roomFor } from './table-file.ts';
import { USER_FILE_LIMIT, UserColumns, UserListPreview } from './user-list.ts';

/** Part of the tenant URL and of file names. */
const Slug = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$/);

/** Shown to people; the slug is made from it. */
export const SandboxName = z
  .string()
  .trim()
  .min(1, 'Give the sandbox a name.')
  .max(60, 'A name has at most 60 characters.')
  .regex(
    /^[\p{L}\p{N}][\p{L}\p{N} _-]*$/u,
    'A name has letters, digits, spaces and dashes, and begins with a letter or a digit.',
  );

/** Which identity provider the sandbox is for, in the admin's words; nothing depends on it. */
const IdpHint = z.string().trim().max(40);

export const SandboxSummary = z.object({
  slug: z.string(),
  name: z.string(),
  idp: z.string(),
  /** `meisterplan`, `rfc7643`, or the path of a profile file */
  profile: z.string(),
  /** the one that the host was started with: it also answers at `/scim/v2`, and cannot be deleted */
  isDefault: z.boolean(),
  tenantUrl: z.string(),
  /** null when the file cannot be read */
  counts: z.object({ users: z.number().int(), requests: z.number().int(), lastCall: z.string().nullable() }).nullable(),
  /** why the file cannot be read, one sentence; null when it can */
  problem: z.string().nullable(),
});
export type SandboxSummary = z.infer<typeof SandboxSummary>;

/** Why a snapshot was taken: by hand, or before something that cannot be undone otherwise. */
export const SnapshotReason = z.enum(['by-hand', 'before-reset', 'before-restore', 'before-delete']);
export type SnapshotReason = z.infer<typeof SnapshotReason>;

export const SnapshotId = z.string().regex(/^\d{8}T\d{9}Z-[a-z0-9-]{1,40}$/);

export const Snapshot = z.object({
  id: z.string(),
  name: z.string(),
  at: z.string(),
  reason: SnapshotReason,
  bytes: z.number().int(),
});
export type Snapshot = z.infer<typeof Snapshot>;

/** `recreated`: deleted, and made again under the same name with another id. */
const DifferenceKind = z.enum(['added', 'changed', 'removed', 'recreated']);

export const ResourceDifference = z.object({
  kind: DifferenceKind,
  type: z.string(),
  id: z.string(),
  /** user name or display name */
  name: z.string(),
  before: z.unknown().nullable(),
  after: z.unknown().nullable(),
  /** names of members, for groups; the first ones */
  joined: z.array(z.string()),
  left: z.array(z.string()),
});
export type ResourceDifference = z.infer<typeof ResourceDifference>;

export const SnapshotComparison = z.object({
  counts: z.object({ added: z.number(), changed: z.number(), removed: z.number(), recreated: z.number() }),
  /** at most 500 */
  items: z.array(ResourceDifference),
});
export type SnapshotComparison = z.infer<typeof SnapshotComparison>;

/** Who is in a new sandbox before the first sync, as if made by hand: a model company, or the users of the real system. */
export const SandboxPeople = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sample'),
    people: z
      .number()
      .int()
      .min(1, 'A sample company has at least one person.')
      .max(20_000, 'A sample company has at most 20,000 people.')
      .default(50),
    groups: z.number().int().min(1).max(200).default(5),
    /** the same one makes the same company */
    seed: z.number().int().min(0).max(2_147_483_647).default(1),
  }),
  /** left-out columns are found by the headings */
  TableFile.extend({ kind: z.literal('list'), columns: UserColumns.optional() }),
]);
export type SandboxPeople = z.infer<typeof SandboxPeople>;

/** Deleted, and still there as snapshots. */
export const DeletedSandbox = z.object({
  slug: z.string(),
  name: z.string(),
  idp: z.string(),
  snapshots: z.number().int(),
  /** the one that it is brought back from */
  latest: Snapshot,
});
export type DeletedSandbox = z.infer<typeof DeletedSandbox>;

/** What an act that replaces a sandbox kept of it. */
const Kept = z.object({ kept: Snapshot.nullable() });

/** The sandboxes of the data folder. These operations belong to none of them. */
export const sandboxes = {
  /** The default one first, then by name. */
  list: query(z.object({}), z.object({ items: z.array(SandboxSummary) })),
  create: command(
    z
      .object({
        name: SandboxName,
        idp: IdpHint.default(''),
        profile: z.enum(['meisterplan', 'rfc7643']).default('meisterplan'),
        /** slug of the sandbox that is copied, under its profile, without its tokens; left out: an empty one */
        copyOf: Slug.optional(),
        /** in the directory from the start, as if made by hand; not together with `copyOf` */
        people: SandboxPeople.optional(),
      })
      .refine(({ copyOf, people }) => copyOf === undefined || people === undefined, {
        error: 'A copy has the people of its original.',
      }),
    SandboxSummary,
    roomFor(USER_FILE_LIMIT),
  ),
  /** How a file would be understood as `people`. Error `invalid_input` for one that cannot be read as a user list. */
  previewUsers: query(TableFile.extend({ columns: UserColumns.optional() }), UserListPreview, roomFor(USER_FILE_LIMIT)),
  /** Those of which only snapshots are left, the latest first. */
  deleted: query(z.object({}), z.object({ items: z.array(DeletedSandbox) })),
  /** Brings a deleted one back, tokens and log included. @param id of a snapshot; left out: the latest */
  restoreDeleted: command(z.object({ slug: Slug, id: SnapshotId.optional() }), SandboxSummary),
  update: command(z.object({ slug: Slug, name: SandboxName, idp: IdpHint }), SandboxSummary),
  /** Newest first. */
  snapshots: query(z.object({ slug: Slug }), z.object({ items: z.array(Snapshot) })),
  snapshot: command(z.object({ slug: Slug, name: z.string().trim().max(60).default('') }), Snapshot),
  removeSnapshot: command(z.object({ slug: Slug, id: SnapshotId }), z.object({})),
  /** Puts everything back as it was, tokens and log included; what is there now is kept as a snapshot first. */
  restore: command(z.object({ slug: Slug, id: SnapshotId }), Kept),
  /** Directory, log, mails and replays as new; settings, the resource list and the tokens of the seeded users stay. */
  reset: command(z.object({ slug: Slug }), Kept),
  /** @param confirm the sandbox's name, typed */
  remove: command(z.object({ slug: Slug, confirm: z.string() }), Kept),
  /** @param after id of a snapshot; null: as it is now */
  compare: query(z.object({ slug: Slug, before: SnapshotId, after: SnapshotId.nullable() }), SnapshotComparison),
};
