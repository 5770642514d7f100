import { z } from 'zod';
import { LogIn, LogInState } from './accounts.ts';
import { query } from './operation.ts';
import { Change } from './exchanges.ts';
import { Right } from './tokens.ts';

/** `scim`: an IdP made it. `local`: it was there before, as if made by hand in the product. */
const Origin = z.enum(['scim', 'local']);

export const UserRow = z.object({
  id: z.string(),
  userName: z.string(),
  /** given and family name, or displayName; null when neither is there */
  name: z.string().nullable(),
  email: z.string().nullable(),
  active: z.boolean(),
  logIn: LogInState,
  origin: Origin,
  groupCount: z.number().int(),
  /** "in no group: sees nothing" and the like; empty when all is well */
  warnings: z.array(z.string()),
  modified: z.string(),
});
export type UserRow = z.infer<typeof UserRow>;

export const GroupRow = z.object({
  id: z.string(),
  displayName: z.string(),
  memberCount: z.number().int(),
  rights: z.array(Right),
  origin: Origin,
  warnings: z.array(z.string()),
  modified: z.string(),
});
export type GroupRow = z.infer<typeof GroupRow>;

/** A row of a resource type that a profile adds beside Users and Groups. */
export const Ref = z.object({ id: z.string(), name: z.string() });
export type Ref = z.infer<typeof Ref>;

export const ResourceDetail = z.object({
  id: z.string(),
  resourceType: z.string(),
  name: z.string(),
  origin: Origin,
  version: z.number().int(),
  created: z.string(),
  modified: z.string(),
  /** as a SCIM client would read it, `meta` included; at most 200 members are listed */
  resource: z.record(z.string(), z.unknown()),
  /** one row per leaf attribute, as a SCIM path: `emails[type eq "work"].value` */
  attributes: z.array(z.object({ path: z.string(), value: z.string() })),
  groups: z.array(Ref),
  members: z.array(Ref),
  memberCount: z.number().int(),
  rights: z.array(Right),
  warnings: z.array(z.string()),
  /** whether and how the user can log in; null for what is no user, or was deleted */
  logIn: LogIn.nullable(),
  /** it is gone; what is shown is its last state */
  deleted: z.boolean(),
  /** newest first, at most 200 */
  history: z.array(Change),
});
export type ResourceDetail = z.infer<typeof ResourceDetail>;

const Page = z.object({
  text: z.string().max(200).default(''),
  offset: z.number().int().min(0).default(0),
  limit: z.number().int().min(1).max(500).default(100),
});

export const directory = {
  users: query(
    Page.extend({ show: z.enum(['all', 'active', 'inactive', 'warnings', 'cannot-log-in']).default('all') }),
    z.object({ items: z.array(UserRow), total: z.number().int() }),
  ),
  groups: query(Page, z.object({ items: z.array(GroupRow), total: z.number().int() })),
  /** Also finds a deleted resource by its history: then `resource` is its last state. */
  get: query(z.object({ id: z.string() }), ResourceDetail),
};
